package io.nasoa.activities.airflow;

import java.util.Objects;

/** The version of an Airflow. */
public record ServerVersion(String version) {
  public ServerVersion {
    Objects.requireNonNull(version, "version is missing");
  }
}
