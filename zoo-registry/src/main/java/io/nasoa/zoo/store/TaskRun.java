package io.nasoa.zoo.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task as stored.
 *
 * @param taskId the task
 * @param run 1 for the first; a failed or cancelled task that is submitted again gets the next
 * @param state where it stands
 * @param progressJson what is needed to take the run up again; null before the first boundary
 * @param resultJson result or error; null exactly until the run is finished
 * @param claimedAt when the run was accepted
 * @param updatedAt when the row was written last
 * @param finishedAt when it ended; null exactly until the run is finished
 */
public record TaskRun(
    String taskId,
    int run,
    TaskState state,
    @Nullable String progressJson,
    @Nullable String resultJson,
    Instant claimedAt,
    Instant updatedAt,
    @Nullable Instant finishedAt) {}
