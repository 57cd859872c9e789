package io.nasoa.activities.hpo;

import io.nasoa.activities.trial.TrialFiles;
import io.nasoa.activities.trial.TrialModels;
import io.nasoa.activities.work.SyntheticWork;
import io.nasoa.baselines.hpo.Evaluation;
import io.nasoa.baselines.hpo.space.RegimeParameters;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoEvaluation;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.trial.TrialTrunk;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.table.TrialSteps;
import io.nasoa.zoo.task.SubTask;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a method's wishes are for trainers, and what the answers cost. Immutable. */
final class HpoTrials {
  /**
   * Of an evaluation whose model has no time for a fine-tuning, the share of its budget that
   * counts: about what finding out takes. Without a price a search without any room would never
   * end.
   */
  private static final double NO_ROOM_SHARE = 0.1;

  private final HpoRequest request;
  private final List<TrialModel> models;
  private final RegimeSpace space;
  private final RegimeParameters parameters;

  HpoTrials(HpoRequest request, List<TrialModel> models) {
    this.request = request;
    this.models = List.copyOf(models);
    space = TrialModels.space(models);
    parameters = new RegimeParameters(space);
  }

  RegimeParameters parameters() {
    return parameters;
  }

  /** Name of a search's directory among those of runs with trials. */
  static String work(String hpoId) {
    return "hpo-" + hpoId;
  }

  /** The timing of every kind of step that the space has. */
  CalibrateInput calibration() {
    CalibrateInput timed =
        new CalibrateInput(
            CalibrateInput.SCHEMA,
            work(request.hpoId()),
            models,
            TrialModels.steps(space),
            CalibrateInput.ROUNDS,
            request.device());
    String data = SubTask.parse(request.task()).data();
    return SyntheticWork.serves(data) ? timed.madeUp(data) : timed;
  }

  /** A count of the data: no method here looks at more, so nothing of it is paid for. */
  DescribeInput description() {
    return new DescribeInput(
        DescribeInput.SCHEMA,
        work(request.hpoId()),
        request.task(),
        request.seed(),
        models,
        0,
        request.device());
  }

  /** What a method asks for, in words that everybody knows. */
  HpoEvaluation evaluation(Evaluation asked) {
    return new HpoEvaluation(
        asked.number(),
        asked.trial(),
        asked.bracket(),
        asked.level(),
        asked.budget(),
        asked.earlierBudget(),
        asked.modelBased(),
        asked.point().coordinates(),
        parameters.configuration(asked.point()));
  }

  /**
   * The trial of an evaluation.
   *
   * @param earlier what the same configuration gave at its largest budget so far; null for nothing
   * @return empty when there is no time for a fine-tuning
   */
  Optional<TrialInput> trial(
      HpoEvaluation evaluation,
      Calibration calibration,
      TaskDescription task,
      @Nullable HpoEntry earlier) {
    Configuration configuration = evaluation.configuration();
    TrialModel model = model(configuration.model());
    double step = seconds(calibration, configuration);
    int steps =
        TrialSteps.DEFAULT.of(
            TrialModels.cost(model, task.classes()),
            configuration,
            step,
            task.fitImages(),
            task.selectImages(),
            evaluation.budget());
    if (steps == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new TrialInput(
            TrialInput.SCHEMA,
            work(request.hpoId()),
            Integer.toString(evaluation.number()),
            request.task(),
            task.dataSha256(),
            request.seed(),
            model,
            configuration.regime(steps, space.axes()),
            step,
            TrialSteps.DEFAULT.checkpointInterval(),
            request.device(),
            request.continues() ? trunk(evaluation, steps, earlier) : null));
  }

  /**
   * A branch of a schedule of so many steps, of the trunk that was left earlier or of a new one.
   */
  private TrialTrunk trunk(HpoEvaluation evaluation, int steps, @Nullable HpoEntry earlier) {
    String leave = leave(evaluation);
    TrialInput before = earlier == null ? null : earlier.trial();
    TrialOutcome outcome = earlier == null ? null : earlier.outcome().trial();
    TrialTrunk known = before == null ? null : before.trunk();
    TrunkCheckpoint left = outcome == null ? null : outcome.trunk();
    if (known == null || left == null) {
      int warmUp = (int) Math.round(space.axes().warmUpShare() * steps);
      return new TrialTrunk(warmUp, TrialTrunk.stepsOf(steps), null, leave);
    }
    // Where the schedule is as long as it may be, more budget does not make it longer.
    int leaves = Math.max(left.steps(), TrialTrunk.stepsOf(steps));
    return new TrialTrunk(known.warmUpSteps(), leaves, left, leave);
  }

  /** At the full budget nothing goes on. */
  private @Nullable String leave(HpoEvaluation evaluation) {
    return evaluation.level() == request.rungs() - 1
        ? null
        : TrialFiles.trunk(work(request.hpoId()), Integer.toString(evaluation.number()));
  }

  private TrialModel model(String name) {
    return models.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static double seconds(Calibration calibration, Configuration configuration) {
    CalibrateInput.StepKind kind =
        new CalibrateInput.StepKind(
            configuration.model(), configuration.frozenStages(), configuration.batchSize());
    return calibration.seconds(kind).stream()
        .filter(seconds -> seconds > 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(kind + " was not timed"));
  }

  /** Reference seconds that an evaluation is meant to cost at most. */
  double planned(double budget, double earlierBudget) {
    return request.continues() ? budget - (1 - TrialTrunk.COOL_DOWN) * earlierBudget : budget;
  }

  /**
   * Reference seconds that an evaluation counts for: what its trial cost; all that it was meant to
   * when it failed, as nobody knows how far it got.
   *
   * @param trial null where there was no time for one
   */
  double cost(HpoEvaluation evaluation, @Nullable TrialInput trial, TrialOutcome outcome) {
    double planned = planned(evaluation.budget(), evaluation.earlierBudget());
    if (trial == null) {
      return NO_ROOM_SHARE * planned;
    }
    return outcome.cost() == null ? planned : outcome.cost().seconds();
  }

  /** What the method is told; null for a crash. */
  static @Nullable Double loss(TrialOutcome outcome) {
    Double select = outcome.selectAccuracy();
    if (outcome.diverged() || outcome.failure() != null || select == null) {
      return null;
    }
    return 1 - select;
  }
}
