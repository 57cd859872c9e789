package io.nasoa.activities.training;

import io.nasoa.zoo.experience.Regime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Linear warm-up, then cosine decay to zero, as a pure function of the step; with a plateau, a
 * constant rate in between, so that a run can go on from any step of it with another end. When a
 * run must become shorter, the rest of the schedule is compressed from the present rate on, so that
 * the decay still completes (and stretched again when the machine has become faster); every such
 * decision is one more {@link Segment} and is stored with the run.
 *
 * @param peak highest learning rate
 * @param warmUpShare share of the schedule with rising rate, in [0, 1)
 * @param segments ascending by first step; the first one starts at 0
 * @param plateau the constant part; null for none, as in everything written before there was one
 */
public record LearningRateSchedule(
    double peak, double warmUpShare, List<Segment> segments, @Nullable Plateau plateau) {

  /**
   * A constant rate, counted in steps whatever the whole is.
   *
   * @param warmUpSteps steps with rising rate before it, at least 0
   * @param lastStep its last step; the decay goes from there to the end
   */
  public record Plateau(int warmUpSteps, int lastStep) {
    public Plateau {
      if (warmUpSteps < 0 || lastStep < 0) {
        throw new IllegalArgumentException(
            "a plateau has %d steps of warm-up and ends at step %d, expected none below 0"
                .formatted(warmUpSteps, lastStep));
      }
    }
  }

  /**
   * From {@code firstStep} on, the schedule goes from {@code progress} to 1 at {@code totalSteps}.
   *
   * @param firstStep first step this segment holds for
   * @param progress how much of the schedule is done at that step, in [0, 1)
   * @param totalSteps the run's number of steps as seen from this segment, above {@code firstStep}
   */
  public record Segment(int firstStep, double progress, int totalSteps) {
    public Segment {
      if (totalSteps <= firstStep) {
        throw new IllegalArgumentException(
            "a schedule from step %d cannot end at step %d".formatted(firstStep, totalSteps));
      }
    }
  }

  public LearningRateSchedule {
    segments = List.copyOf(segments);
    if (segments.isEmpty() || segments.get(0).firstStep() != 0) {
      throw new IllegalArgumentException("a schedule starts with a segment at step 0");
    }
  }

  /** The undisturbed schedule of a regime. */
  public static LearningRateSchedule of(Regime regime) {
    Segment whole = new Segment(0, 0, regime.steps());
    return new LearningRateSchedule(
        regime.learningRate(), regime.warmUpShare(), List.of(whole), null);
  }

  /** The schedule of a regime with a plateau in place of its warm-up and most of its decay. */
  public static LearningRateSchedule of(Regime regime, Plateau plateau) {
    Segment whole = new Segment(0, 0, regime.steps());
    return new LearningRateSchedule(
        regime.learningRate(), regime.warmUpShare(), List.of(whole), plateau);
  }

  /** Number of steps of the run as decided so far. */
  public int totalSteps() {
    return segments.get(segments.size() - 1).totalSteps();
  }

  /** The number of steps as it was planned. */
  public int plannedSteps() {
    return segments.get(0).totalSteps();
  }

  /** Whether the run is shorter than planned. (With "is" in front it would be written as JSON.) */
  public boolean shortened() {
    return totalSteps() < plannedSteps();
  }

  /**
   * The same schedule, ending at {@code totalSteps}, its rest compressed or stretched from {@code
   * step} on; beyond the plan too, for a budget that has grown.
   */
  public LearningRateSchedule resized(int step, int totalSteps) {
    List<Segment> longer = new ArrayList<>(segments);
    longer.add(new Segment(step, progress(segment(step), step), totalSteps));
    return new LearningRateSchedule(peak, warmUpShare, longer, plateau);
  }

  /** Learning rate of a step, counted from 0. */
  public double rate(int step) {
    Segment segment = segment(step);
    if (plateau != null) {
      return peak * share(plateau, step, segment.totalSteps());
    }
    double progress = progress(segment, step);
    if (progress < warmUpShare) {
      // Half a step more, so that the first step already learns something.
      return peak * Math.min(1, (progress + 0.5 / segment.totalSteps()) / warmUpShare);
    }
    double decay = (progress - warmUpShare) / (1 - warmUpShare);
    return peak * 0.5 * (1 + Math.cos(Math.PI * decay));
  }

  private static double share(Plateau plateau, int step, int totalSteps) {
    if (step < plateau.warmUpSteps()) {
      return (step + 0.5) / plateau.warmUpSteps();
    }
    if (step < plateau.lastStep()) {
      return 1;
    }
    double decay = (double) (step - plateau.lastStep()) / (totalSteps - plateau.lastStep());
    return 0.5 * (1 + Math.cos(Math.PI * decay));
  }

  private Segment segment(int step) {
    Segment segment = segments.get(0);
    for (Segment candidate : segments) {
      if (candidate.firstStep() <= step) {
        segment = candidate;
      }
    }
    return segment;
  }

  private static double progress(Segment segment, int step) {
    double share =
        (double) (step - segment.firstStep()) / (segment.totalSteps() - segment.firstStep());
    return segment.progress() + (1 - segment.progress()) * share;
  }
}
