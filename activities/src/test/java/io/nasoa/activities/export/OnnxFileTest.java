package io.nasoa.activities.export;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ShippedZoo;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import io.nasoa.zoo.store.Database;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX Runtime computes from our files against what our engine computes. */
class OnnxFileTest {
  private static final int BATCH = 3;

  private final TorchRuntime torch = TorchRuntime.start(1);
  @TempDir private Path directory;

  /** Every operator, connection and stem of the search space, and a member of each rival family. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "02223242526-c02a13_32_1-21",
        "10001-_16_2-11",
        "2-_16_2-1",
        "rival:resnet-10-w16",
        "rival:resnet-14-w16",
        "rival:mobilenetv2-w35",
        "rival:regnetx-d10-w16-a24-m2.49-g8",
        "rival:regnety-d10-w16-a24-m2.49-g8",
        "rival:efficientnet-w56-d33"
      })
  void write_network_onnxRuntimeComputesTheSame(String name) throws Exception {
    for (Stem stem : Stem.values()) {
      LayerGraph graph = Networks.parse(name).toGraph(7, stem);
      requireSameLogits(graph, 40, made(graph));
    }
  }

  @Test
  void write_shippedModels_onnxRuntimeComputesTheSame() throws Exception {
    Path data = directory.resolve("data");
    try (Database database = Database.open(data, UUID::randomUUID, Clock.systemUTC())) {
      ModelZoo zoo = new ModelZoo(database, data);
      ClassLoader loader = requireNonNull(ShippedZoo.class.getClassLoader());
      assertThat(new ShippedZoo(loader, ShippedZoo.BASE).registerAll(zoo)).isNotEmpty();
      for (ZooEntry entry : zoo.list()) {
        LayerGraph graph =
            Networks.parse(entry.architecture()).toGraph(entry.classes(), entry.stem());
        requireSameLogits(
            graph, entry.resolution(), SafetensorsFile.read(zoo.weightsFile(entry)).tensors());
      }
    }
  }

  @Test
  void write_sameNetworkTwice_isTheSameFile() throws Exception {
    LayerGraph graph = Networks.parse("2-_16_2-1").toGraph(7, Stem.STANDARD);

    byte[] once = Files.readAllBytes(write(graph, 32, made(graph)));

    assertThat(Files.readAllBytes(write(graph, 32, made(graph)))).isEqualTo(once);
  }

  @Test
  void write_missingTensor_isNamed() {
    LayerGraph graph = Networks.parse("2-_16_2-1").toGraph(7, Stem.STANDARD);
    SortedMap<String, TensorData> tensors = made(graph);
    tensors.remove("fc.bias");

    assertThatThrownBy(() -> write(graph, 32, tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the weights have no tensor 'fc.bias'");
  }

  private void requireSameLogits(
      LayerGraph graph, int resolution, SortedMap<String, TensorData> tensors) throws Exception {
    float[] image = new float[BATCH * 3 * resolution * resolution];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextDouble(-8, 8);
    }
    Path file = write(graph, resolution, tensors);

    float[] expected = engine(graph, resolution, tensors, image);
    float[] found = onnxRuntime(file, resolution, image);

    assertThat(found).hasSameSizeAs(expected);
    float largest = 0;
    float difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - found[i]));
    }
    assertThat(largest).isPositive().isFinite();
    assertThat(difference).isLessThanOrEqualTo(1e-4f * largest);
  }

  private Path write(LayerGraph graph, int resolution, Map<String, TensorData> tensors)
      throws Exception {
    Path file = directory.resolve("network.onnx");
    OnnxFile.write(file, "network", graph, resolution, tensors, new TreeMap<>(Map.of("a", "b")));
    return file;
  }

  private float[] engine(
      LayerGraph graph, int resolution, SortedMap<String, TensorData> tensors, float[] image) {
    try (Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32);
        NDManager step = network.newStepManager()) {
      network.parameters().load(tensors);
      NDArray input =
          step.create(FloatBuffer.wrap(image), new Shape(BATCH, 3, resolution, resolution));
      return network.forwardEvaluation(input).toFloatArray();
    }
  }

  private static float[] onnxRuntime(Path file, int resolution, float[] image) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(file.toString(), options);
          OnnxTensor input =
              OnnxTensor.createTensor(
                  environment,
                  FloatBuffer.wrap(image),
                  new long[] {BATCH, 3, resolution, resolution});
          OrtSession.Result result = session.run(Map.of(OnnxFile.INPUT, input))) {
        OnnxTensor logits = (OnnxTensor) result.get(OnnxFile.OUTPUT).orElseThrow();
        float[] values = new float[logits.getFloatBuffer().remaining()];
        logits.getFloatBuffer().get(values);
        return values;
      }
    }
  }

  /** Initial tensors with BatchNorm away from 0 and 1, so that mix-ups show. */
  private static SortedMap<String, TensorData> made(LayerGraph graph) {
    SplittableRandom random = new SplittableRandom(3);
    SortedMap<String, TensorData> tensors = new TreeMap<>();
    Initialisation.of(graph, 1).forEach((name, tensor) -> tensors.put(name, moved(tensor, random)));
    return tensors;
  }

  private static TensorData moved(TensorData tensor, SplittableRandom random) {
    if (tensor.shape().size() != 1) {
      return tensor;
    }
    ByteBuffer moved =
        ByteBuffer.allocate(tensor.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.elements(); i++) {
      moved.putFloat(tensor.bytes().getFloat(4 * i) + (float) random.nextDouble(-0.3, 0.3));
    }
    return new TensorData(tensor.type(), tensor.shape(), moved.flip());
  }
}
