package io.nasoa.workflows.table;

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
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.table.DesignedConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of each record of a table and its trials. */
final class TableSamples {
  private TableSamples() {}

  static TableRequest request() {
    return new TableRequest(
        1,
        "t",
        "default",
        List.of(
            new TableTask("/data/trashnet.zip", "trashnet", "DEV", 3),
            new TableTask("/data/flowers5.zip#images=15,seed=1", "flowers5", "REPORT", 2)),
        List.of(4.0, 12.0),
        3,
        List.of("nasoa-6m"),
        7,
        1,
        2,
        30,
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
        "table-t",
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

  static DescribeInput describe(int task) {
    return new DescribeInput(
        1, "table-t", request().tasks().get(task).task(), 1, List.of(model()), 30, "cpu");
  }

  static TaskDescription description() {
    return new TaskDescription(
        1,
        "cd",
        5,
        60,
        15,
        300,
        new TreeMap<>(Map.of("redMean", 0.5)),
        new TreeMap<>(Map.of("nasoa-6m", new TaskDescription.ModelScore(0.25, null))));
  }

  static TrialInput trial(int number) {
    Regime regime = new Regime(0.05, 1, 120, 32, 0.9, 5e-4, 0.1, 0.1, true, false);
    return new TrialInput(
        1,
        "table-t",
        Integer.toString(number),
        "/data/trashnet.zip",
        "cd",
        1,
        model(),
        regime,
        0.025,
        15,
        "cpu");
  }

  static TrialOutcome outcome() {
    return new TrialOutcome(
        1,
        120,
        0.875,
        0.75,
        new TrialCost(3, 0.25, 0.125, 0.0625),
        4,
        3.5,
        "trials/table-t/trial-3/training/weights-000001.safetensors",
        "ef",
        "cpu",
        true,
        new TreeMap<>(Map.of("djl", "0.35.1")),
        false,
        null);
  }

  static ReportInput report(TrialInput trial) {
    return new ReportInput(1, trial, String.valueOf(outcome().weights()), "ef");
  }

  static DesignedConfiguration designed() {
    return new DesignedConfiguration(
        "shared-1", new Configuration("nasoa-6m", 0.05, 1, 0.5, 32, 5e-4, true, false, 0.1));
  }

  static PieceOutcome arrived(int number) {
    return new PieceOutcome(number, null, null, outcome(), new ReportOutcome(1, 0.5, null));
  }

  static TableEntry entry() {
    return new TableEntry(1, 0, 4.0, designed(), trial(3), arrived(3));
  }

  static TableState state() {
    return new TableState(
        1,
        request(),
        2,
        1_000,
        List.of(model()),
        List.of(new TablePiece(4, null, null, trial(4)), new TablePiece(5, null, null, trial(5))),
        6,
        13,
        1,
        0,
        0,
        2,
        50,
        4_000,
        null);
  }

  static FinishTableInput finish() {
    return new FinishTableInput(
        1, state(), TaskState.FAILED, "InvalidData", "'/data/trashnet.zip' is not a zip file");
  }
}
