package io.nasoa.zoo.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HedgeNetworkTest {
  private static final int FEATURES = 5;

  private final Encoding encoding = new Encoding(FEATURES);

  private Batch batch(int groups, int groupSize, SplittableRandom random) {
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < groups * groupSize; i++) {
      List<Double> features = new ArrayList<>();
      for (int k = 0; k < FEATURES; k++) {
        features.add(random.nextInt(9) == 0 ? Double.NaN : 10 * random.nextDouble());
      }
      double weight = 0.1 + 0.9 * random.nextDouble();
      rows.add(new Example("t" + i / groupSize, features, 3 * random.nextDouble(), weight, false));
    }
    rows.forEach(encoding::add);
    return new Batch(rows, groupSize, encoding);
  }

  private static float[] randomParameters(NetworkShape shape, SplittableRandom random) {
    float[] parameters = new float[shape.parameterCount()];
    double scale = Math.sqrt(6.0 / shape.width());
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return parameters;
  }

  private static double[] randomWeights(int heads, SplittableRandom random) {
    double[] weights = new double[heads];
    double sum = 0;
    for (int l = 0; l < heads; l++) {
      weights[l] = random.nextDouble();
      sum += weights[l];
    }
    for (int l = 0; l < heads; l++) {
      weights[l] /= sum;
    }
    return weights;
  }

  private static float[][] slopes(HedgeNetwork.Pass pass, HeadLoss loss, int heads) {
    float[][] slopes = new float[heads][];
    for (int l = 0; l < heads; l++) {
      slopes[l] = loss.slopes(pass.output(l));
    }
    return slopes;
  }

  private static List<LayerShape> maps(NetworkShape shape) {
    List<LayerShape> maps = new ArrayList<>();
    for (int l = 0; l <= shape.depth(); l++) {
      maps.add(shape.head(l));
      if (l > 0) {
        maps.add(shape.layer(l));
      }
    }
    return maps;
  }

  @ParameterizedTest
  @CsvSource({"1,8,1", "2,3,2", "6,32,3", "14,32,4", "14,7,5"})
  void gradients_ofOnePass_equalThoseOfSeparatePasses(int depth, int width, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkShape shape = new NetworkShape(2 * FEATURES, depth, width);
    HedgeNetwork network = new HedgeNetwork(shape);
    float[] parameters = randomParameters(shape, random);
    double[] weights = randomWeights(shape.headCount(), random);
    Batch batch = batch(5, 3, random);
    HedgeNetwork.Pass pass = network.forward(parameters, batch.inputs());
    float[][] slopes = slopes(pass, new HeadLoss(batch, 0.4), shape.headCount());

    float[] together = pass.gradients(weights, slopes);
    double[] separate = new double[together.length];
    for (int l = 0; l < shape.headCount(); l++) {
      double[] alone = new double[shape.headCount()];
      alone[l] = 1;
      float[] part = pass.gradients(alone, slopes);
      for (int i = 0; i < part.length; i++) {
        separate[i] += weights[l] * part[i];
      }
    }

    for (LayerShape map : maps(shape)) {
      assertClose(together, separate, map.weights(), map.bias());
      assertClose(together, separate, map.bias(), map.end());
    }
  }

  private static void assertClose(float[] together, double[] separate, int from, int to) {
    double difference = 0;
    double norm = 0;
    for (int i = from; i < to; i++) {
      difference += Math.pow(together[i] - separate[i], 2);
      norm += Math.pow(separate[i], 2);
    }
    assertThat(norm).isPositive();
    assertThat(Math.sqrt(difference)).isLessThanOrEqualTo(1e-5 * Math.sqrt(norm));
  }

  /** Independent of the code on the way back: the loss along the gradient grows at its norm. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void gradients_alongThem_areTheSlopeOfTheLoss(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkShape shape = new NetworkShape(2 * FEATURES, 4, 8);
    HedgeNetwork network = new HedgeNetwork(shape);
    float[] parameters = randomParameters(shape, random);
    double[] weights = randomWeights(shape.headCount(), random);
    Batch batch = batch(4, 4, random);
    HeadLoss loss = new HeadLoss(batch, 0.4);
    HedgeNetwork.Pass pass = network.forward(parameters, batch.inputs());
    float[] gradients = pass.gradients(weights, slopes(pass, loss, shape.headCount()));
    double norm = 0;
    for (float gradient : gradients) {
      norm += (double) gradient * gradient;
    }
    norm = Math.sqrt(norm);

    double step = 1e-3;
    double above = loss(network, moved(parameters, gradients, step / norm), weights, batch, loss);
    double below = loss(network, moved(parameters, gradients, -step / norm), weights, batch, loss);

    assertThat((above - below) / (2 * step) / norm).isBetween(0.99, 1.01);
  }

  private static float[] moved(float[] parameters, float[] direction, double step) {
    float[] moved = new float[parameters.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (parameters[i] + step * direction[i]);
    }
    return moved;
  }

  private static double loss(
      HedgeNetwork network, float[] parameters, double[] weights, Batch batch, HeadLoss loss) {
    HedgeNetwork.Pass pass = network.forward(parameters, batch.inputs());
    double sum = 0;
    for (int l = 0; l < weights.length; l++) {
      sum += weights[l] * loss.value(pass.output(l));
    }
    return sum;
  }

  @Test
  void score_isTheWeightedSumOfTheHeads() {
    SplittableRandom random = new SplittableRandom(9);
    NetworkShape shape = new NetworkShape(2 * FEATURES, 5, 8);
    HedgeNetwork network = new HedgeNetwork(shape);
    float[] parameters = randomParameters(shape, random);
    double[] weights = randomWeights(shape.headCount(), random);
    Batch batch = batch(4, 2, random);
    HedgeNetwork.Pass pass = network.forward(parameters, batch.inputs());
    float[] scores = new float[batch.rows()];
    network.score(
        parameters, weights, batch.inputs(), new float[2][shape.width()][batch.rows()], scores);
    for (int row = 0; row < batch.rows(); row++) {
      double expected = 0;
      for (int l = 0; l < weights.length; l++) {
        expected += weights[l] * pass.output(l)[row];
      }
      assertThat((double) scores[row]).isCloseTo(expected, within(1e-4));
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }
}
