package io.nasoa.zoo.predictor.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was predicted for a row, beside what came out. */
record Prediction(ExperienceTable.Row row, double predicted) {
  private double error() {
    return predicted - row.outcome();
  }

  static double meanAbsoluteError(List<Prediction> predictions) {
    return predictions.stream().mapToDouble(p -> Math.abs(p.error())).average().orElse(Double.NaN);
  }

  static double meanSquaredError(List<Prediction> predictions) {
    return predictions.stream()
        .mapToDouble(p -> p.error() * p.error())
        .average()
        .orElse(Double.NaN);
  }

  static double rankCorrelation(List<Prediction> predictions) {
    return Spearman.of(
        predictions.stream().mapToDouble(Prediction::predicted).toArray(),
        predictions.stream().mapToDouble(p -> p.row().outcome()).toArray());
  }

  /**
   * What choosing by prediction costs: the mean outcome of the candidate predicted best against the
   * best mean outcome. Rows with equal features are one candidate; of candidates that are predicted
   * alike, the mean counts.
   */
  static double regret(List<Prediction> predictions, boolean lowerIsBetter) {
    double sign = lowerIsBetter ? 1 : -1;
    Map<List<Double>, Double> outcomes =
        predictions.stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.row().features(),
                    Collectors.averagingDouble(p -> sign * p.row().outcome())));
    double best = outcomes.values().stream().min(Comparator.naturalOrder()).orElse(Double.NaN);
    double least =
        predictions.stream().mapToDouble(p -> sign * p.predicted()).min().orElse(Double.NaN);
    double chosen =
        predictions.stream()
            .filter(p -> sign * p.predicted() == least)
            .map(p -> p.row().features())
            .distinct()
            .mapToDouble(features -> outcomes.getOrDefault(features, Double.NaN))
            .average()
            .orElse(Double.NaN);
    return chosen - best;
  }
}
