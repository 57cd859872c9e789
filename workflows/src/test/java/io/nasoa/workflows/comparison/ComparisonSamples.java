package io.nasoa.workflows.comparison;

import io.nasoa.workflows.hpo.HpoIncumbent;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.regime.Configuration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of each record of a comparison. */
final class ComparisonSamples {
  private static final String DATA = "/data/trashnet.zip";

  private ComparisonSamples() {}

  static ComparisonRequest request() {
    return new ComparisonRequest(
        1,
        "c",
        "default",
        List.of(new ComparisonTask(DATA, "trashnet", "DEV")),
        List.of("nasoa", "rivals", "bohb"),
        List.of(12.0),
        81,
        3,
        5,
        List.of("nasoa-6m"),
        List.of("resnet-18"),
        1,
        5,
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
        "comparison-c",
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

  static PlanCell plan(int cell) {
    return new PlanCell(
        cell,
        "rivals",
        "resnet-18",
        "trashnet",
        12,
        new DescribeInput(1, "comparison-c+" + cell, DATA, 7, List.of(model()), 0.6, "cpu"));
  }

  static TaskDescription description() {
    return new TaskDescription(1, "cd", 5, 60, 15, 300, new TreeMap<>(), new TreeMap<>());
  }

  static PlannedCell planned() {
    return new PlannedCell(
        1,
        new Configuration("nasoa-6m", 0.05, 1, 0.5, 32, 5e-4, true, false, 0.1),
        new TrialInput(
            1,
            "comparison-c+0",
            "nasoa",
            DATA,
            "cd",
            7,
            model(),
            new Regime(0.05, 1, 120, 32, 0.9, 5e-4, 0.1, 0.1, true, false),
            0.025,
            15,
            "cpu"),
        new Experience.Decision(
            "RIDGE", 0.5, List.of(new Experience.PolicyProposal("RIDGE", 0, true))),
        0.5,
        0.75,
        0.6,
        0.25);
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
        "trials/comparison-c+0/trial-nasoa/training/weights-000001.safetensors",
        "ef",
        "cpu",
        true,
        new TreeMap<>(Map.of("djl", "0.35.1")),
        false,
        null);
  }

  static HpoRequest search(int cell) {
    return new HpoRequest(
        1, "c-" + cell, "default", DATA, "bohb", 12, 81, 3, 5, List.of("nasoa-6m"), 7, 1, "cpu", 3);
  }

  static HpoResult searched() {
    HpoState state = HpoState.accepted(search(2), 1, 1_700_000_000_000L);
    HpoStatus status = HpoStatus.of(state, TaskState.SUCCEEDED);
    HpoIncumbent none = status.incumbent();
    return new HpoResult(1, status, none == null ? EndedBy.BUDGET : EndedBy.STOP, null, null);
  }

  static ComparisonOutcome plannedOutcome(int cell) {
    return new ComparisonOutcome(
        ComparisonPiece.ofCell(cell),
        null,
        description(),
        planned(),
        outcome(),
        new ReportOutcome(1, 0.5, null),
        null,
        null);
  }

  static ComparisonEntry entry() {
    return new ComparisonEntry(
        1,
        ComparisonOutcome.of(ComparisonPiece.ofCell(2), searched()),
        List.of(new ComparisonEntry.CurvePoint(4, 5, 0.75, 0.5)));
  }

  static ComparisonState state() {
    return new ComparisonState(
        1,
        request(),
        2,
        1_700_000_000_000L,
        List.of(model()),
        42,
        List.of(ComparisonPiece.of(plan(1)), ComparisonPiece.of(2, search(2))),
        true,
        3,
        false,
        11,
        1,
        0,
        12,
        1092,
        60_000,
        new RunInterventions(true, 1_700_000_060_000L, false));
  }

  static FinishComparisonInput finish() {
    return new FinishComparisonInput(
        1, state(), TaskState.FAILED, FailureTypes.INVALID_DATA, "the data were changed");
  }
}
