package io.nasoa.zoo.store;

import java.time.Instant;

/**
 * A task with its newest run.
 *
 * @param id chosen by the client
 * @param requestHash what tells two requests apart
 * @param requestJson the request as accepted
 * @param submittedAt when it was accepted first
 * @param newestRun the run with the highest number
 */
public record StoredTask(
    String id, String requestHash, String requestJson, Instant submittedAt, TaskRun newestRun) {}
