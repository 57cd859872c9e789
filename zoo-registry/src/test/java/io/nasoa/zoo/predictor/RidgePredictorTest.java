package io.nasoa.zoo.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgePredictorTest {
  private static FeatureMatrix one(Double... features) {
    return FeatureMatrix.of(List.of(List.of(features)), features.length);
  }

  private static RidgePredictor predictor(String... names) {
    return new RidgePredictor(new FeatureSchema(1, List.of(names)));
  }

  @Test
  void predict_twoExamples_handComputed() {
    RidgePredictor ridge = predictor("x");
    ridge.learn(List.of(Example.own("t", List.of(-1.0), 1), Example.own("t", List.of(1.0), 5)));
    // Mean 3; the slope's evidence is 4 against 2 of the data and 3 of the penalty.
    assertThat(ridge.predict(one(1.0))).containsExactly(new double[] {3.8}, within(1e-12));
    assertThat(ridge.predict(one(-2.0))).containsExactly(new double[] {1.4}, within(1e-12));
  }

  @Test
  void predict_nothingLearnedOrOneExample_isTheMean() {
    RidgePredictor ridge = predictor("x");
    assertThat(ridge.predict(one(7.0))).containsExactly(0);
    ridge.learn(List.of(Example.own("t", List.of(2.0), 5)));
    assertThat(ridge.predict(one(7.0))).containsExactly(new double[] {5}, within(1e-12));
  }

  @Test
  void predict_linearOutcomes_areFoundWithMissingFeaturesToo() {
    SplittableRandom random = new SplittableRandom(3);
    RidgePredictor ridge = predictor("x", "y", "constant");
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      double x = random.nextGaussian();
      boolean missing = random.nextInt(4) == 0;
      double y = missing ? Double.NaN : 100 + 10 * random.nextGaussian();
      double target = 2 * x + (missing ? 7 : 0.1 * y) + 0.01 * random.nextGaussian();
      examples.add(Example.own("t", List.of(x, y, 4.0), target));
    }
    ridge.learn(examples);
    assertThat(ridge.predict(one(1.0, 110.0, 4.0))[0]).isCloseTo(13, within(0.05));
    assertThat(ridge.predict(one(-1.0, Double.NaN, 4.0))[0]).isCloseTo(5, within(0.05));
  }

  @Test
  void predict_absurdNumbers_staysFinite() {
    RidgePredictor ridge = predictor("x", "y");
    ridge.learn(
        List.of(
            Example.own("t", List.of(1e300, 1.0), 1),
            Example.own("t", List.of(-1e300, 2.0), 2),
            Example.own("t", List.of(0.0, Double.NaN), 1e300)));
    assertThat(ridge.predict(one(1e300, Double.NaN))[0]).isFinite();
  }

  @Test
  void learn_sameExamplesInOtherCalls_predictsTheSame() {
    SplittableRandom random = new SplittableRandom(4);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      examples.add(
          new Example("t", List.of(random.nextGaussian()), random.nextGaussian(), 0.5, i < 9));
    }
    RidgePredictor whole = predictor("x");
    RidgePredictor single = predictor("x");
    whole.learn(examples);
    examples.forEach(example -> single.learn(List.of(example)));
    assertThat(single.predict(one(0.7))).containsExactly(whole.predict(one(0.7)));
  }

  @Test
  void learn_otherFeatures_isRefused() {
    assertThatThrownBy(() -> predictor("x").learn(List.of(Example.own("t", List.of(), 1))))
        .hasMessage("an example of task 't' has 0 features, this predictor takes 1");
    assertThatThrownBy(() -> predictor("x").predict(one(1.0, 2.0)))
        .hasMessage("candidates have 2 features, this predictor takes 1");
  }
}
