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
import io.nasoa.workflows.tuning.PlanningMaterial;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.registry.ZooEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final ZooEntry SMALL = entry("small", "2-_16_1-1", 5_000_000);
  private static final ZooEntry MIDDLE = entry("middle", "2-_16_1-11", 15_000_000);
  private static final ZooEntry LARGE = entry("large", "2-_16_1-111", 40_000_000);
  private static final int IMAGES = 800;

  private final List<StepTimeKey> measured = new ArrayList<>();

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
    FineTuningPlan plan = plan(request(60.0, null, null), 5);
    assertThat(measured).hasSize(1);
    assertThat(plan.stepTimes()).hasSize(1);
    // 8 times the multiply-accumulates of the small model: 80 ms a step instead of 50.
    assertThat(plan.model()).isEqualTo("large");
    assertThat(plan.regime().steps() * 0.08).isLessThan(55.0);
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
    return new Planner(this::measure, input, Device.cpu()).plan(() -> spent);
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

  private static FineTuningRequest request(
      @Nullable Double budget, @Nullable Integer steps, @Nullable Integer frozen) {
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
        null,
        frozen,
        null,
        10,
        null,
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
