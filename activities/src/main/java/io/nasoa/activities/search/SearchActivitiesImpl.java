package io.nasoa.activities.search;

import io.nasoa.activities.tuning.Failures;
import io.nasoa.activities.work.KeptWork;
import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.SearchActivities;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Evaluations on the artifact root, each {@link KeptWork}. Thread-safe. */
public final class SearchActivitiesImpl implements SearchActivities {
  private final Path artifactRoot;
  private final CandidateEvaluator evaluator;
  private final InstantSource clock;

  /**
   * @param artifactRoot the directory that all workers share
   */
  public SearchActivitiesImpl(
      Path artifactRoot, CandidateEvaluator evaluator, InstantSource clock) {
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    this.evaluator = evaluator;
    this.clock = clock;
  }

  @Override
  public CandidateOutcome evaluate(CandidateInput input) {
    return Failures.mapped(() -> evaluated(input));
  }

  private CandidateOutcome evaluated(CandidateInput input) throws IOException {
    OutcomeFiles<CandidateInput, CandidateOutcome> files = CandidateFiles.of(artifactRoot, input);
    String name = "candidate %s of search %s".formatted(input.architecture(), input.searchId());
    return new KeptWork<>(name, files, CandidateOutcome::failed, clock)
        .run(
            input,
            known -> true,
            (fence, control) -> evaluator.evaluate(input, files.work(), control).checked());
  }
}
