package io.nasoa.zoo.predictor.evaluation;

import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.FeatureMatrix;
import io.nasoa.zoo.predictor.FeatureSchema;
import java.util.List;

/**
 * Past runs that predictors are compared on.
 *
 * @param target what is predicted
 * @param lowerIsBetter whether the least outcome of a block is the best
 * @param schema what the features are
 * @param rows at least one
 */
public record ExperienceTable(
    String target, boolean lowerIsBetter, FeatureSchema schema, List<Row> rows) {

  /**
   * One run.
   *
   * @param task what was worked on; rank correlations are within it
   * @param block rows that are predicted together before any of them is learned
   * @param model rows of one model are in one fold; or what else is left out together
   * @param features in the order of the schema, NaN where not known
   * @param outcome finite
   */
  public record Row(
      String task, String block, String model, List<Double> features, double outcome) {
    public Row {
      features = List.copyOf(features);
    }

    Example example() {
      return Example.own(task, features, outcome);
    }
  }

  public ExperienceTable {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new InvalidExperienceTableException(
          "the table has no complete row for the target '%s'".formatted(target));
    }
  }

  FeatureMatrix matrix(List<Row> some) {
    return FeatureMatrix.of(some.stream().map(Row::features).toList(), schema.size());
  }
}
