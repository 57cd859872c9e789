package io.nasoa.activities.tuning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.workflows.tuning.PlanRationale;
import io.nasoa.workflows.tuning.PlanningMaterial;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.registry.ZooEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final ZooEntry SMALL = entry("small", "2-_16_1-1", 5_000_000);
  private static final ZooEntry MIDDLE = entry("middle", "2-_16_1-11", 15_000_000);
  private static final ZooEntry LARGE = entry("large", "2-_16_1-111", 40_000_000);
  private static final int IMAGES = 800;

  private static final double MEMORY = 4e9;
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final List<StepTimeKey> measured = new ArrayList<>();
  private final LearnedState learned = LearnedState.start();

  @Test
  void plan_muchTime_largestModelWithoutMorePassesThanUseful() {
    FineTuningPlan plan = plan(request(600.0, null, null));
    assertThat(plan.model()).isEqualTo("large");
    assertThat(plan.regime().steps() * plan.regime().batchSize()).isBetween(63_000, 65_000);
  }

  @Test
  void plan_lessTime_smallerModelThatStillSeesTheImagesOftenEnough() {
    // 20 passes are 500 steps: 10 s of the middle model, 25 s of the large one.
    FineTuningPlan plan = plan(request(15.0, null, null));
    assertThat(plan.model()).isEqualTo("middle");
    double training = plan.regime().steps() * 0.02;
    assertThat(training).isBetween(10.0, 14.0);
    assertThat(requireNonNull(plan.predicted().seconds())).isLessThanOrEqualTo(15.0);
  }

  @Test
  void plan_tooLittleTimeForAnything_saysWhichBudgetWouldDo() {
    assertThatThrownBy(() -> plan(request(0.5, null, null)))
        .isInstanceOf(NoFeasiblePlanException.class)
        .hasMessageContaining("budget of 0.5 s")
        .hasMessageContaining("--budget 1s");
    assertThat(plan(request(1.0, null, null)).model()).isEqualTo("small");
  }

  @Test
  void plan_steps_hangsOnNothingMeasured() {
    FineTuningPlan plan = plan(request(null, 123, null));
    assertThat(plan.model()).isEqualTo("middle");
    assertThat(plan.regime().steps()).isEqualTo(123);
    assertThat(measured).isEmpty();
    assertThat(plan.predicted().seconds()).isNull();
  }

  @Test
  void plan_timeAlreadySpent_isTakenOff() {
    int fresh = plan(request(10.0, null, null), 0).regime().steps();
    int late = plan(request(10.0, null, null), 4).regime().steps();
    assertThat((fresh - late) * 0.01).isCloseTo(4 * 0.92, within(0.1));
  }

  @Test
  void plan_planningTakesLong_theRestIsExtrapolatedOnTheSafeSide() {
    FineTuningPlan plan = plan(request(60.0, null, null), 7);
    assertThat(measured).hasSize(1);
    assertThat(plan.stepTimes()).hasSize(1);
    assertThat(plan.model()).isEqualTo("large");
    PlanRationale rationale = requireNonNull(plan.rationale());
    assertThat(rationale.pace().source()).isEqualTo("OTHER_MODEL");
    assertThat(rationale.pace().expectedStepSeconds()).isGreaterThan(0.01);
    assertThat(rationale.secondsAtQuantile()).isLessThanOrEqualTo(60);
  }

  @Test
  void plan_nothingLearned_tellsNoAccuracyAndWhatItRestsOn() {
    FineTuningPlan plan = plan(request(15.0, null, null));
    PlanRationale rationale = requireNonNull(plan.rationale());
    assertThat(rationale.policy()).isEqualTo("DEFAULT");
    assertThat(plan.predicted().accuracy()).isNull();
    assertThat(rationale.outcome()).isNull();
    assertThat(rationale.runnersUp()).hasSize(2);
    assertThat(rationale.pace().source()).isEqualTo("MEASURED");
    assertThat(requireNonNull(plan.predicted().seconds()))
        .isLessThanOrEqualTo(rationale.secondsAtQuantile());
  }

  @Test
  void plan_somethingLearned_tellsAccuracyIntervalAndNearestTasks() {
    for (int i = 0; i < 4; i++) {
      learned.learn("past-" + i, experience("set" + i, 0.6 + 0.05 * i));
    }
    FineTuningPlan plan = plan(request(15.0, null, null));
    assertThat(requireNonNull(plan.predicted().accuracy())).isBetween(0.2, 1.0);
    assertThat(requireNonNull(plan.predicted().low()))
        .isLessThanOrEqualTo(requireNonNull(plan.predicted().high()));
    PlanRationale rationale = requireNonNull(plan.rationale());
    assertThat(rationale.learnedRuns()).isEqualTo(4);
    assertThat(rationale.nearestTasks()).extracting(PlanRationale.NearTask::task).hasSize(3);
    assertThat(rationale.proposals())
        .extracting(PlanRationale.PolicyChoice::policy)
        .contains("DEFAULT", "ADAPTIVE", "RIDGE", "NEAREST_PAST_TASK");
  }

  @Test
  void plan_numbersAskedFor_areKeptWhateverTheSpaceSays() {
    FineTuningPlan plan = plan(request(60.0, null, 1, 0.7, 24, null), 0);
    assertThat(plan.regime().learningRate()).isEqualTo(0.7);
    assertThat(plan.regime().batchSize()).isEqualTo(24);
    assertThat(plan.regime().frozenStages()).isEqualTo(1);
  }

  @Test
  void plan_deadlineBeforeTheEndOfTheBudget_isPlannedFor() {
    FineTuningPlan plan = plan(request(60.0, null, null, null, null, NOW.plusSeconds(12)), 2);
    PlanRationale rationale = requireNonNull(plan.rationale());
    assertThat(rationale.limitSeconds()).isEqualTo(14);
    assertThat(rationale.secondsAtQuantile()).isLessThanOrEqualTo(14);
    assertThat(requireNonNull(rationale.deadlineProbability())).isGreaterThanOrEqualTo(0.95);
    assertThat(plan.reason()).contains("the deadline leaves 14.0 s");
  }

  @Test
  void plan_deadlineThatNothingCanMeet_isRefused() {
    assertThatThrownBy(() -> plan(request(60.0, null, null, null, null, NOW.plusMillis(300)), 0))
        .isInstanceOf(NoFeasiblePlanException.class)
        .hasMessageContaining("before the deadline, which leaves 0.3 s")
        .hasMessageContaining("--deadline");
  }

  @Test
  void plan_moreFrozenStagesThanTheNamedModelHas_isRefused() {
    assertThatThrownBy(() -> plan(request(null, 10, 9), 0))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("--frozen-stages 9");
  }

  private FineTuningPlan plan(FineTuningRequest request) {
    return plan(request, 0);
  }

  private FineTuningPlan plan(FineTuningRequest request, double spent) {
    DatasetSummary profile =
        new DatasetSummary(1, 5, IMAGES, 200, "0".repeat(64), List.of(), 0, null, 0);
    List<ZooEntry> entries =
        request.model() == null ? List.of(LARGE, SMALL, MIDDLE) : List.of(MIDDLE);
    PlanInput input =
        new PlanInput(
            1, request, 1, profile, new PlanningMaterial(1, entries, List.of()), Ledger.EMPTY);
    Planner.Ground ground = new Planner.Ground(null, learned, MEMORY, () -> NOW);
    return new Planner(this::measure, input, Device.cpu(), ground).plan(() -> spent);
  }

  private StepTimeMeasurement measure(StepTimeKey key, Device device) {
    measured.add(key);
    double seconds =
        switch (key.architecture()) {
          case "2-_16_1-1" -> 0.01;
          case "2-_16_1-11" -> 0.02;
          default -> 0.05;
        };
    return new StepTimeMeasurement(key, seconds, 3, Instant.EPOCH);
  }

  private static Experience experience(String dataset, double accuracy) {
    return new Experience(
        1,
        Experience.Kind.OWN,
        dataset,
        new Experience.Data("sha-" + dataset, 5, 700, 200, new TreeMap<>()),
        new Experience.Model("small", "2-_16_1-1", Stem.STANDARD, 64, null, null, null, null),
        new Regime(0.05, 0, 100, 32, 0.9, 5e-4, 0.1, 0.1, true, false),
        1.0,
        15.0,
        0,
        new Experience.Outcome(Experience.Lesson.WHOLE, "SCHEDULE", 100, accuracy),
        new Experience.Cost(10, 8, "cpu", 1, 0.01, "MEASURED", 0.01),
        null,
        new TreeMap<>(),
        NOW);
  }

  private static FineTuningRequest request(
      @Nullable Double budget, @Nullable Integer steps, @Nullable Integer frozen) {
    return request(budget, steps, frozen, null, null, null);
  }

  private static FineTuningRequest request(
      @Nullable Double budget,
      @Nullable Integer steps,
      @Nullable Integer frozen,
      @Nullable Double learningRate,
      @Nullable Integer batch,
      @Nullable Instant deadline) {
    String model = frozen == null ? null : "middle";
    return new FineTuningRequest(
        1,
        "t",
        "default",
        "draw:shapes",
        budget,
        steps,
        model,
        0,
        learningRate,
        frozen,
        batch,
        10,
        deadline,
        3,
        "cpu",
        1);
  }

  private static ZooEntry entry(String name, String architecture, long macs) {
    return new ZooEntry(
        name,
        architecture,
        Stem.STANDARD,
        64,
        10,
        List.of(),
        1000,
        macs,
        "0".repeat(64),
        "zoo",
        "{}");
  }
}
