package io.nasoa.zoo.predictor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.FeatureMatrix;
import io.nasoa.zoo.predictor.FeatureSchema;
import io.nasoa.zoo.predictor.PerformancePredictor;
import io.nasoa.zoo.predictor.PredictorFactory;
import io.nasoa.zoo.predictor.StandardPredictors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictorEvaluationTest {
  private static final FeatureSchema SCHEMA = new FeatureSchema(1, List.of("id", "model"));

  /** Three tasks of twelve models, whose outcome is the model's number. */
  private static ExperienceTable table() {
    List<ExperienceTable.Row> rows = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      for (int model = 0; model < 12; model++) {
        rows.add(
            new ExperienceTable.Row(
                "t" + task,
                "t" + task,
                "model-" + (char) ('a' + model),
                List.of(100.0 * task + model, (double) model),
                model));
      }
    }
    return new ExperienceTable("outcome", true, SCHEMA, rows);
  }

  /** Predicts the model's number, and fails when it has learned what it is asked for. */
  private static final class Watching implements PerformancePredictor {
    private final Set<Double> learned = new HashSet<>();
    private final double sign;

    private Watching(double sign) {
      this.sign = sign;
    }

    @Override
    public double[] predict(FeatureMatrix candidates) {
      return IntStream.range(0, candidates.rows())
          .mapToDouble(
              row -> {
                assertThat(learned).isNotEmpty().doesNotContain(candidates.get(row, 0));
                return sign * candidates.get(row, 1);
              })
          .toArray();
    }

    @Override
    public void learn(List<Example> examples) {
      examples.forEach(example -> assertThat(learned.add(example.features().get(0))).isTrue());
    }
  }

  private static PredictorFactory watching(double sign) {
    return StandardPredictors.factory("watching", (schema, seed) -> new Watching(sign));
  }

  @Test
  void leaveModelsOut_predictsNothingItLearned() {
    LeftOutScore score = new PredictorEvaluation(table(), 1).leaveModelsOut(watching(1));
    assertThat(score.meanAbsoluteError()).isZero();
    assertThat(score.rankCorrelation()).containsOnlyKeys("t0", "t1", "t2").containsValue(1.0);
  }

  @Test
  void testThenTrain_predictsBeforeItLearns() {
    PredictorEvaluation evaluation = new PredictorEvaluation(table(), 1);
    OrderScore right = evaluation.testThenTrain(watching(1), 0);
    assertThat(right).isEqualTo(new OrderScore(0, 0, 1, 0));
    OrderScore wrong = evaluation.testThenTrain(watching(-1), 0);
    assertThat(wrong.rankCorrelation()).isCloseTo(-1, within(1e-12));
    assertThat(wrong.regret()).isEqualTo(11);
    assertThat(wrong.meanAbsoluteError()).isEqualTo(11);
  }

  @Test
  void regret_repeatsAndTies_areAveraged() {
    List<Prediction> predictions =
        List.of(
            prediction(1, 0.2, 5),
            prediction(1, 0.2, 7),
            prediction(2, 0.2, 4),
            prediction(3, 0.9, 1));
    assertThat(Prediction.regret(predictions, true)).isEqualTo((6 + 4) / 2.0 - 1);
    assertThat(Prediction.regret(predictions, false)).isEqualTo(6 - 1);
  }

  private static Prediction prediction(double feature, double predicted, double outcome) {
    return new Prediction(
        new ExperienceTable.Row("t", "t", "m", List.of(feature), outcome), predicted);
  }

  @Test
  void spearman_tiesShareTheirMeanRank() {
    assertThat(Spearman.of(new double[] {1, 2, 3}, new double[] {10, 20, 15}))
        .isCloseTo(0.5, within(1e-12));
    assertThat(Spearman.of(new double[] {1, 1, 2}, new double[] {1, 2, 3}))
        .isCloseTo(Math.sqrt(3) / 2, within(1e-12));
    assertThat(Spearman.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }

  @Test
  void interval_isStudents() {
    Interval interval = Interval.of(new double[] {1, 2, 3, 4, 5});
    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.high() - 3).isCloseTo(2.776 * Math.sqrt(2.5 / 5), within(1e-9));
    assertThat(Interval.of(new double[] {1}).low()).isNaN();
  }

  @Test
  void run_pairsWithTheFirstAndRepeatsItself() {
    List<PredictorFactory> factories =
        StandardPredictors.all().stream()
            .filter(factory -> Set.of("depth-1", "mean").contains(factory.name()))
            .toList();
    List<PredictorComparison.Line> told = new ArrayList<>();
    List<PredictorComparison.Line> lines =
        PredictorComparison.run(table(), factories, 3, 5, told::add);
    assertThat(lines)
        .extracting(PredictorComparison.Line::predictor)
        .containsExactly("depth-1", "mean");
    assertThat(lines.get(0).errorLead()).isEqualTo(new Interval(0, 0, 0));
    assertThat(lines.get(1).errorLead().mean())
        .isCloseTo(
            lines.get(1).orders().meanAbsoluteError() - lines.get(0).orders().meanAbsoluteError(),
            within(1e-9));
    assertThat(told).isEqualTo(lines);
    assertThat(PredictorComparison.run(table(), factories, 3, 5, line -> {})).isEqualTo(lines);
  }
}
