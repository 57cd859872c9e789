package io.nasoa.activities.search;

import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.LedgerPhase;
import io.nasoa.activities.tuning.Attempt;
import io.nasoa.activities.tuning.Failures;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.SearchActivities;
import io.temporal.failure.TemporalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluations on the artifact root. An outcome stands on the disk before the server hears of it, so
 * an evaluation whose server was lost is not done again. Thread-safe.
 */
public final class SearchActivitiesImpl implements SearchActivities {
  private static final Logger log = LoggerFactory.getLogger(SearchActivitiesImpl.class);

  /**
   * A candidate that took its process down that often, without a checkpoint or an orderly end in
   * between, would do so for ever. Kills from outside seldom hit the same candidate so often before
   * it has written a checkpoint.
   */
  private static final int MOST_STARTS = 8;

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
    return Failures.mapped(() -> attempt(input));
  }

  private CandidateOutcome attempt(CandidateInput input) throws IOException {
    CandidateFiles files = CandidateFiles.of(artifactRoot, input);
    try (Attempt attempt =
        Attempt.begin(
            files.attempts(),
            files.ledger(),
            clock,
            LedgerPhase.TRAIN,
            fence -> prepare(files, input, fence))) {
      Optional<CandidateOutcome> known = files.outcome(input);
      if (known.isPresent()) {
        AtomicFiles.deleteTree(files.work());
        return known.get();
      }
      int starts = files.starts();
      if (starts >= MOST_STARTS) {
        String sentence = "took its trainer down %d times in a row".formatted(starts);
        return kept(files, input, CandidateOutcome.failed(sentence, 0), attempt.fence());
      }
      files.writeStarts(input, starts + 1, attempt.fence());
      return kept(files, input, evaluated(files, input, attempt), attempt.fence());
    }
  }

  private static void prepare(CandidateFiles files, CandidateInput input, Fence fence)
      throws IOException {
    if (files.belongToAnother(input)) {
      fence.check();
      AtomicFiles.deleteTree(files.work());
      files.writeStarts(input, 0, fence);
    }
    Files.createDirectories(files.work());
  }

  private CandidateOutcome evaluated(CandidateFiles files, CandidateInput input, Attempt attempt)
      throws IOException {
    CandidateControl control =
        new CandidateControl(attempt, clock, () -> forgive(files, input, attempt));
    long begin = clock.millis();
    try {
      CandidateOutcome outcome = evaluator.evaluate(input, files.work(), control);
      leaveIfUnwanted(files, input, attempt);
      return outcome.checked();
    } catch (TemporalException | InvalidDataException | UncheckedIOException | IOException e) {
      leaveIfUnwanted(files, input, attempt);
      forgive(files, input, attempt);
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError crash) {
      leaveIfUnwanted(files, input, attempt);
      log.warn(
          "candidate {} of search {} failed: {}",
          input.architecture(),
          input.searchId(),
          crash.toString());
      String message = crash.getMessage();
      return CandidateOutcome.failed(
          message == null ? crash.getClass().getSimpleName() : message,
          (clock.millis() - begin) / 1000.0);
    }
  }

  /** An attempt that was asked to go has not failed, whatever it threw on its way. */
  private static void leaveIfUnwanted(CandidateFiles files, CandidateInput input, Attempt attempt) {
    if (attempt.unwanted()) {
      forgive(files, input, attempt);
      attempt.rethrow();
    }
  }

  private static void forgive(CandidateFiles files, CandidateInput input, Attempt attempt) {
    try {
      if (files.starts() > 0) {
        files.writeStarts(input, 0, attempt.fence());
      }
    } catch (IOException e) {
      // Then the next attempts have fewer starts left: no reason to end this one.
      log.warn("the starts of {} are not reset: {}", input.architecture(), e.getMessage());
    }
  }

  private static CandidateOutcome kept(
      CandidateFiles files, CandidateInput input, CandidateOutcome outcome, AtomicFiles.Guard guard)
      throws IOException {
    files.writeOutcome(input, outcome, guard);
    return outcome;
  }
}
