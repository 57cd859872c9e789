package io.nasoa.activities.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a DAG.
 *
 * @param dagRunId its name, unique in the DAG
 * @param conf what it was triggered with
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DagRun(
    String dagId,
    String dagRunId,
    DagRunState state,
    @Nullable Instant logicalDate,
    @Nullable Instant queuedAt,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    @Nullable JsonNode conf,
    @Nullable String note) {
  public DagRun {
    Objects.requireNonNull(dagId, "dag_id is missing");
    Objects.requireNonNull(dagRunId, "dag_run_id is missing");
    Objects.requireNonNull(state, "state is missing");
  }
}
