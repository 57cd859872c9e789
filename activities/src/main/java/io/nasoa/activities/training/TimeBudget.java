package io.nasoa.activities.training;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Watches a training's limit of active seconds. It measures the steps as they run and says when the
 * rest of the schedule no longer fits, and to how many steps it must shrink so that its decay still
 * completes and the reserve for checkpoint and evaluation is kept.
 *
 * <p>Not thread-safe: the training loop owns it.
 */
public final class TimeBudget {
  /** Steps are averaged over about this many, enough to smooth a neighbour's bursts. */
  private static final double SMOOTHING = 0.05;

  /** Re-planning at every small delay would leave a history of tiny decisions. */
  private static final double TOLERANCE = 1.02;

  private final InstantSource clock;
  private final long startMillis;
  private final double secondsLeftAtStart;
  private double secondsPerStep;
  private long stepStart;

  /**
   * A budget that starts to run now.
   *
   * @param secondsLeft active seconds left for training, the reserve taken off
   * @param secondsPerStep the planned time of a step
   */
  public TimeBudget(InstantSource clock, double secondsLeft, double secondsPerStep) {
    this.clock = clock;
    this.startMillis = clock.millis();
    this.secondsLeftAtStart = secondsLeft;
    this.secondsPerStep = secondsPerStep;
    this.stepStart = startMillis;
  }

  /** Active seconds left for training; negative when the limit is passed. */
  public double secondsLeft() {
    return secondsLeftAtStart - (clock.millis() - startMillis) / 1000.0;
  }

  /** Expected seconds of a step as measured so far. */
  public double secondsPerStep() {
    return secondsPerStep;
  }

  void stepBegins() {
    stepStart = clock.millis();
  }

  void stepEnded() {
    double took = (clock.millis() - stepStart) / 1000.0;
    secondsPerStep += SMOOTHING * (took - secondsPerStep);
  }

  /**
   * The number of steps that the run must be cut to, if its rest does not fit any more.
   *
   * @return at least {@code done + 1} and below {@code total}; {@code done} itself when not even
   *     one more step fits; empty when all is well
   */
  Optional<Integer> cut(int done, int total) {
    double left = secondsLeft();
    if (left < secondsPerStep) {
      return Optional.of(done);
    }
    if ((total - done) * secondsPerStep <= left * TOLERANCE) {
      return Optional.empty();
    }
    int fitting = (int) Math.floor(left / secondsPerStep);
    int cut = Math.max(done + 1, done + fitting);
    return cut < total ? Optional.of(cut) : Optional.empty();
  }
}
