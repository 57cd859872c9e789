package io.nasoa.activities.tuning;

import ai.djl.Device;
import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.zoo.cost.TimeSource;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.planning.NothingFitsException;
import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.PlanningKnowledge;
import io.nasoa.zoo.planning.PlanningRules;
import io.nasoa.zoo.planning.PlanningTask;
import io.nasoa.zoo.profile.DatasetProfile;
import io.nasoa.zoo.profile.ProfileFeatures;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans a task on its device: measures the steps that it needs to know while there is time, and
 * chooses among all configurations that fit, by what past runs taught.
 */
final class Planner {
  /** Once the task has spent this share of its budget, nothing further is measured. */
  private static final double PLANNING_SHARE = 0.1;

  /** How often a plan is made again because its own step was measured. */
  private static final int MOST_ROUNDS = 3;

  private static final int CANDIDATES_A_SECOND = 1000;
  private static final int FEWEST_CANDIDATES = 2_000;
  private static final int MOST_CANDIDATES = 100_000;

  private final StepMeasurer timer;
  private final PlanInput input;
  private final FineTuningRequest request;
  private final Device device;
  private final Ground ground;

  /**
   * What a plan rests on besides its input.
   *
   * @param profile of the data, null where there is none
   * @param learned what past runs taught
   * @param memoryBytes that a training may take on the device
   * @param clock for the deadline
   */
  record Ground(
      @Nullable DatasetProfile profile,
      LearnedState learned,
      double memoryBytes,
      InstantSource clock) {
    /** The numbers of the profile. */
    SortedMap<String, Double> features() {
      return profile == null ? new TreeMap<>() : ProfileFeatures.of(profile);
    }
  }

  /** Measures what one step takes. */
  @FunctionalInterface
  interface StepMeasurer {
    StepTimeMeasurement measure(StepTimeKey key, Device device);
  }

  Planner(StepMeasurer timer, PlanInput input, Device device, Ground ground) {
    this.timer = timer;
    this.input = input;
    this.request = input.request();
    this.device = device;
    this.ground = ground;
  }

  /**
   * The plan.
   *
   * @param activeSeconds tells what the task has spent so far
   * @throws NoFeasiblePlanException when no model fits the budget, the deadline or the memory
   */
  FineTuningPlan plan(DoubleSupplier activeSeconds) {
    KnownZoo zoo = new KnownZoo(input, ground.profile());
    Double budget = request.budgetSeconds();
    if (budget == null) {
      return StepsPlan.of(input);
    }
    for (PlannedModel model : zoo.models()) {
      boolean hurry = hurry(activeSeconds, budget) && !zoo.nothingMeasured();
      measure(zoo, zoo.key(model.name(), orElse(request.frozenStages(), 0), usualBatch()), hurry);
    }
    for (int round = 1; ; round++) {
      Made made = make(zoo, budget, activeSeconds.getAsDouble());
      Configuration chosen = made.plan().chosen().configuration();
      StepTimeKey key = zoo.key(chosen.model(), chosen.frozenStages(), chosen.batchSize());
      boolean last = round == MOST_ROUNDS || hurry(activeSeconds, budget);
      if (made.pace().expected().source() == TimeSource.MEASURED || !measure(zoo, key, last)) {
        return new PlanRecords(input, ground, zoo).of(made);
      }
    }
  }

  private static boolean hurry(DoubleSupplier activeSeconds, double budget) {
    return activeSeconds.getAsDouble() > PLANNING_SHARE * budget;
  }

  private boolean measure(KnownZoo zoo, StepTimeKey key, boolean hurry) {
    if (hurry || zoo.isMeasured(key)) {
      return false;
    }
    zoo.add(timer.measure(key, device));
    return true;
  }

  /**
   * A plan and what it was made from.
   *
   * @param beforeDeadline seconds that a deadline leaves, the spent ones included; null for none
   */
  record Made(
      Plan plan,
      PlanningTask task,
      PlanningKnowledge knowledge,
      io.nasoa.zoo.planning.Planner.Pace pace,
      RegimeAxes axes,
      @Nullable Double beforeDeadline,
      @Nullable Double deadlineProbability) {}

  private Made make(KnownZoo zoo, double budget, double spent) {
    Double beforeDeadline = beforeDeadline(spent);
    double limit = beforeDeadline == null ? budget : Math.min(budget, beforeDeadline);
    PlanningTask task = task(Math.max(1e-3, limit), spent);
    DatasetSummary data = input.profile();
    PlanningKnowledge knowledge =
        ground
            .learned()
            .knowledge(
                zoo.stepTimes(),
                task.limitSeconds(),
                ground.features(),
                data.classes(),
                data.trainImages());
    RegimeSpace space = space(zoo);
    io.nasoa.zoo.planning.Planner planner =
        new io.nasoa.zoo.planning.Planner(
            PlanningRules.DEFAULT, space, zoo.models(), candidates(limit, space));
    try {
      Plan plan = planner.plan(task, knowledge);
      Double probability =
          beforeDeadline == null
              ? null
              : (Double) planner.probabilityWithin(beforeDeadline, plan.chosen(), task, knowledge);
      return new Made(
          plan,
          task,
          knowledge,
          planner.pace(plan.chosen(), task, knowledge),
          space.axes(),
          beforeDeadline,
          probability);
    } catch (NothingFitsException e) {
      throw NoFeasiblePlanException.of(e, budget, beforeDeadline);
    }
  }

  /** More are worth their time only where there is some. */
  private static int candidates(double limit, RegimeSpace space) {
    int freezings =
        space.models().stream().mapToInt(m -> m.mostFrozen() - m.leastFrozen() + 1).sum();
    double wanted = Math.min(MOST_CANDIDATES, CANDIDATES_A_SECOND * limit);
    return Math.max(freezings, (int) Math.max(FEWEST_CANDIDATES, wanted));
  }

  private @Nullable Double beforeDeadline(double spent) {
    Instant deadline = request.deadline();
    return deadline == null
        ? null
        : (Double)
            (spent + Duration.between(ground.clock().instant(), deadline).toMillis() / 1000.0);
  }

  private PlanningTask task(double limit, double spent) {
    DatasetSummary data = input.profile();
    return new PlanningTask(
        DataOrigin.of(request, data),
        data.classes(),
        data.trainImages(),
        data.validationImages(),
        ProfileFeatures.vector(ground.features()),
        request.device(),
        request.threads(),
        limit,
        spent,
        ground.memoryBytes(),
        request.checkpointIntervalSeconds());
  }

  /** What was asked for is not chosen. */
  private RegimeSpace space(KnownZoo zoo) {
    Map<String, Double> fixed = new HashMap<>();
    Double rate = request.learningRate();
    if (rate != null) {
      fixed.put("learningRate", rate);
    }
    Integer batch = request.batchSize();
    if (batch != null) {
      fixed.put("batchSize", (double) batch);
    }
    List<SpaceModel> models =
        zoo.models().stream()
            .map(
                model ->
                    new SpaceModel(
                        model.name(),
                        orElse(request.frozenStages(), 0),
                        orElse(request.frozenStages(), model.cost().freezableStages())))
            .toList();
    return new RegimeSpace(RegimeAxes.VERSION_1.withFixed(fixed), models);
  }

  private int usualBatch() {
    return orElse(request.batchSize(), (int) RegimeAxes.VERSION_1.batchSize().defaultValue());
  }

  private static int orElse(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
