package io.nasoa.activities.table;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * Trials whose accuracy hangs on their steps and seed; a learning rate above .25 diverges. A step
 * takes a millisecond an image, which is a fiftieth of what {@link #pace} waits.
 */
final class FakeTrials implements TrialActivities {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** Milliseconds of a trial. */
  volatile int pace;

  @Override
  public Calibration calibrate(CalibrateInput input) {
    calls.add("calibrate");
    return new Calibration(
        1,
        input.steps().stream()
            .map(kind -> new Calibration.CalibratedStep(kind, seconds(kind)))
            .toList(),
        "cpu",
        1,
        null);
  }

  private static double seconds(CalibrateInput.StepKind kind) {
    return kind.batchSize() / 1000.0 / (1 + kind.frozenStages());
  }

  @Override
  public TaskDescription describe(DescribeInput input) {
    calls.add("describe " + input.task());
    TreeMap<String, TaskDescription.ModelScore> scores = new TreeMap<>();
    scores.put(input.models().get(0).name(), new TaskDescription.ModelScore(0.5, 0.75));
    return new TaskDescription(1, "sha-" + input.task(), 4, 400, 100, 120, new TreeMap<>(), scores);
  }

  @Override
  public TrialOutcome train(TrialInput input) {
    calls.add("train " + input.trial());
    for (int waited = 0; waited < pace; waited += 20) {
      Activity.getExecutionContext().heartbeat(null);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Activity.wrap(e);
      }
    }
    boolean diverges = input.regime().learningRate() > 0.25;
    int steps = input.regime().steps();
    return new TrialOutcome(
        1,
        steps,
        diverges ? null : (Double) accuracy(steps + 1),
        diverges ? null : (Double) accuracy(steps),
        new TrialCost(steps * input.stepSeconds(), 0.1, 0.2, 0.05),
        1,
        1,
        diverges ? null : "trials/none",
        diverges ? null : "00",
        "cpu",
        true,
        new TreeMap<>(),
        diverges,
        null);
  }

  private static double accuracy(int steps) {
    return steps % 997 / 997.0;
  }

  @Override
  public ReportOutcome report(ReportInput input) {
    return new ReportOutcome(1, accuracy(input.trial().regime().steps() + 2), null);
  }
}
