package io.nasoa.activities.hpo;

import io.nasoa.baselines.hpo.HpoAlgorithm;
import io.nasoa.baselines.hpo.HpoMethod;
import io.nasoa.baselines.hpo.HpoSettings;
import io.nasoa.baselines.hpo.HpoState;
import io.nasoa.baselines.hpo.Run;
import io.nasoa.baselines.hpo.Trial;
import io.nasoa.baselines.hpo.space.ParameterSpace;
import io.nasoa.baselines.hpo.space.Point;
import io.nasoa.workflows.hpo.HpoEvaluation;
import io.nasoa.workflows.hpo.HpoRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of requests, each made again from what it has asked for and been told. */
final class HpoMethods {
  private HpoMethods() {}

  /**
   * An evaluation as far as it is known.
   *
   * @param told whether it is over
   * @param loss what came out; null for a crash, and while it is not over
   */
  record Asked(HpoEvaluation evaluation, boolean told, @Nullable Double loss) {
    Run run() {
      Double known = loss == null ? (Double) Double.POSITIVE_INFINITY : loss;
      return new Run(evaluation.trial(), evaluation.level(), told ? known : null);
    }
  }

  /**
   * The method of a request as it was after so much.
   *
   * @param asked all evaluations so far, in the order of their numbers
   * @param used of how many the outcomes have been used
   * @throws IllegalArgumentException for what this request's method has not asked for
   */
  static HpoMethod of(HpoRequest request, ParameterSpace space, List<Asked> asked, int used) {
    List<Trial> trials = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (Asked one : asked) {
      HpoEvaluation evaluation = one.evaluation();
      if (evaluation.trial() == trials.size()) {
        Point point = new Point(evaluation.point());
        trials.add(new Trial(point, evaluation.bracket(), evaluation.modelBased()));
      }
      runs.add(one.run());
    }
    return new HpoMethod(
        new HpoState(
            HpoState.SCHEMA, settings(request), space, request.seed(), used, trials, runs));
  }

  /** How a request's method goes about it; it has no end of its own, as the cap ends it. */
  static HpoSettings settings(HpoRequest request) {
    double least = request.limit() / StrictMath.pow(request.eta(), request.rungs() - 1.0);
    return HpoSettings.of(algorithm(request), least, request.limit(), request.eta())
        .withParallel(request.parallel());
  }

  private static HpoAlgorithm algorithm(HpoRequest request) {
    return switch (request.method()) {
      case "bohb", "bohb-continue" -> HpoAlgorithm.BOHB;
      case "hyperband" -> HpoAlgorithm.HYPERBAND;
      case "asha" -> HpoAlgorithm.ASHA;
      case "random" -> HpoAlgorithm.RANDOM;
      default ->
          throw new IllegalArgumentException(
              "there is no method '%s', expected one of %s"
                  .formatted(request.method(), HpoRequest.METHODS));
    };
  }
}
