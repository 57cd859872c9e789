package io.nasoa.activities.record;

import io.nasoa.activities.tuning.DataOrigin;
import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.Lesson;
import io.nasoa.workflows.tuning.PlanRationale;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TrainingOutcome;
import io.nasoa.zoo.experience.Experience;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads out of a run's end what it taught. */
final class RunExperience {
  /** The first steps of a training take longer: fewer tell nothing of the others. */
  private static final int FEWEST_STEPS = 5;

  private RunExperience() {}

  /**
   * What a run taught; empty for one that ended before its plan, or for a reason that is none of
   * its plan's.
   *
   * @param run its last state
   * @param now when it ended
   */
  static Optional<Experience> of(FineTuningState run, FineTuningResult result, Instant now) {
    FineTuningPlan plan = run.plan();
    DatasetSummary data = run.profile();
    Optional<Experience.Lesson> lesson = lesson(result.lesson());
    if (plan == null || data == null || lesson.isEmpty()) {
      return Optional.empty();
    }
    FineTuningRequest request = run.grownRequest();
    PlanRationale rationale = plan.rationale();
    TaskResult task = result.task();
    return Optional.of(
        new Experience(
            Experience.SCHEMA,
            Experience.Kind.OWN,
            DataOrigin.of(request, data),
            data(data, rationale),
            model(plan, rationale),
            plan.regime(),
            rationale == null ? null : (Double) rationale.limitShare(),
            request.budgetSeconds(),
            request.seed(),
            new Experience.Outcome(
                lesson.get(),
                task.endedBy() == null ? null : task.endedBy().name(),
                task.steps() == null ? 0 : task.steps(),
                task.accuracy()),
            cost(request, rationale, task, run.training()),
            decision(rationale),
            task.versions() == null ? new TreeMap<>() : task.versions(),
            Instant.ofEpochMilli(now.toEpochMilli())));
  }

  private static Optional<Experience.Lesson> lesson(Lesson told) {
    return switch (told) {
      case WHOLE -> Optional.of(Experience.Lesson.WHOLE);
      case CENSORED -> Optional.of(Experience.Lesson.CENSORED);
      case DIVERGED -> Optional.of(Experience.Lesson.DIVERGED);
      case NONE -> Optional.empty();
    };
  }

  private static Experience.Data data(DatasetSummary data, @Nullable PlanRationale rationale) {
    return new Experience.Data(
        data.sha256(),
        data.classes(),
        data.trainImages(),
        data.validationImages(),
        rationale == null ? new TreeMap<>() : rationale.features());
  }

  private static Experience.Model model(FineTuningPlan plan, @Nullable PlanRationale rationale) {
    return new Experience.Model(
        plan.model(),
        plan.architecture(),
        plan.stem(),
        plan.resolution(),
        plan.weightsSha256(),
        rationale == null ? null : rationale.model().sourceAccuracy(),
        rationale == null ? null : rationale.model().logMe(),
        rationale == null ? null : rationale.model().nearestClassMean());
  }

  private static Experience.Cost cost(
      FineTuningRequest request,
      @Nullable PlanRationale rationale,
      TaskResult task,
      @Nullable TrainingOutcome training) {
    Ledger ledger = task.ledger() == null ? Ledger.EMPTY : task.ledger();
    return new Experience.Cost(
        ledger.activeSeconds(),
        ledger.train(),
        request.device(),
        request.threads(),
        rationale == null ? null : (Double) rationale.pace().expectedStepSeconds(),
        rationale == null ? null : rationale.pace().source(),
        stepSeconds(ledger, training));
  }

  /** Steps that were done again count as the lost time that they are. */
  private static @Nullable Double stepSeconds(Ledger ledger, @Nullable TrainingOutcome training) {
    return training == null || training.steps() < FEWEST_STEPS || !(ledger.train() > 0)
        ? null
        : (Double) (ledger.train() / training.steps());
  }

  private static Experience.@Nullable Decision decision(@Nullable PlanRationale rationale) {
    Double outcome = rationale == null ? null : rationale.outcome();
    if (rationale == null || outcome == null) {
      return null;
    }
    return new Experience.Decision(
        rationale.policy(),
        outcome,
        rationale.proposals().stream()
            .map(
                choice ->
                    new Experience.PolicyProposal(choice.policy(), choice.lead(), choice.taken()))
            .toList());
  }
}
