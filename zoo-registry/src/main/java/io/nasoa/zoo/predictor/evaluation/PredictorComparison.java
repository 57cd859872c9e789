package io.nasoa.zoo.predictor.evaluation;

import io.nasoa.zoo.predictor.PredictorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The predictors of a list side by side, the first of them being what the others are paired with.
 */
public final class PredictorComparison {
  /**
   * One predictor's line.
   *
   * @param predictor its name
   * @param leftOut models left out in folds
   * @param orders means over the orders, test-then-train
   * @param errorLead this predictor's mean absolute error less the first one's, paired by orders
   */
  public record Line(
      String predictor, LeftOutScore leftOut, OrderScore orders, Interval errorLead) {}

  private PredictorComparison() {}

  /**
   * Compares.
   *
   * @param factories at least one
   * @param orders at least 1
   * @param done is told each line as it is ready
   */
  public static List<Line> run(
      ExperienceTable table,
      List<PredictorFactory> factories,
      int orders,
      long seed,
      Consumer<Line> done) {
    PredictorEvaluation evaluation = new PredictorEvaluation(table, seed);
    List<Line> lines = new ArrayList<>();
    List<OrderScore> first = List.of();
    for (PredictorFactory factory : factories) {
      LeftOutScore leftOut = evaluation.leaveModelsOut(factory);
      List<OrderScore> scores = evaluation.testThenTrainAll(factory, orders);
      first = first.isEmpty() ? scores : first;
      Line line = new Line(factory.name(), leftOut, means(scores), lead(scores, first));
      lines.add(line);
      done.accept(line);
    }
    return lines;
  }

  private static Interval lead(List<OrderScore> scores, List<OrderScore> first) {
    return Interval.of(
        IntStream.range(0, scores.size())
            .mapToDouble(i -> scores.get(i).meanAbsoluteError() - first.get(i).meanAbsoluteError())
            .toArray());
  }

  private static OrderScore means(List<OrderScore> scores) {
    return new OrderScore(
        mean(scores, OrderScore::meanAbsoluteError),
        mean(scores, OrderScore::meanSquaredError),
        mean(scores, OrderScore::rankCorrelation),
        mean(scores, OrderScore::regret));
  }

  private static double mean(List<OrderScore> scores, ToDoubleFunction<OrderScore> field) {
    return scores.stream().mapToDouble(field).average().orElse(Double.NaN);
  }
}
