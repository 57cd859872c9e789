package io.nasoa.activities.comparison;

import io.nasoa.activities.trial.ProcessorTime;
import io.nasoa.activities.trial.TrialModels;
import io.nasoa.baselines.oneshot.OneShotChoice;
import io.nasoa.baselines.oneshot.OneShotPlanner;
import io.nasoa.baselines.oneshot.StepSeconds;
import io.nasoa.workflows.comparison.PlanCell;
import io.nasoa.workflows.comparison.PlanCellInput;
import io.nasoa.workflows.comparison.PlannedCell;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.PlanningTask;
import io.nasoa.zoo.profile.ProfileFeatures;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.table.TrialSteps;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Lets the method of one cell choose and says how that is trained. For use by one thread. */
final class CellPlanner {
  /** What a planner looks through in a fraction of a second; its time counts. */
  private static final int CANDIDATES = 10_000;

  /** Memory is no limit of a comparison, and nothing is checkpointed while a choice is made. */
  private static final double ANY = 1;

  private static final String CPU = "cpu";

  private final PlanCell cell;
  private final TaskDescription data;
  private final Calibration calibration;
  private final ToDoubleFunction<String> sourceAccuracy;

  /**
   * @param sourceAccuracy of a model by its name, NaN where not known
   */
  CellPlanner(
      PlanCellInput input, Calibration calibration, ToDoubleFunction<String> sourceAccuracy) {
    this.cell = input.cell();
    this.data = input.description();
    this.calibration = calibration;
    this.sourceAccuracy = sourceAccuracy;
  }

  /**
   * The choice.
   *
   * @param knowledge what is known without the task's group; asked for by those who need it, before
   *     the time of the choice begins
   * @throws IllegalArgumentException for a method that nobody knows
   */
  PlannedCell plan(Supplier<LearnedState> knowledge) {
    @Nullable LearnedState state = needsKnowledge() ? knowledge.get() : null;
    double from = ProcessorTime.seconds(CPU);
    Optional<OneShotChoice> choice = choose(state);
    double seconds = ProcessorTime.seconds(CPU) - from;
    double profile = cell.describe().profileSeconds();
    if (choice.isEmpty()) {
      return new PlannedCell(PlannedCell.SCHEMA, null, null, null, null, null, profile, seconds);
    }
    OneShotChoice chosen = choice.get();
    Plan plan = chosen.plan();
    return new PlannedCell(
        PlannedCell.SCHEMA,
        chosen.configuration(),
        trial(chosen),
        plan == null ? null : decision(plan),
        plan == null ? null : (Double) plan.low(),
        plan == null ? null : (Double) plan.high(),
        profile,
        seconds);
  }

  private boolean needsKnowledge() {
    return List.of("nasoa", "nasoa-frozen", "one", "fixed").contains(cell.method());
  }

  private Optional<OneShotChoice> choose(@Nullable LearnedState state) {
    List<TrialModel> models = cell.describe().models();
    OneShotPlanner planner =
        new OneShotPlanner(
            TrialModels.space(models),
            models.stream().map(this::planned).toList(),
            stepSeconds(),
            CANDIDATES);
    LearnedState known = state == null ? LearnedState.start() : state;
    return switch (cell.method()) {
      case "nasoa", "nasoa-frozen" -> planner.planned(task(), known);
      case "one" -> planner.one(task(), known);
      case "fixed" -> planner.fixed(task(), known);
      case "random-plan" -> planner.random(task(), cell.describe().seed());
      case "rivals" -> planner.defaults(task(), Objects.requireNonNull(cell.rival()));
      default ->
          throw new IllegalArgumentException("there is no method '%s'".formatted(cell.method()));
    };
  }

  private PlanningTask task() {
    return new PlanningTask(
        cell.group(),
        data.classes(),
        data.fitImages(),
        data.selectImages(),
        ProfileFeatures.vector(data.profile()),
        Objects.requireNonNullElse(calibration.device(), CPU),
        Math.max(1, calibration.threads()),
        cell.limit(),
        cell.describe().profileSeconds(),
        ANY,
        ANY);
  }

  private PlannedModel planned(TrialModel model) {
    TaskDescription.ModelScore score = data.models().get(model.name());
    return new PlannedModel(
        model.name(),
        model.architecture(),
        model.stem(),
        model.resolution(),
        TrialModels.cost(model, data.classes()),
        sourceAccuracy.applyAsDouble(model.name()),
        orNaN(score == null ? null : score.logMe()),
        orNaN(score == null ? null : score.nearestClassMean()));
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private StepSeconds stepSeconds() {
    return (model, frozen, batch) -> {
      CalibrateInput.StepKind kind = new CalibrateInput.StepKind(model, frozen, batch);
      return calibration.seconds(kind).stream()
          .filter(seconds -> seconds > 0)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(kind + " was not timed"));
    };
  }

  private TrialInput trial(OneShotChoice chosen) {
    Configuration it = chosen.configuration();
    TrialModel model =
        cell.describe().models().stream()
            .filter(known -> known.name().equals(it.model()))
            .findFirst()
            .orElseThrow();
    return new TrialInput(
        TrialInput.SCHEMA,
        cell.describe().work(),
        cell.method(),
        cell.describe().task(),
        data.dataSha256(),
        cell.describe().seed(),
        model,
        it.regime(chosen.steps(), RegimeAxes.VERSION_1),
        stepSeconds().of(it.model(), it.frozenStages(), it.batchSize()),
        TrialSteps.DEFAULT.checkpointInterval(),
        cell.describe().device());
  }

  private static Experience.Decision decision(Plan plan) {
    List<Experience.PolicyProposal> proposals =
        plan.proposals().stream()
            .map(
                proposal ->
                    new Experience.PolicyProposal(
                        proposal.policy().name(),
                        proposal.lead(),
                        proposal.candidate().equals(plan.chosen())))
            .toList();
    return new Experience.Decision(plan.policy().name(), plan.outcome(), proposals);
  }
}
