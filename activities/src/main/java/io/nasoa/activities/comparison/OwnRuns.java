package io.nasoa.activities.comparison;

import io.nasoa.workflows.comparison.ComparisonEntry;
import io.nasoa.workflows.comparison.PlannedCell;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.regime.Configuration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What a cell of a method that plans once teaches the next ones. */
final class OwnRuns {
  private static final String MEASURED = "MEASURED";

  private OwnRuns() {}

  /**
   * The experience of a run of the comparison, its accuracy that on SELECT: TEST teaches nobody.
   *
   * @param group that the task belongs to
   * @param limit reference seconds
   * @param sourceAccuracy of a model by its name, NaN where not known
   * @return empty for a run that teaches nothing
   */
  static Optional<Experience> of(
      ComparisonEntry entry, String group, double limit, ToDoubleFunction<String> sourceAccuracy) {
    PlannedCell planned = entry.outcome().planned();
    TaskDescription data = entry.outcome().description();
    TrialOutcome outcome = entry.outcome().trial();
    if (planned == null || data == null || outcome == null) {
      return Optional.empty();
    }
    TrialInput trial = planned.trial();
    Configuration configuration = planned.configuration();
    TrialCost cost = outcome.cost();
    if (trial == null || configuration == null || cost == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Experience(
            Experience.SCHEMA,
            Experience.Kind.OWN,
            group,
            new Experience.Data(
                data.dataSha256(),
                data.classes(),
                data.fitImages(),
                data.selectImages(),
                data.profile()),
            model(trial.model(), data, sourceAccuracy.applyAsDouble(trial.model().name())),
            trial.regime(),
            configuration.limitShare(),
            limit,
            trial.seed(),
            outcome(outcome),
            new Experience.Cost(
                cost.seconds(),
                cost.train(),
                String.valueOf(outcome.device()),
                threads(outcome),
                trial.stepSeconds(),
                MEASURED,
                trial.stepSeconds()),
            planned.decision(),
            outcome.versions(),
            Instant.EPOCH));
  }

  private static Experience.Model model(
      TrialModel model, TaskDescription data, double sourceAccuracy) {
    TaskDescription.ModelScore score = data.models().get(model.name());
    return new Experience.Model(
        model.name(),
        model.architecture(),
        model.stem(),
        model.resolution(),
        model.weightsSha256(),
        Double.isNaN(sourceAccuracy) ? null : (Double) sourceAccuracy,
        score == null ? null : score.logMe(),
        score == null ? null : score.nearestClassMean());
  }

  private static Experience.Outcome outcome(TrialOutcome outcome) {
    Double select = outcome.selectAccuracy();
    return outcome.diverged() || select == null
        ? new Experience.Outcome(Experience.Lesson.DIVERGED, null, outcome.steps(), null)
        : new Experience.Outcome(Experience.Lesson.WHOLE, "SCHEDULE", outcome.steps(), select);
  }

  private static int threads(TrialOutcome outcome) {
    @Nullable String threads = outcome.versions().get("threads");
    return threads == null ? 1 : Integer.parseInt(threads);
  }
}
