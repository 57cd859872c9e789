package io.nasoa.activities.training;

import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * Watches a training's limit of active seconds. It measures how fast the run goes and says to how
 * many steps it must be resized so that its decay completes inside the limit, the reserve for
 * checkpoint and evaluation kept. A burst of a neighbour is forgiven: what was cut is given back,
 * up to the plan, when the machine turns out faster again.
 *
 * <p>Not thread-safe: the training loop owns it.
 */
public final class TimeBudget {
  /** A decision is weighed after each of this many parts of the plan, so that few are made. */
  private static final int DECISIONS = 20;

  /** Differences below these shares of the steps are noise. */
  private static final double SHORTER = 0.99;

  private static final double LONGER = 1.05;

  /** How many steps the plan's own step time counts for beside the measured ones. */
  private static final int PLANNED_WEIGHT = 5;

  private final InstantSource clock;
  private final long startMillis;
  private final double secondsLeftAtStart;
  private final double reserve;
  private final double plannedSecondsPerStep;
  private final int mostSteps;
  private int stepsMeasured;

  /**
   * A budget as it was when the plan was made, which starts to run now.
   *
   * @param secondsLeft active seconds left for all that is still to do
   * @param reserve seconds of it that checkpoint and evaluation will take at the planned speed
   * @param secondsPerStep the planned time of a step
   */
  public TimeBudget(
      InstantSource clock, double secondsLeft, double reserve, double secondsPerStep) {
    this(clock, secondsLeft, reserve, secondsPerStep, 0);
  }

  /**
   * A budget that starts to run now.
   *
   * @param secondsLeft active seconds left for all that is still to do
   * @param reserve seconds of it that checkpoint and evaluation will take at the planned speed
   * @param secondsPerStep the planned time of a step
   * @param mostSteps what the plan's steps have grown to with the budget, or less than those
   */
  public TimeBudget(
      InstantSource clock,
      double secondsLeft,
      double reserve,
      double secondsPerStep,
      int mostSteps) {
    this.mostSteps = mostSteps;
    this.clock = clock;
    this.startMillis = clock.millis();
    this.secondsLeftAtStart = secondsLeft;
    this.reserve = reserve;
    this.plannedSecondsPerStep = secondsPerStep;
  }

  private double secondsGone() {
    return (clock.millis() - startMillis) / 1000.0;
  }

  /**
   * Active seconds left for training; negative when the limit is passed. On a machine slower than
   * planned the evaluation will be slower too, so the reserve grows with the steps.
   */
  public double secondsLeft() {
    double slowdown = Math.max(1, secondsPerStep() / plannedSecondsPerStep);
    return secondsLeftAtStart - secondsGone() - slowdown * reserve;
  }

  /** Mean seconds of a step so far, with all that lies between two steps. */
  public double secondsPerStep() {
    return (secondsGone() + PLANNED_WEIGHT * plannedSecondsPerStep)
        / (stepsMeasured + PLANNED_WEIGHT);
  }

  void stepEnded() {
    stepsMeasured++;
  }

  /** Whether another step fits at all. */
  boolean stepFits() {
    return secondsLeft() >= secondsPerStep();
  }

  /**
   * The number of steps that the run should be resized to.
   *
   * @param done steps done
   * @param total steps of the schedule as it stands
   * @param planned steps of the plan; never exceeded unless the budget has grown
   * @return empty when the present number is right
   */
  OptionalInt resize(int done, int total, int planned) {
    boolean weighed = done % Math.max(1, planned / DECISIONS) == 0 && stepsMeasured > 0;
    return weighed && done < total ? resizeNow(done, total, planned) : OptionalInt.empty();
  }

  /** As {@link #resize}, but weighed now, however few steps were measured. */
  OptionalInt resizeNow(int done, int total, int planned) {
    long fitting = done + Math.max(1, (long) (secondsLeft() / secondsPerStep()));
    int wanted = (int) Math.min(Math.max(planned, mostSteps), fitting);
    boolean change = wanted < SHORTER * total || wanted > LONGER * total;
    return change ? OptionalInt.of(wanted) : OptionalInt.empty();
  }

  /** Whether it allows more than those steps of the plan. */
  boolean grown(int planned) {
    return mostSteps > planned;
  }
}
