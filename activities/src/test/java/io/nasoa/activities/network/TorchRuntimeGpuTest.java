package io.nasoa.activities.network;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Training on a GPU against the same training on the CPU. Only the Maven profile "cuda" runs it; a
 * machine without a GPU then fails it.
 */
@Tag("gpu")
class TorchRuntimeGpuTest {
  private static final int STEPS = 5;
  private static final int BATCH = 8;
  private static final int SIDE = 32;
  private static final LayerGraph GRAPH =
      Architecture.parse("02031-a02_16_1-12-1").toGraph(3, Stem.STANDARD);

  private final TorchRuntime torch = TorchRuntime.start(1);

  /** In float64, where the order of a sum's terms is all that differs. */
  @Test
  void train_float64_everyTensorIsTheCpus() {
    assertEqualTraining(DataType.FLOAT64, 1e-9);
  }

  /** In float32, where a GPU may also round the inputs of a convolution (TF32). */
  @Test
  void train_float32_everyTensorIsNearTheCpus() {
    assertEqualTraining(DataType.FLOAT32, 2e-2);
  }

  private void assertEqualTraining(DataType type, double tolerance) {
    SortedMap<String, TensorData> expected = trained(torch.device("cpu"), type);
    SortedMap<String, TensorData> actual = trained(torch.device("cuda:0"), type);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, tensor) ->
            assertThat(distance(requireNonNull(actual.get(name)), tensor))
                .as("||gpu - cpu|| / ||cpu|| of %s", name)
                .isCloseTo(0, within(tolerance)));
    assertThat(distance(requireNonNull(actual.get("fc.weight")), untrainedHead(type)))
        .as("the training moved the weights")
        .isGreaterThan(10 * tolerance);
  }

  private TensorData untrainedHead(DataType type) {
    try (Network network = network(torch.device("cpu"), type)) {
      return requireNonNull(network.parameters().export().get("fc.weight"));
    }
  }

  private Network network(Device device, DataType type) {
    Network network = new Network(torch, GRAPH, device, type);
    network.parameters().load(Initialisation.of(GRAPH, 1));
    return network;
  }

  private SortedMap<String, TensorData> trained(Device device, DataType type) {
    try (Network network = network(device, type)) {
      SgdOptimizer sgd = new SgdOptimizer(network, 0.9, 1e-4);
      for (int step = 0; step < STEPS; step++) {
        step(network, sgd, type, step);
      }
      SortedMap<String, TensorData> copies = network.parameters().export();
      assertThat(network.parameters().live())
          .as("what checkpoints write on %s", device)
          .isEqualTo(copies);
      return copies;
    }
  }

  private void step(Network network, SgdOptimizer sgd, DataType type, int number) {
    try (TorchRuntime.GradientScope scope = torch.gradients(true);
        NDManager step = network.newStepManager()) {
      NDArray images = step.create(pixels(number), new Shape(BATCH, 3, SIDE, SIDE));
      NDArray logits = network.forwardTraining(images.toType(type, false));
      long[] labels = new long[BATCH];
      for (int i = 0; i < BATCH; i++) {
        labels[i] = i % 3;
      }
      torch.backward(CrossEntropy.of(torch, logits, labels, 0.1, step));
      sgd.step(0.05);
    }
  }

  private static float[] pixels(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[BATCH * 3 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble(-1, 1);
    }
    return pixels;
  }

  /** ||a - b|| / ||b||, or ||a - b|| where b is zero. */
  private static double distance(TensorData a, TensorData b) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < b.elements(); i++) {
      double x = element(a, i);
      double y = element(b, i);
      difference += (x - y) * (x - y);
      norm += y * y;
    }
    return Math.sqrt(norm == 0 ? difference : difference / norm);
  }

  private static double element(TensorData tensor, int index) {
    return tensor.type() == TensorData.Type.F64
        ? tensor.bytes().getDouble(8 * index)
        : tensor.bytes().getFloat(4 * index);
  }
}
