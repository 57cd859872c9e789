package io.nasoa.activities.airflow;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How Airflow's parts are, as each last reported itself. */
@JsonNaming(SnakeCaseStrategy.class)
public record Health(
    Part metadatabase, Part scheduler, @Nullable Part triggerer, @Nullable Part dagProcessor) {
  /** One part; {@code null} means that it never reported itself. */
  public record Part(@Nullable String status) {
    boolean isHealthy() {
      return "healthy".equals(status);
    }
  }

  public Health {
    Objects.requireNonNull(metadatabase, "metadatabase is missing");
    Objects.requireNonNull(scheduler, "scheduler is missing");
  }

  /** The parts that DAG runs need and that do not report themselves healthy. */
  public List<String> unhealthyParts() {
    List<String> names = new ArrayList<>();
    check(names, "metadatabase", metadatabase);
    check(names, "scheduler", scheduler);
    check(names, "triggerer", triggerer);
    check(names, "dag processor", dagProcessor);
    return names;
  }

  private static void check(List<String> names, String name, @Nullable Part part) {
    if (part == null || !part.isHealthy()) {
      names.add(name);
    }
  }
}
