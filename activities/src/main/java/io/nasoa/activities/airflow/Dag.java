package io.nasoa.activities.airflow;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A DAG as Airflow knows it.
 *
 * @param isPaused runs of a paused DAG are taken and then wait in {@code queued} for ever
 * @param isStale its file is gone or was not read for long
 * @param hasImportErrors its file cannot be read at present
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Dag(
    String dagId,
    @Nullable Boolean isPaused,
    @Nullable Boolean isStale,
    @Nullable Boolean hasImportErrors) {
  public Dag {
    Objects.requireNonNull(dagId, "dag_id is missing");
  }
}
