package io.nasoa.activities.work;

import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.LedgerPhase;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.Attempt;
import io.temporal.failure.TemporalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One piece of a trainer's work. Its outcome stands on the disk before the server hears of it, so
 * what was done is not done again when the server was lost; attempts are fenced and heartbeat.
 *
 * <p>Belongs to the thread of its attempt.
 *
 * @param <I> what it is: equal inputs are the same work
 * @param <O> what became of it
 */
public final class KeptWork<I extends Record, O extends Record> {
  private static final Logger log = LoggerFactory.getLogger(KeptWork.class);

  /**
   * Work that took its process down that often, without a checkpoint or an orderly end in between,
   * would do so for ever. Kills from outside seldom hit the same work so often before it has
   * written a checkpoint.
   */
  private static final int MOST_STARTS = 8;

  private final String name;
  private final OutcomeFiles<I, O> files;
  private final Failing<O> failing;
  private final InstantSource clock;

  /**
   * @param name what a log calls it
   * @param failing makes the outcome of what failed for a reason of its own
   */
  public KeptWork(String name, OutcomeFiles<I, O> files, Failing<O> failing, InstantSource clock) {
    this.name = name;
    this.files = files;
    this.failing = failing;
    this.clock = clock;
  }

  /** The outcome of a failure. */
  @FunctionalInterface
  public interface Failing<O> {
    /** Says why, after those seconds. */
    O failed(String sentence, double seconds);
  }

  /** The work itself. */
  @FunctionalInterface
  public interface Doing<O> {
    /**
     * Does it; when the control said to yield, nobody looks at what it returns or throws.
     *
     * @param fence what it may write files with that others find
     */
    O run(Fence fence, TrainingControl control) throws IOException;
  }

  /**
   * Does it unless it has been done.
   *
   * @param usable whether a kept outcome is still good
   */
  public O run(I input, Predicate<O> usable, Doing<O> doing) throws IOException {
    try (Attempt attempt =
        Attempt.begin(
            files.attempts(),
            files.ledger(),
            clock,
            LedgerPhase.TRAIN,
            fence -> prepare(input, fence))) {
      Optional<O> known = files.outcome(input).filter(usable);
      if (known.isPresent()) {
        AtomicFiles.deleteTree(files.work());
        return known.get();
      }
      int starts = files.starts();
      if (starts >= MOST_STARTS) {
        String sentence = "took its trainer down %d times in a row".formatted(starts);
        O givenUp = kept(input, failing.failed(sentence, 0), attempt.fence());
        files.writeStarts(input, 0, attempt.fence());
        return givenUp;
      }
      files.writeStarts(input, starts + 1, attempt.fence());
      return kept(input, done(input, attempt, doing), attempt.fence());
    }
  }

  private void prepare(I input, Fence fence) throws IOException {
    if (files.belongToAnother(input)) {
      fence.check();
      AtomicFiles.deleteTree(files.work());
      files.writeStarts(input, 0, fence);
    }
    Files.createDirectories(files.work());
  }

  private O done(I input, Attempt attempt, Doing<O> doing) throws IOException {
    AttemptControl control = new AttemptControl(attempt, clock, () -> forgive(input, attempt));
    long begin = clock.millis();
    try {
      O outcome = doing.run(attempt.fence(), control);
      leaveIfUnwanted(input, attempt);
      return outcome;
    } catch (TemporalException | InvalidDataException | UncheckedIOException | IOException e) {
      leaveIfUnwanted(input, attempt);
      forgive(input, attempt);
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError crash) {
      leaveIfUnwanted(input, attempt);
      log.warn("{} failed: {}", name, crash.toString());
      String message = crash.getMessage();
      return failing.failed(
          message == null ? crash.getClass().getSimpleName() : message,
          (clock.millis() - begin) / 1000.0);
    }
  }

  /** An attempt that was asked to go has not failed, whatever it threw on its way. */
  private void leaveIfUnwanted(I input, Attempt attempt) {
    if (attempt.unwanted()) {
      forgive(input, attempt);
      attempt.rethrow();
    }
  }

  private void forgive(I input, Attempt attempt) {
    try {
      if (files.starts() > 0) {
        files.writeStarts(input, 0, attempt.fence());
      }
    } catch (IOException e) {
      // Then the next attempts have fewer starts left: no reason to end this one.
      log.warn("the starts of {} are not reset: {}", name, e.getMessage());
    }
  }

  private O kept(I input, O outcome, AtomicFiles.Guard guard) throws IOException {
    files.writeOutcome(input, outcome, guard);
    return outcome;
  }
}
