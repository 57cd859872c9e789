package io.nasoa.activities.network;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SgdOptimizerTest {
  private static final LayerGraph ONE_WEIGHT =
      new LayerGraph(1, List.of(new Layer.Linear("fc", 1, LayerGraph.INPUT, 1, 1)));

  private final TorchRuntime torch = TorchRuntime.start(1);

  /** torch.optim.SGD worked out by hand: m = .9 m + (g + wd w); w -= lr m, with a rate drop. */
  @Test
  void step_rateDrops_oldMomentumIsScaledByTheNewRate() {
    double w = 1;
    double m = 0;
    double[] rates = {0.1, 0.1, 0.01, 0.01};
    try (Network network = new Network(torch, ONE_WEIGHT, Device.cpu(), DataType.FLOAT64)) {
      network.parameters().load(Map.of("fc.weight", scalar(1, 1, 1), "fc.bias", scalar(0, 1)));
      SgdOptimizer sgd = new SgdOptimizer(network, 0.9, 0.5);
      for (double rate : rates) {
        gradientStep(network, sgd, rate);
        m = 0.9 * m + (1 + 0.5 * w);
        w -= rate * m;
      }
      assertThat(value(network, "fc.weight")).isCloseTo(w, within(1e-12));
    }
  }

  @Test
  void step_bias_doesNotDecay() {
    try (Network network = new Network(torch, ONE_WEIGHT, Device.cpu(), DataType.FLOAT64)) {
      network.parameters().load(Map.of("fc.weight", scalar(1, 1, 1), "fc.bias", scalar(2, 1)));
      SgdOptimizer sgd = new SgdOptimizer(network, 0, 0.5);
      gradientStep(network, sgd, 0.1);
      assertThat(value(network, "fc.bias")).isCloseTo(2 - 0.1, within(1e-12));
      assertThat(value(network, "fc.weight")).isCloseTo(1 - 0.1 * 1.5, within(1e-12));
    }
  }

  @Test
  void load_momentumOfAnotherOptimizer_goesOnExactly() {
    try (Network a = new Network(torch, ONE_WEIGHT, Device.cpu(), DataType.FLOAT32);
        Network b = new Network(torch, ONE_WEIGHT, Device.cpu(), DataType.FLOAT32)) {
      SgdOptimizer first = new SgdOptimizer(a, 0.9, 0.1);
      gradientStep(a, first, 0.3);
      SgdOptimizer second = new SgdOptimizer(b, 0.9, 0.1);
      b.parameters().load(a.parameters().export());
      second.load(first.live());
      gradientStep(a, first, 0.2);
      gradientStep(b, second, 0.2);
      assertThat(value(b, "fc.weight")).isEqualTo(value(a, "fc.weight"));
    }
  }

  /** The loss is the output for input 1, so both gradients are 1. */
  private void gradientStep(Network network, SgdOptimizer sgd, double rate) {
    try (TorchRuntime.GradientScope scope = torch.gradients(true);
        NDManager step = network.newStepManager()) {
      NDArray one = step.ones(new Shape(1, 1)).toType(network.parameters().type(), false);
      torch.backward(network.forwardTraining(one).sum());
      sgd.step(rate);
    }
  }

  private static double value(Network network, String name) {
    TensorData tensor = requireNonNull(network.parameters().export().get(name));
    return tensor.type() == TensorData.Type.F64
        ? tensor.bytes().getDouble(0)
        : tensor.bytes().getFloat(0);
  }

  private static TensorData scalar(double value, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, value);
    return new TensorData(
        TensorData.Type.F64, java.util.Arrays.stream(shape).boxed().toList(), bytes);
  }
}
