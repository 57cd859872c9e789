package io.nasoa.worker.temporal;

import org.jspecify.annotations.Nullable;

/**
 * What became of a search or a build that was asked for.
 *
 * @param id the client's name of it
 * @param run number of the run it belongs to
 * @param kind what was done
 * @param result the stored result of one that had succeeded before, else null
 */
public record RunSubmission<R>(String id, int run, Submission.Kind kind, @Nullable R result) {}
