package io.nasoa.activities.airflow;

import java.util.Objects;

/** An asset that some DAG names. */
public record Asset(long id, String name, String uri) {
  public Asset {
    Objects.requireNonNull(name, "name is missing");
    Objects.requireNonNull(uri, "uri is missing");
  }
}
