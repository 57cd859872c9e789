package io.nasoa.activities.search;

import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import java.nio.file.Path;
import java.util.Locale;

/** Where the files of evaluations lie: {@code searches/<id>/evaluations/<number>/}. */
final class CandidateFiles {
  private CandidateFiles() {}

  /**
   * The files of one evaluation.
   *
   * @param artifactRoot the directory that all workers share
   */
  static OutcomeFiles<CandidateInput, CandidateOutcome> of(
      Path artifactRoot, CandidateInput input) {
    return new OutcomeFiles<>(
        directory(artifactRoot, input.searchId(), input.evaluation()), CandidateOutcome.class);
  }

  /** All of a search's files. */
  static Path search(Path artifactRoot, String searchId) {
    return artifactRoot.resolve("searches").resolve(searchId);
  }

  /** All of an evaluation's files. */
  static Path directory(Path artifactRoot, String searchId, int evaluation) {
    return search(artifactRoot, searchId)
        .resolve("evaluations")
        .resolve(String.format(Locale.ROOT, "%06d", evaluation));
  }
}
