package io.nasoa.zoo.replay;

import io.nasoa.zoo.cost.RunTime;
import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.cost.TimeSource;
import io.nasoa.zoo.cost.TimingGroup;
import io.nasoa.zoo.planning.PlanningRules;
import java.util.Comparator;
import java.util.List;

/** How long the runs of a cell should take on a slot, by what was learned of it. */
final class TabulatedTimes {
  private static final double CHECKPOINT_INTERVAL = 15;

  private final PlanningRules rules = PlanningRules.DEFAULT;
  private final StepTimeCorrection correction;
  private final String device;

  /**
   * @param device name of the slot's device
   */
  TabulatedTimes(StepTimeCorrection correction, String device) {
    this.correction = correction;
    this.device = device;
  }

  /** The runs that keep a deadline at the quantile of plans; the shortest one if none does. */
  List<CellRun> within(ReplayCell cell, double seconds) {
    List<CellRun> fitting = cell.zoo().stream().filter(run -> safeSeconds(run) <= seconds).toList();
    return fitting.isEmpty()
        ? cell.zoo().stream()
            .min(Comparator.comparingDouble(this::safeSeconds))
            .map(List::of)
            .orElseThrow()
        : fitting;
  }

  private double safeSeconds(CellRun run) {
    double step = run.candidate().expectedStepSeconds();
    if (Double.isNaN(step)) {
      return 0;
    }
    int frozen = run.candidate().configuration().frozenStages();
    TimingGroup group =
        new TimingGroup(
            device,
            run.experience().cost().threads(),
            run.model().architecture(),
            frozen,
            TimeSource.MEASURED);
    double ratio = correction.ratios(group).quantile(rules.timeQuantile());
    RunTime.Work work =
        new RunTime.Work(
            run.model().cost(),
            frozen,
            run.candidate().configuration().batchSize(),
            run.experience().data().validationImages(),
            CHECKPOINT_INTERVAL);
    return rules.runTime().seconds(work, step * ratio, run.candidate().steps(), 0, 0).total();
  }
}
