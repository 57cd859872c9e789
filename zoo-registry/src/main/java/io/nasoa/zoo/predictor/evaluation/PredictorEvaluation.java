package io.nasoa.zoo.predictor.evaluation;

import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.PerformancePredictor;
import io.nasoa.zoo.predictor.PredictorFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares predictors on one table. Everything hangs on the seed; folds and orders run side by side
 * on the common pool.
 */
public final class PredictorEvaluation {
  private final ExperienceTable table;
  private final long seed;

  public PredictorEvaluation(ExperienceTable table, long seed) {
    this.table = table;
    this.seed = seed;
  }

  /**
   * Leaves the models out in folds: sorted by name, a model's fold is its place modulo {@link
   * ExperienceTables#FOLDS}. The rows of the other folds are learned once in a random order.
   */
  public LeftOutScore leaveModelsOut(PredictorFactory factory) {
    List<String> models =
        List.copyOf(
            table.rows().stream()
                .map(ExperienceTable.Row::model)
                .collect(Collectors.toCollection(TreeSet::new)));
    Map<String, Integer> folds = new HashMap<>();
    for (int i = 0; i < models.size(); i++) {
      folds.put(models.get(i), i % ExperienceTables.FOLDS);
    }
    int used = Math.min(ExperienceTables.FOLDS, models.size());
    List<List<Prediction>> predictions =
        IntStream.range(0, used)
            .parallel()
            .mapToObj(fold -> leaveOut(factory, folds, fold))
            .toList();
    return score(predictions.stream().flatMap(List::stream).toList());
  }

  private List<Prediction> leaveOut(
      PredictorFactory factory, Map<String, Integer> folds, int fold) {
    List<ExperienceTable.Row> held = new ArrayList<>();
    List<ExperienceTable.Row> known = new ArrayList<>();
    for (ExperienceTable.Row row : table.rows()) {
      (Integer.valueOf(fold).equals(folds.get(row.model())) ? held : known).add(row);
    }
    PerformancePredictor predictor = factory.create(table.schema(), seed + fold);
    predictor.learn(shuffled(known, new Random(seed + fold)));
    return predictions(predictor, held);
  }

  private static LeftOutScore score(List<Prediction> predictions) {
    Map<String, List<Prediction>> tasks =
        predictions.stream()
            .collect(Collectors.groupingBy(p -> p.row().task(), TreeMap::new, Collectors.toList()));
    Map<String, Double> correlations = new LinkedHashMap<>();
    tasks.forEach((task, rows) -> correlations.put(task, Prediction.rankCorrelation(rows)));
    return new LeftOutScore(
        Prediction.meanAbsoluteError(predictions),
        Prediction.meanSquaredError(predictions),
        correlations);
  }

  /**
   * Test, then train: block after block in a random order, all rows of a block are predicted before
   * any is learned. The first block, before which nothing is known, is not scored.
   *
   * @param order which order, from 0; the same for all predictors
   */
  public OrderScore testThenTrain(PredictorFactory factory, int order) {
    Random random = new Random(seed + 1_000_003L * (order + 1));
    List<List<ExperienceTable.Row>> blocks = blocks();
    Collections.shuffle(blocks, random);
    PerformancePredictor predictor = factory.create(table.schema(), seed + order);
    List<Prediction> all = new ArrayList<>();
    List<Double> correlations = new ArrayList<>();
    List<Double> regrets = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      List<ExperienceTable.Row> block = blocks.get(i);
      if (i > 0) {
        List<Prediction> predictions = predictions(predictor, block);
        all.addAll(predictions);
        correlations.add(Prediction.rankCorrelation(predictions));
        regrets.add(Prediction.regret(predictions, table.lowerIsBetter()));
      }
      predictor.learn(shuffled(block, random));
    }
    return new OrderScore(
        Prediction.meanAbsoluteError(all),
        Prediction.meanSquaredError(all),
        mean(correlations),
        mean(regrets));
  }

  /** The blocks, sorted by name. */
  private List<List<ExperienceTable.Row>> blocks() {
    return new ArrayList<>(
        table.rows().stream()
            .collect(
                Collectors.groupingBy(
                    ExperienceTable.Row::block, TreeMap::new, Collectors.toList()))
            .values());
  }

  /** {@link #testThenTrain} for the orders 0, 1, ... */
  public List<OrderScore> testThenTrainAll(PredictorFactory factory, int orders) {
    return IntStream.range(0, orders)
        .parallel()
        .mapToObj(order -> testThenTrain(factory, order))
        .toList();
  }

  private List<Prediction> predictions(
      PerformancePredictor predictor, List<ExperienceTable.Row> rows) {
    double[] predicted = predictor.predict(table.matrix(rows));
    return IntStream.range(0, rows.size())
        .mapToObj(i -> new Prediction(rows.get(i), predicted[i]))
        .toList();
  }

  private static List<Example> shuffled(List<ExperienceTable.Row> rows, Random random) {
    List<Example> examples =
        new ArrayList<>(rows.stream().map(ExperienceTable.Row::example).toList());
    Collections.shuffle(examples, random);
    return examples;
  }

  /** The mean of those that are numbers: of a block with equal predictions no order can be told. */
  private static double mean(List<Double> values) {
    return values.stream()
        .filter(value -> !Double.isNaN(value))
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }
}
