package io.nasoa.activities.network;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.Rival;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {
  private static final LayerGraph GRAPH =
      Architecture.parse("02031-a02_16_1-12-1").toGraph(3, Stem.STANDARD);

  private final TorchRuntime torch = TorchRuntime.start(1);

  @Test
  void close_everyArrayThatItOpened_isFreed() {
    TorchRuntime torch = TorchRuntime.start(1);
    int before = torch.openArrays();
    LayerGraph graph = Architecture.parse("2-_16_1").toGraph(3, Stem.SMALL_INPUT);
    try (Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32);
        NDManager step = network.newStepManager()) {
      int empty = torch.openArrays();
      assertThat(empty).isGreaterThan(before);
      network.forwardTraining(step.zeros(new Shape(2, 3, 16, 16)));
      assertThat(torch.openArrays()).isGreaterThan(empty);
    }
    assertThat(torch.openArrays()).isEqualTo(before);
  }

  @Test
  void batchNorm_training_movesTheStatisticsAsTorchDoes() {
    LayerGraph graph =
        new LayerGraph(1, List.of(new Layer.BatchNorm("bn", 0, LayerGraph.INPUT, 1, 1e-5)));
    try (Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32)) {
      network.parameters().load(Initialisation.of(graph, 0));
      try (NDManager step = network.newStepManager()) {
        network.forwardTraining(step.create(new float[] {1, 2, 3, 4}, new Shape(4, 1, 1, 1)));
      }
      SortedMap<String, TensorData> after = network.parameters().export();
      assertThat(bytes(after, "bn.running_mean").getFloat(0)).isEqualTo(0.25f);
      // 0.9 * 1 + 0.1 * 5/3: torch moves by the unbiased variance.
      assertThat(bytes(after, "bn.running_var").getFloat(0)).isCloseTo(1.0666667f, within(1e-6f));
    }
  }

  /** The search space and every rival family. */
  static Stream<LayerGraph> graphs() {
    return Stream.concat(
        Stream.of(GRAPH),
        Stream.of(
                "resnet-10-w8",
                "mobilenetv2-w20",
                "regnetx-d4-w16-a24-m2.49-g8",
                "regnety-d4-w16-a24-m2.49-g8",
                "efficientnet-w20-d20")
            .map(name -> Rival.parse(Rival.PREFIX + name).toGraph(3, Stem.SMALL_INPUT)));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void freeze_stages_theirTensorsAndStatisticsStayAndTheRestMoves(LayerGraph graph) {
    try (Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32)) {
      network.parameters().load(Initialisation.of(graph, 1));
      network.freeze(2);
      SortedMap<String, TensorData> before = network.parameters().export();
      trainOnNoise(network);
      SortedMap<String, TensorData> after = network.parameters().export();
      for (Layer layer : graph.layers()) {
        for (String suffix : List.of("weight", "running_mean")) {
          String name = layer.name() + "." + suffix;
          if (before.containsKey(name)) {
            assertThat(bytes(after, name).equals(bytes(before, name)))
                .as("%s of stage %d is unchanged", name, layer.stage())
                .isEqualTo(layer.stage() < 2);
          }
        }
      }
    }
  }

  @Test
  void freeze_thenUnfreeze_everythingLearnsAgain() {
    try (Network network = new Network(torch, GRAPH, Device.cpu(), DataType.FLOAT32)) {
      network.parameters().load(Initialisation.of(GRAPH, 1));
      network.freeze(GRAPH.freezableStages());
      network.freeze(0);
      ByteBuffer before = bytes(network.parameters().export(), "layers.0.0.weight");
      trainOnNoise(network);
      assertThat(bytes(network.parameters().export(), "layers.0.0.weight")).isNotEqualTo(before);
    }
  }

  @Test
  void freeze_moreStagesThanThereAre_isRefused() {
    try (Network network = new Network(torch, GRAPH, Device.cpu(), DataType.FLOAT32)) {
      assertThatThrownBy(() -> network.freeze(GRAPH.freezableStages() + 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("frozenStages must be in [0, 4]");
    }
  }

  @Test
  void withFreshHead_otherClasses_onlyTheHeadIsNew() {
    SortedMap<String, TensorData> pretrained = Initialisation.of(GRAPH, 1);
    LayerGraph other = Architecture.parse("02031-a02_16_1-12-1").toGraph(7, Stem.STANDARD);
    SortedMap<String, TensorData> fresh = Initialisation.withFreshHead(pretrained, other, 2);
    assertThat(requireNonNull(fresh.get("fc.weight")).shape()).containsExactly(7L, 32L);
    assertThat(fresh.get("layers.0.0.weight")).isEqualTo(pretrained.get("layers.0.0.weight"));
    assertThat(fresh).hasSameSizeAs(pretrained);
  }

  @Test
  void load_missingTensor_isNamedAndNothingChanges() {
    try (Network network = new Network(torch, GRAPH, Device.cpu(), DataType.FLOAT32)) {
      Map<String, TensorData> broken = new TreeMap<>(Initialisation.of(GRAPH, 1));
      broken.remove("fc.bias");
      assertThatThrownBy(() -> network.parameters().load(broken))
          .hasMessageContaining("no tensor 'fc.bias'");
      assertThat(bytes(network.parameters().export(), "layers.0.0.weight").getFloat(0)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void forwardEvaluation_twice_leavesNoArraysBehind(LayerGraph graph) {
    try (Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32)) {
      network.parameters().load(Initialisation.of(graph, 1));
      try (NDManager step = network.newStepManager()) {
        NDArray images = step.ones(new Shape(2, 3, 32, 32));
        network.forwardEvaluation(images).close();
        int managed = step.getManagedArrays().size();
        network.forwardEvaluation(images).close();
        assertThat(step.getManagedArrays()).hasSize(managed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void features_throughTheHead_areTheLogits(LayerGraph graph) {
    try (Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32)) {
      network.parameters().load(Initialisation.of(graph, 1));
      try (TorchRuntime.GradientScope scope = torch.gradients(false);
          NDManager step = network.newStepManager()) {
        NDArray images = step.create(pixels(), new Shape(4, 3, 32, 32));
        NDArray features = network.features(images);
        NDArray again =
            torch.linear(
                features,
                network.parameters().tensor("fc.weight"),
                network.parameters().tensor("fc.bias"));
        assertThat(again.toFloatArray())
            .isEqualTo(network.forwardEvaluation(images).toFloatArray());
        int managed = step.getManagedArrays().size();
        network.features(images).close();
        assertThat(step.getManagedArrays()).hasSize(managed);
      }
    }
  }

  private static float[] pixels() {
    float[] pixels = new float[4 * 3 * 32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(i * 0.37);
    }
    return pixels;
  }

  private void trainOnNoise(Network network) {
    SgdOptimizer sgd = new SgdOptimizer(network, 0.9, 1e-4);
    try (TorchRuntime.GradientScope scope = torch.gradients(true);
        NDManager step = network.newStepManager()) {
      NDArray logits = network.forwardTraining(step.create(pixels(), new Shape(4, 3, 32, 32)));
      NDArray loss = CrossEntropy.of(torch, logits, new long[] {0, 1, 2, 0}, 0.1, step);
      torch.backward(loss);
      sgd.step(0.1);
    }
  }

  private static ByteBuffer bytes(Map<String, TensorData> tensors, String name) {
    return requireNonNull(tensors.get(name)).bytes();
  }
}
