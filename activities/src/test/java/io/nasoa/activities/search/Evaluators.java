package io.nasoa.activities.search;

import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.EvaluatedCandidate;
import java.util.concurrent.atomic.AtomicInteger;

/** Synthetic evaluators that are watched or slow. */
final class Evaluators {
  private Evaluators() {}

  static EvaluatedCandidate withoutTime(EvaluatedCandidate done) {
    CandidateOutcome told = done.outcome();
    return new EvaluatedCandidate(
        done.schema(),
        done.number(),
        done.level(),
        done.trial(),
        done.repeat(),
        done.architecture(),
        done.seed(),
        new CandidateOutcome(
            told.schema(),
            told.accuracy(),
            told.stepTime(),
            told.stepSeconds(),
            told.parameters(),
            told.macs(),
            told.memoryBytes(),
            0,
            told.failure()));
  }

  static CandidateEvaluator counting(AtomicInteger steps) {
    CandidateEvaluator synthetic = new SyntheticEvaluator();
    return (input, work, control) ->
        synthetic.evaluate(
            input,
            work,
            new TrainingControl() {
              @Override
              public Decision beforeStep(int stepsDone, int totalSteps) {
                return control.beforeStep(stepsDone, totalSteps);
              }

              @Override
              public void afterStep(MetricsLog.Line line, int totalSteps) {
                control.afterStep(line, totalSteps);
              }

              @Override
              public void checkpointed(int step) {
                steps.incrementAndGet();
                control.checkpointed(step);
              }
            });
  }

  /**
   * Evaluations from a number on take so long that none ends while it is taken back: the embedded
   * server loses a workflow that cancels what ends in the same moment.
   */
  static CandidateEvaluator slowFrom(int number) {
    CandidateEvaluator synthetic = new SyntheticEvaluator();
    return (input, work, control) ->
        synthetic.evaluate(
            input.evaluation() < number ? input : of(input, "synthetic:20000"), work, control);
  }

  private static CandidateInput of(CandidateInput input, String data) {
    return new CandidateInput(
        input.schema(),
        input.searchId(),
        input.evaluation(),
        input.architecture(),
        input.stem(),
        data,
        input.proxy(),
        input.seed(),
        input.device());
  }

  static CandidateEvaluator beginnings(AtomicInteger begun) {
    CandidateEvaluator synthetic = new SyntheticEvaluator();
    return (input, work, control) -> {
      begun.incrementAndGet();
      return synthetic.evaluate(input, work, control);
    };
  }
}
