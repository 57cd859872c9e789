package io.nasoa.worker.temporal;

import io.nasoa.workflows.search.SearchResult;
import org.jspecify.annotations.Nullable;

/**
 * What became of a search that was asked for.
 *
 * @param searchId the search
 * @param run number of the run it belongs to
 * @param kind what was done
 * @param result the stored result of a search that had succeeded before, else null
 */
public record SearchSubmission(
    String searchId, int run, Submission.Kind kind, @Nullable SearchResult result) {}
