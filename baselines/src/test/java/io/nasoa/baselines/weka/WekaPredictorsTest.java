package io.nasoa.baselines.weka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.FeatureMatrix;
import io.nasoa.zoo.predictor.FeatureSchema;
import io.nasoa.zoo.predictor.PerformancePredictor;
import io.nasoa.zoo.predictor.PredictorFactory;
import io.nasoa.zoo.predictor.StandardPredictors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WekaPredictorsTest {
  private static final FeatureSchema SCHEMA = new FeatureSchema(1, List.of("x", "y"));

  static Stream<PredictorFactory> factories() {
    return new WekaPredictors().factories().stream();
  }

  private static List<Example> rows(int count, long seed) {
    Random random = new Random(seed);
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble();
      double y = i % 20 == 0 ? Double.NaN : random.nextDouble();
      rows.add(Example.own("t", List.of(x, y), 4 * x + (i % 20 == 0 ? 0.5 : y)));
    }
    return rows;
  }

  private static double error(PerformancePredictor predictor, List<Example> rows) {
    double[] predicted =
        predictor.predict(FeatureMatrix.of(rows.stream().map(Example::features).toList(), 2));
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      sum += Math.abs(predicted[i] - rows.get(i).target());
    }
    return sum / predicted.length;
  }

  @ParameterizedTest
  @MethodSource("factories")
  void learn_function_isFound(PredictorFactory factory) {
    PerformancePredictor predictor = factory.create(SCHEMA, 3);
    assertThat(predictor.predict(new FeatureMatrix(2, 2))).containsExactly(0, 0);
    predictor.learn(rows(300, 1));
    assertThat(error(predictor, rows(100, 2))).isLessThan(0.5);
  }

  @ParameterizedTest
  @MethodSource("factories")
  void create_sameSeed_predictsTheSame(PredictorFactory factory) {
    FeatureMatrix candidates =
        FeatureMatrix.of(rows(50, 2).stream().map(Example::features).toList(), 2);
    PerformancePredictor first = factory.create(SCHEMA, 3);
    PerformancePredictor second = factory.create(SCHEMA, 3);
    first.learn(rows(100, 1));
    second.learn(rows(100, 1));
    assertThat(first.predict(candidates)).isEqualTo(second.predict(candidates));
  }

  @ParameterizedTest
  @MethodSource("factories")
  void learn_oneRow_isFinite(PredictorFactory factory) {
    PerformancePredictor predictor = factory.create(SCHEMA, 3);
    predictor.learn(rows(1, 1));
    assertThat(Arrays.stream(predictor.predict(new FeatureMatrix(3, 2))))
        .allMatch(Double::isFinite);
  }

  @Test
  void learn_fitsAnewWhenRowsHaveGrownByAFifth() {
    List<Integer> fits = new ArrayList<>();
    WekaSwitches.set();
    WekaPredictor predictor =
        new WekaPredictor(
            SCHEMA,
            () -> {
              fits.add(fits.size());
              return new weka.classifiers.rules.ZeroR();
            });
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      predictor.learn(rows(10, i));
      after.add(fits.size());
    }
    assertThat(after).containsExactly(1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 9);
  }

  @Test
  void switches_keepWekaOutOfTheHome() {
    WekaSwitches.set();
    assertThat(System.getProperty("WEKA_HOME")).doesNotStartWith(System.getProperty("user.home"));
    assertThat(Path.of(System.getProperty("WEKA_HOME"))).isAbsolute();
    assertThat(System.getProperty("weka.packageManager.offline")).isEqualTo("true");
  }

  @Test
  void allPredictors_haveWekasAmongThem() {
    assertThat(StandardPredictors.all())
        .extracting(PredictorFactory::name)
        .startsWith("adaptive", "depth-1")
        .contains("mean")
        .endsWith("LinearRegression", "M5P", "RandomForest", "AdditiveRegression", "IBk", "SGD");
  }
}
