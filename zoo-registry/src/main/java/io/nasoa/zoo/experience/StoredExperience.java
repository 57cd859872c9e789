package io.nasoa.zoo.experience;

import java.time.Instant;

/**
 * One experience as stored: what a run taught. (deployment, task, run) is its key.
 *
 * @param deployment the store that the run belongs to
 * @param taskId the task
 * @param run the task's run number, at least 1
 * @param schemaVersion version of the JSON, at least 1
 * @param experienceJson the experience, opaque here
 * @param recordedAt when it was learned
 */
public record StoredExperience(
    String deployment,
    String taskId,
    int run,
    int schemaVersion,
    String experienceJson,
    Instant recordedAt) {}
