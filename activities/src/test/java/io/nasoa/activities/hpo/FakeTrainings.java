package io.nasoa.activities.hpo;

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
import io.nasoa.workflows.trial.TrialTrunk;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import io.temporal.activity.Activity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Trainings whose accuracy is a function of their input: the better, the nearer the rate is to .05
 * and the longer they are. A learning rate above .2 diverges; TEST is what SELECT is, less a tenth.
 */
public final class FakeTrainings implements TrialActivities {
  /** What was asked for, in the order of the beginnings. */
  public final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** Milliseconds of a trial. */
  public volatile int pace;

  @Override
  public Calibration calibrate(CalibrateInput input) {
    calls.add("calibrate");
    return new Calibration(
        1,
        input.steps().stream()
            .map(kind -> new Calibration.CalibratedStep(kind, kind.batchSize() / 8000.0))
            .toList(),
        "cpu",
        1,
        null);
  }

  @Override
  public TaskDescription describe(DescribeInput input) {
    calls.add("describe");
    return new TaskDescription(1, "sha", 4, 4000, 100, 120, new TreeMap<>(), new TreeMap<>());
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
    boolean diverges = input.regime().learningRate() > 0.2;
    return new TrialOutcome(
        1,
        input.ownSteps(),
        diverges ? null : (Double) accuracy(input),
        diverges ? null : (Double) accuracy(input),
        new TrialCost(input.ownSteps() * input.stepSeconds(), 0.01, 0.02, 0.005),
        1,
        1,
        diverges ? null : "trials/none",
        diverges ? null : "00",
        "cpu",
        true,
        new TreeMap<>(),
        diverges,
        null,
        diverges ? null : left(input));
  }

  private static @Nullable TrunkCheckpoint left(TrialInput input) {
    TrialTrunk trunk = input.trunk();
    String leave = trunk == null ? null : trunk.leave();
    return leave == null || trunk == null ? null : new TrunkCheckpoint(leave, "00", trunk.steps());
  }

  static double accuracy(TrialInput input) {
    double off = Math.abs(Math.log(input.regime().learningRate() / 0.05));
    double seconds = input.regime().steps() * input.stepSeconds();
    return 1 / (1 + 0.2 * off + 0.5 / (0.5 + seconds));
  }

  @Override
  public ReportOutcome report(ReportInput input) {
    calls.add("report " + input.trial().trial());
    return new ReportOutcome(1, accuracy(input.trial()) - 0.1, null);
  }
}
