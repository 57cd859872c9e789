package io.nasoa.activities.tuning;

import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.PlanRationale;
import io.nasoa.zoo.cost.RunTime;

/**
 * How fast a training was planned to go.
 *
 * @param stepSeconds a step
 * @param reserveSeconds what must be left at that speed when the last step ends
 */
record PlannedPace(double stepSeconds, double reserveSeconds) {
  /** Where nobody ever measured anything. */
  private static final double GUESSED_STEP = 0.1;

  private static final double LEAST_STEP = 1e-4;

  /**
   * That of a plan.
   *
   * @param spent active seconds before the training
   */
  static PlannedPace of(FineTuningPlan plan, DatasetSummary data, double spent) {
    PlanRationale rationale = plan.rationale();
    if (rationale != null) {
      return new PlannedPace(rationale.pace().stepSeconds(), rationale.pace().reserveSeconds());
    }
    RunTime rest = RunTime.DEFAULT;
    double passOfSteps =
        rest.evaluationShare() * data.validationImages() / plan.regime().batchSize();
    Double seconds = plan.predicted().seconds();
    double step =
        seconds == null
            ? GUESSED_STEP
            : Math.max(
                LEAST_STEP,
                (seconds - spent - rest.fixedSeconds()) / (plan.regime().steps() + passOfSteps));
    return new PlannedPace(step, rest.fixedSeconds() + passOfSteps * step);
  }
}
