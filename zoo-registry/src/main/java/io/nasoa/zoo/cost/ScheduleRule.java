package io.nasoa.zoo.cost;

import java.util.OptionalInt;

/**
 * Says to how many steps a running training must be resized so that its decay completes inside the
 * limit. Where it stands is all that it hangs on, so a decision can be repeated from what was
 * written down about it.
 *
 * <p>Of the mean time of a step since the start and that of the newest steps the slower one counts:
 * a machine that slows down late in a run is then believed at once and not after the mean has
 * followed, and one that was slow for a while gives the steps back as soon as the mean allows. In
 * the last part of the schedule every step is weighed and any lack of time shortens it, by a little
 * more than it must: the thresholds alone would leave the last few steps of the decay undone.
 *
 * @param decisions a decision is weighed after each of this many parts of the plan, at least 1
 * @param shorter below this share of the steps the schedule is shortened, in (0, 1]
 * @param longer above this share it is stretched again, at least 1
 * @param plannedWeight how many steps the plan's own step time counts for beside measured ones
 */
public record ScheduleRule(int decisions, double shorter, double longer, int plannedWeight) {

  /** Share of the rest that is kept when the last part is shortened, so that few cuts follow. */
  private static final double LAST_PART_KEPT = 0.95;

  /** What the training loop uses. */
  public static final ScheduleRule DEFAULT = new ScheduleRule(20, 0.99, 1.05, 5);

  public ScheduleRule {
    if (decisions < 1 || !(shorter > 0 && shorter <= 1) || !(longer >= 1) || plannedWeight < 0) {
      throw new IllegalArgumentException(
          "a schedule rule has %d decisions, thresholds %s and %s and weight %d, expected at least"
                  .formatted(decisions, shorter, longer, plannedWeight)
              + " 1, one in (0, 1], at least 1 and at least 0");
    }
  }

  /**
   * Where a training stands.
   *
   * @param done steps done
   * @param total steps of the schedule as it stands
   * @param planned steps of the plan, or what they have grown to with the limit; never exceeded
   * @param secondsLeft until the limit
   * @param reserve seconds of them that are needed after the training, at the planned speed
   * @param plannedStepSeconds the planned time of a step
   * @param measuredSteps steps measured, by this process
   * @param measuredSeconds what they took, with all that lies between two steps
   * @param recentSteps the newest of them, 0 where nobody counts them
   * @param recentSeconds what those took
   */
  public record Progress(
      int done,
      int total,
      int planned,
      double secondsLeft,
      double reserve,
      double plannedStepSeconds,
      int measuredSteps,
      double measuredSeconds,
      int recentSteps,
      double recentSeconds) {}

  /** Seconds of a step to reckon with. */
  public double stepSeconds(Progress progress) {
    double all =
        mean(progress, progress.measuredSteps(), progress.measuredSeconds(), plannedWeight);
    // Few recent steps are mixed with what all of them took, not with a plan that may be wrong.
    double recent =
        (progress.recentSeconds() + plannedWeight * all)
            / Math.max(1e-9, progress.recentSteps() + (double) plannedWeight);
    return progress.recentSteps() == 0 ? all : Math.max(all, recent);
  }

  private static double mean(Progress progress, int steps, double seconds, int weight) {
    return steps + weight == 0
        ? progress.plannedStepSeconds()
        : (seconds + weight * progress.plannedStepSeconds()) / (steps + (double) weight);
  }

  /** Seconds left for steps; the reserve grows with the steps on a machine slower than planned. */
  public double secondsForSteps(Progress progress) {
    double slowdown = Math.max(1, stepSeconds(progress) / progress.plannedStepSeconds());
    return progress.secondsLeft() - slowdown * progress.reserve();
  }

  /** Whether a decision is due after so many steps. */
  public boolean weighed(Progress progress) {
    boolean due = progress.done() % interval(progress) == 0 || lastPart(progress);
    return due && progress.measuredSteps() > 0 && progress.done() < progress.total();
  }

  private int interval(Progress progress) {
    return Math.max(1, progress.planned() / decisions);
  }

  private boolean lastPart(Progress progress) {
    return progress.total() - progress.done() <= interval(progress);
  }

  /**
   * The number of steps that the run should be resized to: those done and those that fit, at least
   * one more and at most the plan's.
   *
   * @return empty when the present number is right
   */
  public OptionalInt resize(Progress progress) {
    double fitting = Math.max(1, Math.floor(secondsForSteps(progress) / stepSeconds(progress)));
    int wanted = (int) Math.min(progress.planned(), progress.done() + fitting);
    if (wanted <= progress.done()) {
      return OptionalInt.empty();
    }
    if (lastPart(progress) && wanted < progress.total()) {
      int rest = (int) (LAST_PART_KEPT * (wanted - progress.done()));
      return OptionalInt.of(progress.done() + Math.max(1, rest));
    }
    boolean change = wanted < shorter * progress.total() || wanted > longer * progress.total();
    return change ? OptionalInt.of(wanted) : OptionalInt.empty();
  }
}
