package io.nasoa.zoo.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class AdaptivePredictorTest {
  private static final FeatureSchema SCHEMA = new FeatureSchema(1, List.of("a", "b", "c"));
  private static final LearnerSettings SMALL =
      new LearnerSettings(4, 8, true, 0.01, 0.01, 0.9, 0.2, 1, 2, 2, 0.3, 0.1, 64);

  private static List<Example> log(int size, long seed, ToDoubleFunction<List<Double>> outcome) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Example> log = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Double> features =
          List.of(random.nextDouble(), 5 + random.nextDouble(), 100 * random.nextDouble());
      log.add(
          new Example(
              "task" + random.nextInt(4),
              features,
              outcome.applyAsDouble(features),
              0.5 + random.nextDouble() / 2,
              i % 3 == 0));
    }
    return log;
  }

  private static double linear(List<Double> x) {
    return 3 * x.get(0) - 2 * x.get(1) + 0.05 * x.get(2);
  }

  private static double bent(List<Double> x) {
    return Math.abs(x.get(0) - 0.5) * 10 + Math.abs(x.get(2) - 50) / 10;
  }

  private static double error(PerformancePredictor predictor, List<Example> rows) {
    double[] predicted =
        predictor.predict(FeatureMatrix.of(rows.stream().map(Example::features).toList(), 3));
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      sum += Math.abs(predicted[i] - rows.get(i).target());
    }
    return sum / predicted.length;
  }

  @Test
  void learn_sameLog_givesTheSameBytes() {
    List<Example> log = log(200, 1, AdaptivePredictorTest::bent);
    AdaptivePredictor whole = AdaptivePredictor.create(SCHEMA, SMALL, 7);
    AdaptivePredictor oneByOne = AdaptivePredictor.create(SCHEMA, SMALL, 7);
    AdaptivePredictor otherSeed = AdaptivePredictor.create(SCHEMA, SMALL, 8);
    whole.learn(log);
    log.forEach(example -> oneByOne.learn(List.of(example)));
    otherSeed.learn(log);

    assertThat(whole.save()).isEqualTo(oneByOne.save()).isNotEqualTo(otherSeed.save());
    assertThat(whole.learned()).isEqualTo(200);
  }

  @Test
  void restore_inTheMiddle_goesOnToTheSameBytes() {
    List<Example> log = log(300, 2, AdaptivePredictorTest::bent);
    AdaptivePredictor undisturbed = AdaptivePredictor.create(SCHEMA, SMALL, 7);
    undisturbed.learn(log);
    AdaptivePredictor disturbed = AdaptivePredictor.create(SCHEMA, SMALL, 7);
    for (int i = 0; i < log.size(); i += 50) {
      disturbed = AdaptivePredictor.restore(disturbed.save());
      disturbed.learn(log.subList(i, i + 50));
    }
    assertThat(disturbed.save()).isEqualTo(undisturbed.save());
  }

  @Test
  void predict_learnsNothing() {
    AdaptivePredictor predictor = AdaptivePredictor.create(SCHEMA, SMALL, 7);
    List<Example> log = log(50, 3, AdaptivePredictorTest::bent);
    predictor.learn(log);
    byte[] before = predictor.save();
    double error = error(predictor, log);
    assertThat(error(predictor, log)).isEqualTo(error);
    assertThat(predictor.save()).isEqualTo(before);
  }

  @Test
  void learn_functions_areFound() {
    for (ToDoubleFunction<List<Double>> function :
        List.<ToDoubleFunction<List<Double>>>of(
            AdaptivePredictorTest::linear, AdaptivePredictorTest::bent)) {
      PerformancePredictor mean = new MeanPredictor();
      PerformancePredictor adaptive = AdaptivePredictor.create(SCHEMA, LearnerSettings.DEFAULT, 5);
      List<Example> log = log(250, 4, function);
      mean.learn(log);
      adaptive.learn(log);
      List<Example> unseen = log(100, 5, function);
      assertThat(error(adaptive, unseen)).isLessThan(error(mean, unseen) / 3);
    }
  }

  /** The head on the input is the linear model; on a linear truth nothing deeper gains. */
  @Test
  void headWeights_onLinearTruth_turnToShallowHeads() {
    AdaptivePredictor linear = AdaptivePredictor.create(SCHEMA, LearnerSettings.DEFAULT, 5);
    AdaptivePredictor bent = AdaptivePredictor.create(SCHEMA, LearnerSettings.DEFAULT, 5);
    linear.learn(log(250, 4, AdaptivePredictorTest::linear));
    bent.learn(log(250, 4, AdaptivePredictorTest::bent));

    assertThat(linear.headWeights()).hasSize(15);
    assertThat(linear.headWeights().stream().mapToDouble(w -> w).sum())
        .isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(linear.headWeights().get(0)).isGreaterThan(bent.headWeights().get(0));
    assertThat(bent.headWeights()).allMatch(weight -> weight > 0.2 / 15 / 1.2);
  }

  @Test
  void learn_fixedDepth_keepsTheLastHeadAlone() {
    AdaptivePredictor fixed = AdaptivePredictor.create(SCHEMA, SMALL.withFixedDepth(3), 5);
    fixed.learn(log(50, 4, AdaptivePredictorTest::linear));
    assertThat(fixed.headWeights()).containsExactly(0.0, 0.0, 0.0, 1.0);
  }

  @Test
  void learn_adversarialScales_staysFinite() {
    LearnerSettings tiny =
        new LearnerSettings(4, 4, true, 0.01, 0.01, 0.9, 0.2, 1, 1, 2, 0.3, 0.1, 64);
    AdaptivePredictor predictor = AdaptivePredictor.create(SCHEMA, tiny, 11);
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < 100_000; i++) {
      predictor.learn(
          List.of(new Example("t" + i % 5, wild(random), wildNumber(random), 1, false)));
    }
    double[] predicted =
        predictor.predict(FeatureMatrix.of(List.of(wild(random), wild(random)), 3));
    assertThat(Arrays.stream(predicted)).allMatch(Double::isFinite);
    assertThat(predictor.headWeights()).allMatch(weight -> weight > 0 && weight <= 1);
    assertThat(AdaptivePredictor.restore(predictor.save()).save()).isEqualTo(predictor.save());
  }

  private static List<Double> wild(SplittableRandom random) {
    return List.of(
        random.nextInt(10) == 0 ? Double.NaN : wildNumber(random), wildNumber(random), 1e-300);
  }

  private static double wildNumber(SplittableRandom random) {
    double sign = random.nextBoolean() ? 1 : -1;
    return switch (random.nextInt(8)) {
      case 0 -> sign * Double.MAX_VALUE;
      case 1 -> sign * Double.MIN_VALUE;
      case 2 -> 0;
      default -> sign * StrictMath.pow(10, random.nextDouble() * 60 - 30);
    };
  }

  @Test
  void step_notFinite_isSkippedAndForgotten() {
    Parameters parameters = new Parameters(new float[] {1, -2, 3});
    parameters.step(new float[] {0.1f, Float.NaN, 0}, 0.1, 0);
    parameters.step(new float[] {Float.POSITIVE_INFINITY, 0, 0}, 0.1, 0);
    assertThat(parameters.skipped()).isEqualTo(2);
    assertThat(parameters.values())
        .containsExactly(1 * 0.9f * 0.9f, -2 * 0.9f * 0.9f, 3 * 0.9f * 0.9f);
    parameters.step(new float[] {1e30f, -1e30f, 0}, 0.1, 0);
    for (float value : parameters.values()) {
      assertThat(value).isBetween(-3f, 3f);
    }
  }

  /** Learned with every unit far below zero, a plain ReLU network would never move again. */
  @Test
  void learn_afterUnitsFellBelowZero_movesThem() {
    NetworkShape shape = new NetworkShape(6, 2, 4);
    float[] values = new HedgeNetwork(shape).initialise(new SplittableRandom(3));
    for (int l = 1; l <= 2; l++) {
      for (int j = 0; j < 4; j++) {
        values[shape.layer(l).bias() + j] = -50;
        values[shape.head(l).weights() + j] = 0.1f;
      }
    }
    Encoding encoding = new Encoding(3);
    List<Example> rows = log(8, 4, AdaptivePredictorTest::bent);
    rows.forEach(encoding::add);
    Batch batch = new Batch(rows, 1, encoding);
    HedgeNetwork.Pass pass = new HedgeNetwork(shape).forward(values, batch.inputs());
    float[][] slopes = new float[3][];
    for (int l = 0; l < 3; l++) {
      slopes[l] = new HeadLoss(batch, 0).slopes(pass.output(l));
    }
    float[] gradients = pass.gradients(new double[] {0.2, 0.4, 0.4}, slopes);
    for (int j = 0; j < 4; j++) {
      assertThat(gradients[shape.layer(1).bias() + j]).isNotZero();
    }
  }

  @Test
  void predict_manyRows_isThatOfEachAlone() throws Exception {
    AdaptivePredictor predictor = AdaptivePredictor.create(SCHEMA, LearnerSettings.DEFAULT, 5);
    predictor.learn(log(20, 4, AdaptivePredictorTest::bent));
    List<List<Double>> rows =
        log(1500, 6, AdaptivePredictorTest::bent).stream().map(Example::features).toList();
    double[] together = predictor.predict(FeatureMatrix.of(rows, 3));
    ForkJoinPool single = new ForkJoinPool(1);
    try {
      double[] alone =
          single.submit(() -> predictor.predict(FeatureMatrix.of(rows.subList(1, 1500), 3))).get();
      assertThat(alone).isEqualTo(Arrays.copyOfRange(together, 1, 1500));
    } finally {
      single.shutdown();
    }
    for (int i : new int[] {0, 127, 128, 1499}) {
      assertThat(predictor.predict(FeatureMatrix.of(List.of(rows.get(i)), 3)))
          .containsExactly(together[i]);
    }
  }

  @Test
  void predict_beforeLearning_isZero() {
    AdaptivePredictor fresh = AdaptivePredictor.create(SCHEMA, SMALL, 5);
    assertThat(fresh.predict(FeatureMatrix.of(List.of(List.of(1.0, Double.NaN, 2.0)), 3)))
        .containsExactly(0.0);
    assertThat(fresh.predict(new FeatureMatrix(0, 3))).isEmpty();
  }

  @Test
  void wrongInput_isRefusedInOneSentence() {
    AdaptivePredictor predictor = AdaptivePredictor.create(SCHEMA, SMALL, 5);
    byte[] before = predictor.save();
    assertThatThrownBy(() -> predictor.predict(new FeatureMatrix(1, 2)))
        .hasMessage("candidates have 2 features, this predictor takes 3");
    assertThatThrownBy(() -> predictor.learn(List.of(Example.own("t", List.of(1.0), 1))))
        .hasMessageContaining("'t' has 1 features");
    assertThatThrownBy(() -> Example.own("t", List.of(1.0), Double.NaN))
        .hasMessageContaining("target NaN");
    assertThatThrownBy(() -> Example.own("t", List.of(Double.POSITIVE_INFINITY), 1))
        .hasMessageContaining("Infinity as feature 0");
    assertThat(predictor.save()).isEqualTo(before);
    assertThatThrownBy(() -> AdaptivePredictor.restore(new byte[] {1, 2, 3}))
        .hasMessageContaining("first bytes");
    assertThatThrownBy(() -> AdaptivePredictor.restore(Arrays.copyOf(before, before.length - 1)))
        .hasMessageContaining("too early");
    byte[] newer = before.clone();
    newer[19] = 2;
    assertThatThrownBy(() -> AdaptivePredictor.restore(newer))
        .hasMessage("the saved predictor has schema 2, this version reads 1");
  }
}
