package io.nasoa.activities.airflow;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One task of a DAG run.
 *
 * @param mapIndex which one of a mapped task, -1 for a task that is not mapped
 * @param state {@code null} before Airflow has looked at it
 * @param tryNumber the number of its last try, 0 before the first
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TaskInstance(
    String taskId,
    int mapIndex,
    @Nullable TaskInstanceState state,
    int tryNumber,
    @Nullable Instant startDate,
    @Nullable Instant endDate) {
  public TaskInstance {
    Objects.requireNonNull(taskId, "task_id is missing");
  }

  /** Its name for a user: {@code prepare}, or {@code prepare[3]} when mapped. */
  public String displayName() {
    return mapIndex < 0 ? taskId : "%s[%d]".formatted(taskId, mapIndex);
  }
}
