package io.nasoa.activities.search;

import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.work.SyntheticWork;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ComputeCost;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Stands for trainings where a search itself is tested: what a candidate is worth is made up from
 * its string and its seed, and some candidates diverge. Its time is {@link SyntheticWork}.
 * Stateless.
 */
public final class SyntheticEvaluator implements CandidateEvaluator {
  private static final int FAILS_ONE_IN = 7;

  @Override
  public CandidateOutcome evaluate(CandidateInput input, Path work, TrainingControl control)
      throws IOException {
    SyntheticWork training = SyntheticWork.of(input.data());
    return training.run(hash(input), work, control)
        ? outcome(input, training.millis())
        : CandidateOutcome.failed("gave its slot back", 0);
  }

  /** What a candidate is worth. */
  static CandidateOutcome outcome(CandidateInput input, long millis) {
    long hash = hash(input);
    if (Long.remainderUnsigned(hash, FAILS_ONE_IN) == 0) {
      return CandidateOutcome.failed("diverged, as its string says", millis / 1000.0);
    }
    ComputeCost cost =
        ComputeCost.of(
            Architecture.parse(input.architecture()).toGraph(10, input.stem()),
            input.proxy().resolution());
    double luck = Long.remainderUnsigned(hash, 1000) / 1000.0;
    double size = Math.log10((double) Math.max(10, cost.macs()));
    double accuracy = Math.min(0.95, 0.1 * size - 0.1 + 0.1 * luck);
    double stepTime = cost.macs() / 1e7 + cost.activationElements() / 1e6;
    return CandidateOutcome.measured(
        accuracy,
        stepTime,
        stepTime / 100,
        cost.parameters(),
        cost.macs(),
        4 * cost.activationElements(),
        millis / 1000.0);
  }

  private static long hash(CandidateInput input) {
    return SyntheticWork.mixed(input.architecture().hashCode() * 31L + input.seed());
  }
}
