package io.nasoa.activities.tuning;

import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.workflows.tuning.PlanRationale;
import io.nasoa.workflows.tuning.Prediction;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.planning.Exclusion;
import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.planning.PlanCandidate;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.PlanningRules;
import io.nasoa.zoo.planning.Proposal;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.registry.ZooEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what a planner decided, and on what it rests. */
final class PlanRecords {
  private static final int NEAREST_TASKS = 3;

  private final PlanInput input;
  private final Planner.Ground ground;
  private final KnownZoo zoo;

  PlanRecords(PlanInput input, Planner.Ground ground, KnownZoo zoo) {
    this.input = input;
    this.ground = ground;
    this.zoo = zoo;
  }

  static String weightsPath(ZooEntry entry) {
    return "weights/" + entry.weightsSha256() + ".safetensors";
  }

  FineTuningPlan of(Planner.Made made) {
    Plan plan = made.plan();
    PlanCandidate chosen = plan.chosen();
    ZooEntry entry = zoo.entry(chosen.configuration().model());
    int passes = made.pace().passesOnTheWay();
    return new FineTuningPlan(
        FineTuningPlan.SCHEMA,
        entry.name(),
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        input.profile().classes(),
        weightsPath(entry),
        entry.weightsSha256(),
        regime(chosen, made.axes()),
        passes == 0 ? 0 : Math.max(1, chosen.steps() / (passes + 1)),
        prediction(plan),
        zoo.measured(),
        reason(made),
        0,
        rationale(made));
  }

  private static Regime regime(PlanCandidate candidate, RegimeAxes axes) {
    return candidate.configuration().regime(candidate.steps(), axes);
  }

  /** Before anything was learned nobody can tell an accuracy. */
  private boolean nothingLearned() {
    return ground.learned().learned() == 0;
  }

  private Prediction prediction(Plan plan) {
    double seconds = plan.chosen().likelySeconds();
    return nothingLearned()
        ? new Prediction(null, null, null, seconds)
        : new Prediction(plan.accuracy(), plan.low(), plan.high(), seconds);
  }

  private String reason(Planner.Made made) {
    Plan plan = made.plan();
    PlanCandidate chosen = plan.chosen();
    String limit =
        made.beforeDeadline() == null || made.beforeDeadline() > made.task().limitSeconds()
            ? ""
            : "; the deadline leaves %.1f s of the budget".formatted(made.task().limitSeconds());
    return "%s decides: %s; %s sees each image %.1f times in %d steps of %.1f ms%s"
        .formatted(
            plan.policy().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            plan.reason(),
            chosen.configuration().model(),
            chosen.epochs(),
            chosen.steps(),
            1000 * made.pace().likelyStepSeconds(),
            limit);
  }

  private PlanRationale rationale(Planner.Made made) {
    Plan plan = made.plan();
    PlanCandidate chosen = plan.chosen();
    return new PlanRationale(
        plan.policy().name(),
        nothingLearned() ? null : (Double) plan.outcome(),
        made.task().limitSeconds(),
        chosen.configuration().limitShare(),
        PlanningRules.DEFAULT.timeQuantile(),
        chosen.safeSeconds(),
        made.deadlineProbability(),
        new PlanRationale.Pace(
            made.pace().expected().seconds(),
            made.pace().expected().source().name(),
            made.pace().likelyStepSeconds(),
            made.pace().reserveSeconds()),
        facts(chosen.configuration().model()),
        ground.features(),
        ground.learned().learned(),
        plan.considered(),
        plan.runnersUp().stream().map(other -> alternative(other, made.axes())).toList(),
        plan.proposals().stream().map(other -> choice(other, chosen, made.axes())).toList(),
        nearestTasks(made),
        plan.exclusions().stream().map(Exclusion::sentence).toList());
  }

  private PlanRationale.ModelFacts facts(String name) {
    PlannedModel model =
        zoo.models().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return new PlanRationale.ModelFacts(
        known(model.sourceAccuracy()), known(model.logMe()), known(model.nearestClassMean()));
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }

  private PlanRationale.Alternative alternative(Plan.RunnerUp other, RegimeAxes axes) {
    PlanCandidate candidate = other.candidate();
    return new PlanRationale.Alternative(
        candidate.configuration().model(),
        regime(candidate, axes),
        nothingLearned() ? null : (Double) other.accuracy(),
        candidate.likelySeconds());
  }

  private static PlanRationale.PolicyChoice choice(
      Proposal proposal, PlanCandidate chosen, RegimeAxes axes) {
    return new PlanRationale.PolicyChoice(
        proposal.policy().name(),
        proposal.candidate().configuration().model(),
        regime(proposal.candidate(), axes),
        proposal.lead(),
        proposal.weight(),
        proposal.candidate().equals(chosen));
  }

  private List<PlanRationale.NearTask> nearestTasks(Planner.Made made) {
    return ground
        .learned()
        .nearestTasks(
            made.task().limitSeconds(),
            ground.features(),
            input.profile().classes(),
            input.profile().trainImages(),
            NEAREST_TASKS)
        .stream()
        .map(
            near ->
                new PlanRationale.NearTask(
                    near.best().task(),
                    near.distance(),
                    near.best().configuration().model(),
                    near.best().configuration().learningRate()))
        .toList();
  }
}
