package io.nasoa.workflows.tuning;

import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.registry.ZooEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One filled value of each record. */
final class Samples {
  private Samples() {}

  static final String SHA = "ab".repeat(32);

  static FineTuningRequest request() {
    return request("task-flowers");
  }

  static FineTuningRequest request(String id) {
    return new FineTuningRequest(
        1,
        id,
        "default",
        "draw:shapes",
        null,
        20,
        "small",
        7,
        0.05,
        1,
        16,
        10,
        Instant.parse("2030-01-02T03:04:05Z"),
        3,
        "cpu",
        1);
  }

  static FineTuningRequest request(String id, @Nullable Double budget, @Nullable Instant deadline) {
    return new FineTuningRequest(
        1,
        id,
        "default",
        "draw:shapes",
        budget,
        budget == null ? 20 : null,
        null,
        0,
        null,
        null,
        null,
        10,
        deadline,
        3,
        "cpu",
        1);
  }

  static FineTuningRequest withBudget() {
    return new FineTuningRequest(
        1,
        "task-b",
        "default",
        "data.zip",
        60.0,
        null,
        null,
        0,
        null,
        null,
        null,
        10,
        null,
        3,
        "cuda:1",
        2);
  }

  static DagStep before() {
    return new DagStep(
        1, "team", "prepare", Map.of("rows", 3), "load", "data", "now", true, 60.0, null);
  }

  static DagStep after() {
    return new DagStep(1, null, "deploy", null, null, null, null, null, null, "nasoa://models/a");
  }

  static FineTuningRequest withSteps() {
    return request("a", null, null).with(before(), after());
  }

  static DagRunResult prepared() {
    return new DagRunResult(
        1, "team", "prepare", "r-before", "http://airflow/r", "/data/prepared", null);
  }

  static DagRunResult deployed() {
    return new DagRunResult(
        1, "default", "deploy", "r-after", "http://airflow/r", null, "nasoa://models/a");
  }

  static FineTuningState withDagRuns() {
    return FineTuningState.accepted(withSteps(), 1, 1_000_000L)
        .withBefore(prepared())
        .with(profile())
        .with(plan())
        .with(training())
        .with(evaluation())
        .withAfter(deployed());
  }

  static Regime regime() {
    return new Regime(0.05, 1, 20, 16, 0.9, 5e-4, 0.1, 0.1, true, false);
  }

  static StepTimeMeasurement stepTime() {
    return new StepTimeMeasurement(
        new StepTimeKey("211-121", Stem.STANDARD, 64, 1, 16, "cpu", 1),
        0.125,
        30,
        Instant.parse("2030-01-01T00:00:00Z"));
  }

  static ZooEntry zooEntry() {
    return new ZooEntry(
        "small", "211-121", Stem.STANDARD, 64, 80, List.of(), 1000, 2000, SHA, "zoo", "{}");
  }

  static DatasetSummary profile() {
    return new DatasetSummary(1, 5, 400, 100, SHA, List.of("train/a/broken.png"), 1, null, 1.5);
  }

  static PlanningMaterial material() {
    return new PlanningMaterial(1, List.of(zooEntry()), List.of(stepTime()));
  }

  static Prediction prediction() {
    return new Prediction(0.8, 0.7, 0.9, 55.0);
  }

  static FineTuningPlan plan() {
    return new FineTuningPlan(
        1,
        "small",
        "211-121",
        Stem.STANDARD,
        64,
        5,
        "weights/" + SHA + ".safetensors",
        SHA,
        regime(),
        10,
        prediction(),
        List.of(stepTime()),
        "the only model that fits",
        2.5);
  }

  static PlanningMaterial materialWithKnowledge() {
    return new PlanningMaterial(
        1, List.of(zooEntry()), List.of(stepTime()), "cache/knowledge/7-ab.bin");
  }

  static FineTuningPlan plannedFromExperience() {
    FineTuningPlan plan = plan();
    return new FineTuningPlan(
        1,
        plan.model(),
        plan.architecture(),
        plan.stem(),
        plan.resolution(),
        plan.classes(),
        plan.weightsPath(),
        plan.weightsSha256(),
        plan.regime(),
        plan.validationInterval(),
        plan.predicted(),
        plan.stepTimes(),
        plan.reason(),
        plan.seconds(),
        rationale());
  }

  static PlanRationale rationale() {
    TreeMap<String, Double> features = new TreeMap<>();
    features.put("classEntropy", 0.95);
    return new PlanRationale(
        "ADAPTIVE",
        1.25,
        60,
        0.5,
        0.95,
        58.5,
        0.75,
        new PlanRationale.Pace(0.125, "MEASURED", 0.13, 1.5),
        new PlanRationale.ModelFacts(0.4, 0.75, 0.5),
        features,
        7,
        1000,
        List.of(new PlanRationale.Alternative("large", regime(), 0.75, 57)),
        List.of(new PlanRationale.PolicyChoice("DEFAULT", "large", regime(), -0.5, 0.25, false)),
        List.of(new PlanRationale.NearTask("task-trees", 0.5, "small", 0.03)),
        List.of("3 configurations of large need at least 70.0 s"));
  }

  static Ledger trainingLedger() {
    return new Ledger(0, 0, 0, 0.5, 20, 1, 0.25, 0, 0, 2, 3);
  }

  static TrainingOutcome training() {
    return training(20, EndedBy.SCHEDULE);
  }

  static TrainingOutcome training(int steps, EndedBy endedBy) {
    TreeMap<String, String> versions = new TreeMap<>();
    versions.put("java", "17");
    versions.put("engine", "test");
    return new TrainingOutcome(
        1,
        steps,
        endedBy,
        "tasks/task-flowers/model.safetensors",
        SHA,
        1,
        "cpu",
        versions,
        true,
        2,
        trainingLedger());
  }

  static TrainingOutcome resizedTraining() {
    TrainingOutcome whole = training();
    return new TrainingOutcome(
        1,
        whole.steps(),
        EndedBy.BUDGET,
        whole.modelPath(),
        whole.modelSha256(),
        1,
        "cpu",
        whole.versions(),
        true,
        2,
        whole.ledger(),
        List.of("schedule resized at step 12 from 40 to 20 steps"));
  }

  static TrainingProgress progress() {
    return new TrainingProgress(1, 12, 20, 0.7, 0.5, 10, 12.5);
  }

  static EvaluationOutcome evaluation() {
    return new EvaluationOutcome(1, 0.75, 100, 0.5);
  }

  static FineTuningState accepted() {
    return FineTuningState.accepted(request(), 1, 1_000_000L);
  }

  static Interventions interventions() {
    return new Interventions(true, 1_500_000L, 12.5, EndedBy.STOP, 30, 40);
  }

  static FineTuningState evaluated() {
    return accepted().with(profile()).with(plan()).with(training()).with(evaluation());
  }

  static FinishInput finish() {
    return new FinishInput(
        1, evaluated(), TaskState.SUCCEEDED, null, null, evaluated().spent().withQueue(4));
  }
}
