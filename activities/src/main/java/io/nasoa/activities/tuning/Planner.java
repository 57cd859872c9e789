package io.nasoa.activities.tuning;

import ai.djl.Device;
import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.workflows.tuning.Prediction;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses model and schedule without looking at accuracies: the largest model that still sees the
 * images often enough inside the budget, with one sound regime for all. Its biggest advantage is
 * that it needs no experience; its biggest limitation is that it learns from none.
 *
 * <p>With a number of steps instead of a budget the choice hangs on nothing that is measured, so
 * that a repeated run is the same run.
 */
final class Planner {
  /** A model must see every image this often to be worth its size. */
  private static final double EPOCHS_WANTED = 20;

  /** Once the task has spent this share of its budget, no further model is measured. */
  private static final double PLANNING_SHARE = 0.05;

  /** More passes than this over a small data set gain nothing. */
  private static final double EPOCHS_AT_MOST = 80;

  /** Fewer optimiser steps than this are no fine-tuning. */
  private static final int FEWEST_STEPS = 10;

  /** Measured steps vary: what is kept back costs less than a shortened schedule. */
  private static final double CAUTION = 0.92;

  /** Starting a network, writing the model, loading it again for its evaluation. */
  private static final double FIXED_SECONDS = 0.8;

  /** A validation pass takes about a third of a training step for each image. */
  private static final double EVALUATION_SHARE = 0.4;

  /** Share of the budget that accuracies on the way may take. */
  private static final double ON_THE_WAY_SHARE = 0.03;

  private static final int PASSES_ON_THE_WAY = 4;
  private static final int BATCH = 32;

  /** Better than 0.02 by two points on trashnet, a set that may be looked at (protocol P2). */
  private static final double LEARNING_RATE = 0.05;

  private final StepMeasurer timer;
  private final PlanInput input;
  private final FineTuningRequest request;
  private final DatasetSummary profile;
  private final Device device;
  private final List<StepTimeMeasurement> measured = new ArrayList<>();
  private final Map<StepTimeKey, StepTimeMeasurement> known = new HashMap<>();

  Planner(StepMeasurer timer, PlanInput input, Device device) {
    this.timer = timer;
    this.input = input;
    this.request = input.request();
    this.profile = input.profile();
    this.device = device;
    input.material().stepTimes().forEach(time -> known.put(time.key(), time));
  }

  /** Measures what one step takes. */
  @FunctionalInterface
  interface StepMeasurer {
    StepTimeMeasurement measure(StepTimeKey key, Device device);
  }

  /** One possible plan. */
  private record Candidate(ZooEntry entry, int steps, double stepSeconds, double epochs) {}

  /**
   * The plan.
   *
   * @param activeSeconds tells what the task has spent so far
   * @throws NoFeasiblePlanException when no model fits the budget
   */
  FineTuningPlan plan(DoubleSupplier activeSeconds) {
    requireStages();
    Double budget = request.budgetSeconds();
    if (budget == null) {
      return planSteps(request.steps());
    }
    List<Candidate> candidates = new ArrayList<>();
    for (ZooEntry entry : smallestFirst()) {
      double seconds = secondsPerStep(entry, activeSeconds.getAsDouble() > PLANNING_SHARE * budget);
      candidates.add(candidate(entry, seconds, budget - activeSeconds.getAsDouble()));
    }
    Candidate chosen = choose(candidates, budget, activeSeconds.getAsDouble());
    double seconds =
        activeSeconds.getAsDouble()
            + reserve(chosen.stepSeconds())
            + chosen.steps() * chosen.stepSeconds();
    String reason =
        "%s sees each image %.1f times in %d steps of %.1f ms; the largest model that reaches %.0f passes is taken, else the one with most"
            .formatted(
                chosen.entry().name(),
                chosen.epochs(),
                chosen.steps(),
                1000 * chosen.stepSeconds(),
                EPOCHS_WANTED);
    int passes = passesOnTheWay(budget, chosen.stepSeconds());
    return result(chosen.entry(), chosen.steps(), passes, seconds, reason);
  }

  private FineTuningPlan planSteps(@Nullable Integer steps) {
    List<ZooEntry> entries = smallestFirst();
    ZooEntry middle = entries.get(entries.size() / 2);
    int wanted = steps == null ? FEWEST_STEPS : steps;
    Double seconds =
        Optional.ofNullable(known.get(key(middle)))
            .map(time -> wanted * time.medianSeconds() + reserve(time.medianSeconds()))
            .orElse(null);
    String reason =
        request.model() == null
            ? "%d steps were asked for; %s is the zoo's middle model"
                .formatted(wanted, middle.name())
            : "%d steps of %s were asked for".formatted(wanted, middle.name());
    return result(middle, wanted, PASSES_ON_THE_WAY, seconds, reason);
  }

  private List<ZooEntry> smallestFirst() {
    return input.material().entries().stream()
        .sorted(Comparator.comparingLong(ZooEntry::macs).thenComparing(ZooEntry::name))
        .toList();
  }

  private void requireStages() {
    Integer frozen = request.frozenStages();
    for (ZooEntry entry : input.material().entries()) {
      int stages =
          Networks.parse(entry.architecture())
              .toGraph(profile.classes(), entry.stem())
              .freezableStages();
      if (frozen != null && frozen > stages && request.model() != null) {
        throw new InvalidModelException(
            "--frozen-stages %d is too many: %s has %d (the stem and its stages)"
                .formatted(frozen, entry.name(), stages));
      }
    }
  }

  private double secondsPerStep(ZooEntry entry, boolean hurry) {
    StepTimeKey key = key(entry);
    StepTimeMeasurement time = known.get(key);
    if (time == null && hurry && !known.isEmpty()) {
      // Larger models need less time for each multiply-accumulate, so this errs on the safe side.
      return known.entrySet().stream()
          .mapToDouble(
              other ->
                  other.getValue().medianSeconds()
                      * (double) entry.macs()
                      / macs(other.getKey(), entry))
          .max()
          .orElseThrow();
    }
    if (time == null) {
      time = timer.measure(key, device);
      known.put(key, time);
      measured.add(time);
    }
    return time.medianSeconds();
  }

  private double macs(StepTimeKey key, ZooEntry otherwise) {
    return input.material().entries().stream()
        .filter(entry -> entry.architecture().equals(key.architecture()))
        .mapToDouble(entry -> (double) entry.macs())
        .findFirst()
        .orElse((double) otherwise.macs());
  }

  private StepTimeKey key(ZooEntry entry) {
    return new StepTimeKey(
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        frozenStages(),
        batchSize(),
        request.device(),
        request.threads());
  }

  private Candidate candidate(ZooEntry entry, double stepSeconds, double left) {
    double training = CAUTION * (left - reserve(stepSeconds));
    int fitting = (int) Math.max(0, Math.min(Integer.MAX_VALUE, training / stepSeconds));
    int atMost = (int) Math.ceil(EPOCHS_AT_MOST * profile.trainImages() / batchSize());
    int steps = Math.min(fitting, Math.max(FEWEST_STEPS, atMost));
    double epochs = (double) steps * batchSize() / profile.trainImages();
    return new Candidate(entry, steps, stepSeconds, epochs);
  }

  private Candidate choose(List<Candidate> smallestFirst, double budget, double active) {
    List<Candidate> feasible =
        smallestFirst.stream().filter(candidate -> candidate.steps() >= FEWEST_STEPS).toList();
    if (feasible.isEmpty()) {
      double needed =
          smallestFirst.stream()
              .mapToDouble(
                  candidate ->
                      active
                          + reserve(candidate.stepSeconds())
                          + (FEWEST_STEPS + 1) * candidate.stepSeconds() / CAUTION)
              .min()
              .orElse(budget);
      throw new NoFeasiblePlanException(budget, Math.max(needed, budget * 1.1));
    }
    Candidate chosen = feasible.get(0);
    for (Candidate candidate : feasible) {
      if (candidate.epochs() >= Math.min(EPOCHS_WANTED, chosen.epochs())) {
        chosen = candidate;
      }
    }
    return chosen;
  }

  /** Seconds for everything after the plan but the training steps. */
  private double reserve(double stepSeconds) {
    return FIXED_SECONDS + evaluation(stepSeconds);
  }

  private double evaluation(double stepSeconds) {
    return EVALUATION_SHARE * stepSeconds * profile.validationImages() / batchSize();
  }

  private int passesOnTheWay(double budget, double stepSeconds) {
    double pass = evaluation(stepSeconds);
    return (int) Math.min(PASSES_ON_THE_WAY, ON_THE_WAY_SHARE * budget / pass);
  }

  private FineTuningPlan result(
      ZooEntry entry, int steps, int passes, @Nullable Double seconds, String reason) {
    int interval = passes == 0 ? 0 : Math.max(1, steps / (passes + 1));
    Regime regime =
        new Regime(
            request.learningRate() == null ? LEARNING_RATE : request.learningRate(),
            frozenStages(),
            steps,
            batchSize(),
            0.9,
            5e-4,
            0.1,
            0.1,
            true,
            false);
    return new FineTuningPlan(
        FineTuningPlan.SCHEMA,
        entry.name(),
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        profile.classes(),
        "weights/" + entry.weightsSha256() + ".safetensors",
        entry.weightsSha256(),
        regime,
        interval,
        new Prediction(null, null, null, seconds),
        measured,
        reason,
        0);
  }

  private int frozenStages() {
    Integer frozen = request.frozenStages();
    return frozen == null ? 0 : frozen;
  }

  private int batchSize() {
    Integer batch = request.batchSize();
    return batch == null ? BATCH : batch;
  }

  /** Seconds that must be left when the last step ends. */
  static double reserveAfterTraining(FineTuningPlan plan, DatasetSummary profile, double step) {
    double pass = EVALUATION_SHARE * step * profile.validationImages() / plan.regime().batchSize();
    return FIXED_SECONDS + pass;
  }

  /** Expected time of one step of a plan, or a guess where it was never measured. */
  static double plannedStepSeconds(FineTuningPlan plan, DatasetSummary profile, double spent) {
    Double seconds = plan.predicted().seconds();
    if (seconds == null) {
      return 0.1;
    }
    double perStep = EVALUATION_SHARE * profile.validationImages() / plan.regime().batchSize();
    double training = seconds - spent - FIXED_SECONDS;
    return Math.max(1e-4, training / (plan.regime().steps() + perStep));
  }
}
