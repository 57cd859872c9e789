package io.nasoa.zoo.planning;

import io.nasoa.zoo.cost.ExpectedStepTime;
import io.nasoa.zoo.cost.RatioDistribution;
import io.nasoa.zoo.cost.RunTime;
import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.cost.TimingGroup;
import io.nasoa.zoo.experience.StepTimeKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What runs of a task would take, and how sure that is. */
final class RunTimes {
  private final PlanningRules rules;
  private final PlanningTask task;
  private final Map<String, PlannedModel> models = new LinkedHashMap<>();
  private final StepTimes stepTimes;
  private final StepTimeCorrection correction;

  RunTimes(
      PlanningRules rules,
      PlanningTask task,
      Collection<PlannedModel> models,
      StepTimes stepTimes,
      StepTimeCorrection correction) {
    this.rules = rules;
    this.task = task;
    models.forEach(model -> this.models.put(model.name(), model));
    this.stepTimes = stepTimes;
    this.correction = correction;
  }

  PlannedModel model(String name) {
    return Optional.ofNullable(models.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "model '%s' is unknown, expected one of %s".formatted(name, models.keySet())));
  }

  /** Everything about runs whose steps are alike. */
  StepRun of(String modelName, int frozenStages, int batchSize) {
    PlannedModel model = model(modelName);
    StepTimeKey key =
        new StepTimeKey(
            model.architecture(),
            model.stem(),
            model.resolution(),
            frozenStages,
            batchSize,
            task.device(),
            task.threads());
    ExpectedStepTime expected = stepTimes.expect(key, model.cost());
    RatioDistribution ratios = correction.ratios(TimingGroup.of(key, expected.source()));
    RunTime.Work work =
        new RunTime.Work(
            model.cost(),
            frozenStages,
            batchSize,
            task.validationImages(),
            task.checkpointInterval());
    double bytes = rules.memory().bytes(model.cost(), frozenStages, batchSize, model.resolution());
    return new StepRun(rules, task, work, expected, ratios, bytes);
  }

  /** Runs of one model, number of frozen stages and batch size. */
  static final class StepRun {
    /** With fewer than so many times the fewest steps there are no validation passes on the way. */
    private static final int PASSES_WORTH = 10;

    private final RunTime runTime;
    private final PlanningTask task;
    private final RunTime.Work work;
    private final ExpectedStepTime source;
    private final double expected;
    private final RatioDistribution ratios;
    private final double bytes;
    private final double likely;
    private final double safe;
    private final int passes;
    private final int fitting;

    private StepRun(
        PlanningRules rules,
        PlanningTask task,
        RunTime.Work work,
        ExpectedStepTime source,
        RatioDistribution ratios,
        double bytes) {
      this.runTime = rules.runTime();
      this.task = task;
      this.work = work;
      this.source = source;
      this.expected = source.seconds();
      this.ratios = ratios;
      this.bytes = bytes;
      likely = expected * ratios.quantile(0.5);
      safe = expected * ratios.quantile(rules.timeQuantile());
      int wanted = runTime.passesOnTheWay(work, safe, task.limitSeconds());
      // Where time is short it goes into steps.
      passes = fitting(wanted) < PASSES_WORTH * rules.fewestSteps() ? 0 : wanted;
      fitting = fitting(passes);
    }

    private int fitting(int passesOnTheWay) {
      return runTime.steps(work, safe, passesOnTheWay, task.spentSeconds(), task.limitSeconds());
    }

    int batchSize() {
      return work.batchSize();
    }

    double bytes() {
      return bytes;
    }

    double expectedStepSeconds() {
      return expected;
    }

    Planner.Pace pace() {
      double reserve = runTime.seconds(work, likely, 0, 0, 0).total();
      return new Planner.Pace(source, likely, reserve, passes);
    }

    /** Validation passes on the way. */
    int passes() {
      return passes;
    }

    /** Steps that fit into the whole limit, at the quantile that is planned with. */
    int fittingSteps() {
      return fitting;
    }

    RunTime.Parts likelySeconds(int steps, int passesOnTheWay) {
      return runTime.seconds(work, likely, steps, passesOnTheWay, task.spentSeconds());
    }

    RunTime.Parts safeSeconds(int steps, int passesOnTheWay) {
      return runTime.seconds(work, safe, steps, passesOnTheWay, task.spentSeconds());
    }

    /** The probability that a run of so many steps takes no longer than this. */
    double probabilityWithin(double seconds, int steps) {
      double still = runTime.seconds(work, expected, 0, 0, task.spentSeconds()).total();
      double whole = runTime.seconds(work, expected, steps, passes, task.spentSeconds()).total();
      // Steps and validation passes take longer together; the rest does not hang on the machine.
      double fixed = still - runTime.evaluationSeconds(work, expected);
      return ratios.probabilityWithin((seconds - fixed) / (whole - fixed));
    }
  }
}
