package io.nasoa.activities.training;

import io.nasoa.zoo.cost.ScheduleRule;
import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * Watches a training's limit of active seconds: measures how fast the run goes and lets the {@link
 * ScheduleRule} say to how many steps it must be resized so that its decay completes inside the
 * limit, the reserve for checkpoint and evaluation kept. A burst of a neighbour is forgiven: what
 * was cut is given back, up to the plan, when the machine turns out faster again.
 *
 * <p>Not thread-safe: the training loop owns it.
 */
public final class TimeBudget {
  /** The newest steps are those of one such part of the plan at most. */
  private static final int PARTS = 20;

  private final ScheduleRule rule = ScheduleRule.DEFAULT;
  private final InstantSource clock;
  private final long startMillis;
  private final double secondsLeftAtStart;
  private final double reserve;
  private final double plannedSecondsPerStep;
  private final int mostSteps;
  private int stepsMeasured;
  private long recentStartMillis;
  private int recentSteps;

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
    this.recentStartMillis = startMillis;
    this.secondsLeftAtStart = secondsLeft;
    this.reserve = reserve;
    this.plannedSecondsPerStep = secondsPerStep;
  }

  private ScheduleRule.Progress progress(int done, int total, int planned) {
    long now = clock.millis();
    double gone = (now - startMillis) / 1000.0;
    return new ScheduleRule.Progress(
        done,
        total,
        Math.max(planned, mostSteps),
        secondsLeftAtStart - gone,
        reserve,
        plannedSecondsPerStep,
        stepsMeasured,
        gone,
        recentSteps,
        (now - recentStartMillis) / 1000.0);
  }

  /** Where nothing hangs on the steps of the schedule. */
  private ScheduleRule.Progress progress() {
    return progress(0, 0, 0);
  }

  /**
   * Active seconds left for training; negative when the limit is passed. On a machine slower than
   * planned the evaluation will be slower too, so the reserve grows with the steps.
   */
  public double secondsLeft() {
    return rule.secondsForSteps(progress());
  }

  /** Seconds of a step to reckon with, with all that lies between two steps. */
  public double secondsPerStep() {
    return rule.stepSeconds(progress());
  }

  void stepEnded() {
    stepsMeasured++;
    recentSteps++;
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
    ScheduleRule.Progress progress = progress(done, total, planned);
    OptionalInt wanted = rule.weighed(progress) ? rule.resize(progress) : OptionalInt.empty();
    if (recentSteps >= Math.max(1, progress.planned() / PARTS)) {
      recentSteps = 0;
      recentStartMillis = clock.millis();
    }
    return wanted;
  }

  /** As {@link #resize}, but weighed now, however few steps were measured. */
  OptionalInt resizeNow(int done, int total, int planned) {
    return rule.resize(progress(done, total, planned));
  }

  /** Whether it allows more than those steps of the plan. */
  boolean grown(int planned) {
    return mostSteps > planned;
  }
}
