package io.nasoa.workflows.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A training at a constant rate from which branches cool down (protocol P6, {@code bohb-continue}):
 * a trial warms up unless it goes on from a checkpoint, follows the trunk to its last step, leaves
 * a checkpoint of it, and then cools down over the rest of its regime's steps.
 *
 * @param warmUpSteps steps with linearly rising rate at the trunk's very beginning, whatever branch
 *     it is followed for
 * @param steps steps of the trunk after which this branch leaves it; fewer than the regime's
 * @param from the checkpoint to go on from; null for the beginning
 * @param leave where the checkpoint of the trunk's last step is left, a directory relative to the
 *     artifact root; null for nowhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialTrunk(
    int warmUpSteps, int steps, @Nullable TrunkCheckpoint from, @Nullable String leave) {
  /** Share of a complete schedule that is its cool-down. */
  public static final double COOL_DOWN = 0.2;

  /** Steps of the trunk in a schedule of so many, at least 2; one is left for the cool-down. */
  public static int stepsOf(int schedule) {
    return Math.max(1, Math.min(schedule - 1, (int) Math.round((1 - COOL_DOWN) * schedule)));
  }
}
