package io.nasoa.activities.airflow;

/**
 * The answer to a trigger.
 *
 * @param adopted whether the run was there before, from an earlier request with the same id
 */
public record TriggeredRun(DagRun run, boolean adopted) {}
