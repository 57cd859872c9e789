package io.nasoa.worker.cli;

import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
import io.temporal.activity.Activity;
import java.util.TreeMap;

/** Trials that are worth half, and take as many milliseconds as their seed says. */
final class MadeUpTrials implements TrialActivities {
  private static final int PAUSE_MILLIS = 20;

  @Override
  public Calibration calibrate(CalibrateInput input) {
    return new Calibration(
        1,
        input.steps().stream().map(kind -> new Calibration.CalibratedStep(kind, 0.01)).toList(),
        "cpu",
        1,
        null);
  }

  @Override
  public TaskDescription describe(DescribeInput input) {
    return new TaskDescription(1, "ab", 4, 400, 100, 120, new TreeMap<>(), new TreeMap<>());
  }

  @Override
  public TrialOutcome train(TrialInput input) {
    for (long waited = 0; waited < input.seed(); waited += PAUSE_MILLIS) {
      Activity.getExecutionContext().heartbeat(null);
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Activity.wrap(e);
      }
    }
    int steps = input.regime().steps();
    TrialCost cost = new TrialCost(steps * input.stepSeconds(), 0, 0, 0);
    return new TrialOutcome(
        1, steps, 0.75, 0.5, cost, 1, 1, "w", "ab", "cpu", true, new TreeMap<>(), false, null);
  }

  @Override
  public ReportOutcome report(ReportInput input) {
    return new ReportOutcome(1, 0.25, null);
  }
}
