package io.nasoa.workflows.hpo;

import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.trial.TrialTrunk;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.regime.Configuration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of each record of a search for hyper-parameters. */
final class HpoSamples {
  private HpoSamples() {}

  static HpoRequest request() {
    return new HpoRequest(
        1,
        "h",
        "default",
        "/data/trashnet.zip",
        "bohb-continue",
        12,
        81,
        3,
        3,
        List.of("nasoa-6m"),
        7,
        2,
        "cpu",
        3);
  }

  static TrialModel model() {
    return new TrialModel(
        "nasoa-6m", "2-_8_2-2", Stem.STANDARD, 64, "weights/ab.safetensors", "ab");
  }

  static CalibrateInput calibrate() {
    return new CalibrateInput(
        1,
        "hpo-h",
        List.of(model()),
        List.of(new CalibrateInput.StepKind("nasoa-6m", 1, 32)),
        7,
        "cpu");
  }

  static Calibration calibration() {
    return new Calibration(
        1,
        List.of(
            new Calibration.CalibratedStep(new CalibrateInput.StepKind("nasoa-6m", 1, 32), 0.025)),
        "cpu",
        1,
        null);
  }

  static DescribeInput describe() {
    return new DescribeInput(1, "hpo-h", request().task(), 7, List.of(model()), 0, "cpu");
  }

  static TaskDescription description() {
    return new TaskDescription(1, "cd", 5, 60, 15, 300, new TreeMap<>(), new TreeMap<>());
  }

  static Configuration configuration() {
    return new Configuration("nasoa-6m", 0.05, 1, 0.5, 32, 5e-4, true, false, 0.1);
  }

  static HpoEvaluation evaluation(int number) {
    return new HpoEvaluation(
        number, number, 0, 1, 4, 0, number > 0, List.of(0.5, Double.NaN, 1.0), configuration());
  }

  static TrialInput trial(int number) {
    Regime regime = new Regime(0.05, 1, 120, 32, 0.9, 5e-4, 0.1, 0.1, true, false);
    return new TrialInput(
        1,
        "hpo-h",
        Integer.toString(number),
        "/data/trashnet.zip",
        "cd",
        7,
        model(),
        regime,
        0.025,
        15,
        "cpu",
        new TrialTrunk(
            4,
            96,
            new TrunkCheckpoint("trials/hpo-h/trunk-0", "ba", 32),
            "trials/hpo-h/trunk-" + number));
  }

  static TrialOutcome outcome() {
    return new TrialOutcome(
        1,
        88,
        0.875,
        0.75,
        new TrialCost(2.25, 0.25, 0.125, 0.0625),
        4,
        3.5,
        "trials/hpo-h/trial-1/training/weights-000001.safetensors",
        "ef",
        "cpu",
        true,
        new TreeMap<>(Map.of("djl", "0.35.1")),
        false,
        null,
        new TrunkCheckpoint("trials/hpo-h/trunk-1", "fe", 96));
  }

  static HpoPiece evaluate(int number) {
    return HpoPiece.of(evaluation(number), trial(number));
  }

  static HpoPiece report(int number) {
    return HpoPiece.of(
        number, new ReportInput(1, trial(number), String.valueOf(outcome().weights()), "ef"));
  }

  static HpoOutcome arrived(int number) {
    return new HpoOutcome(HpoPiece.ofEvaluation(number), null, null, outcome(), null);
  }

  static HpoOutcome reported(int number) {
    ReportOutcome report = new ReportOutcome(1, 0.5, null);
    return new HpoOutcome(HpoPiece.ofReport(number), null, null, null, report);
  }

  static HpoEntry entry() {
    return new HpoEntry(1, evaluation(1), trial(1), 0.25, 2.6875, arrived(1));
  }

  static HpoIncumbent incumbent() {
    return new HpoIncumbent(1, 1, 4, 5.5, 0.75, 0.5, configuration());
  }

  static HpoState state() {
    return new HpoState(
        1,
        request(),
        2,
        1_000,
        List.of(model()),
        List.of(evaluate(2), report(1)),
        2,
        3,
        1,
        2,
        1,
        5.5,
        false,
        incumbent(),
        4_000,
        null);
  }

  static FinishHpoInput finish() {
    return new FinishHpoInput(
        1, state(), TaskState.FAILED, "InvalidData", "'/data/trashnet.zip' is not a zip file");
  }
}
