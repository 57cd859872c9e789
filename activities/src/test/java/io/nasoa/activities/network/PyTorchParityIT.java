package io.nasoa.activities.network;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.PublishedModel;
import io.nasoa.zoo.architecture.PublishedModels;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.Rival;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every published architecture and every rival family against what a real PyTorch computes. */
class PyTorchParityIT {
  /**
   * Rounding of gradients that are 0: a bias in front of a 1x1 convolution and its BatchNorm, which
   * takes the mean off again.
   */
  private static final double NOUGHT = 1e-12;

  private final TorchRuntime torch = TorchRuntime.start(1);
  @TempDir private Path directory;

  static Stream<String> names() {
    return PublishedModels.all().stream().map(PublishedModel::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void forwardEvaluation_weightsThatPyTorchWrote_logitsAreEqual(String name) throws Exception {
    Path files = make(name, "--batch", "8");
    SortedMap<String, TensorData> reference = tensors(files.resolve("parity.safetensors"));
    for (String checkpoint : List.of("zip.pth", "legacy.pth")) {
      requireSameLogits(CheckpointImport.read(files.resolve(checkpoint)), Stem.STANDARD, reference);
    }
  }

  /** A member of each family; the second ResNet has bottlenecks. */
  static Stream<String> rivals() {
    return Stream.of(
            "resnet-10-w16",
            "resnet-14-w16",
            "mobilenetv2-w50",
            "regnetx-d10-w16-a24-m2.49-g8",
            "regnety-d10-w16-a24-m2.49-g8",
            "efficientnet-w56-d33")
        .map(name -> Rival.PREFIX + name);
  }

  @ParameterizedTest
  @MethodSource("rivals")
  void forwardEvaluation_rival_logitsAreEqualWithBothStems(String rival) throws Exception {
    for (Stem stem : Stem.values()) {
      Path files = makeRival(rival, stem, "--batch", "8", "--classes", "100");
      ImportedNetwork imported =
          CheckpointImport.read(files.resolve("zip.pth"), Rival.parse(rival), stem);
      requireSameLogits(imported, stem, tensors(files.resolve("parity.safetensors")));
    }
  }

  private void requireSameLogits(
      ImportedNetwork imported, Stem stem, SortedMap<String, TensorData> reference) {
    LayerGraph graph = imported.architecture().toGraph(imported.classes(), stem);
    try (Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32)) {
      network.parameters().load(imported.tensors());
      try (NDManager step = network.newStepManager()) {
        NDArray logits = network.forwardEvaluation(array(step, get(reference, "input")));
        double[] expected = doubles(get(reference, "logits"));
        double[] found = doubles(logits);
        assertThat(maximum(difference(found, expected)))
            .as("largest difference of the logits of %s", imported.architecture())
            .isLessThanOrEqualTo(1e-4 * maximum(expected));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ET-NAS-A", "ET-NAS-C", "ET-NAS-I"})
  void backward_trainingModeInFloat64_gradientsAndStatisticsAreEqual(String name) throws Exception {
    Path files = make(name, "--gradients", "--batch", "2");
    SortedMap<String, TensorData> reference = tensors(files.resolve("gradients.safetensors"));
    requireSameGradients(CheckpointImport.read(files.resolve("zip.pth")), reference);
  }

  @ParameterizedTest
  @MethodSource("rivals")
  void backward_rivalInFloat64_gradientsAndStatisticsAreEqual(String rival) throws Exception {
    Path files = makeRival(rival, Stem.STANDARD, "--gradients", "--batch", "4", "--classes", "10");
    requireSameGradients(
        CheckpointImport.read(files.resolve("zip.pth"), Rival.parse(rival), Stem.STANDARD),
        tensors(files.resolve("gradients.safetensors")));
  }

  private void requireSameGradients(
      ImportedNetwork imported, SortedMap<String, TensorData> reference) {
    LayerGraph graph = imported.architecture().toGraph(imported.classes(), Stem.STANDARD);
    try (Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT64);
        TorchRuntime.GradientScope scope = torch.gradients(true);
        NDManager step = network.newStepManager()) {
      network.parameters().load(imported.tensors());
      NDArray logits = network.forwardTraining(array(step, get(reference, "input")));
      NDArray loss = CrossEntropy.of(torch, logits, labels(reference), 0, step);
      torch.backward(loss);
      int compared = 0;
      for (TensorLayout.Slot slot : network.parameters().layout()) {
        String wanted = (slot.statistic() ? "after/" : "grad/") + slot.name();
        NDArray leaf = network.parameters().tensor(slot.name());
        double[] found = doubles(slot.statistic() ? leaf : torch.gradient(leaf, step));
        double[] expected = doubles(get(reference, wanted));
        assertThat(norm(difference(found, expected)))
            .as(wanted)
            .isLessThanOrEqualTo(1e-6 * norm(expected) + NOUGHT);
        compared++;
      }
      // Besides, the file holds the input, the labels and the loss.
      assertThat(compared).isEqualTo(reference.size() - 3);
    }
  }

  private Path make(String name, String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new java.util.ArrayList<>(List.of(directory.toString(), "--model", name));
    arguments.addAll(List.of(more));
    PythonTorch.require().run("make_parity_files.py", arguments.toArray(String[]::new));
    return directory.resolve(name);
  }

  private Path makeRival(String rival, Stem stem, String... more)
      throws IOException, InterruptedException {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(directory.toString(), "--name", "rival", "--architecture", rival));
    arguments.addAll(List.of(more));
    if (stem == Stem.SMALL_INPUT) {
      arguments.addAll(List.of("--small-input", "--resolution", "32"));
    }
    PythonTorch.require().run("make_parity_files.py", arguments.toArray(String[]::new));
    return directory.resolve("rival");
  }

  private static SortedMap<String, TensorData> tensors(Path file) throws IOException {
    return new TreeMap<>(SafetensorsFile.read(file).tensors());
  }

  private static TensorData get(SortedMap<String, TensorData> tensors, String name) {
    return requireNonNull(tensors.get(name), name);
  }

  private static NDArray array(NDManager manager, TensorData tensor) {
    Shape shape = new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray());
    DataType type = tensor.type() == TensorData.Type.F64 ? DataType.FLOAT64 : DataType.FLOAT32;
    ByteBuffer copy = ByteBuffer.allocateDirect(tensor.bytes().remaining());
    copy.order(java.nio.ByteOrder.nativeOrder()).put(tensor.bytes().duplicate()).flip();
    return manager.create(copy, shape, type);
  }

  private static long[] labels(SortedMap<String, TensorData> reference) {
    TensorData tensor = get(reference, "labels");
    long[] labels = new long[Math.toIntExact(tensor.elements())];
    tensor.bytes().asLongBuffer().get(labels);
    return labels;
  }

  private static double[] doubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] values = array.toFloatArray();
    double[] converted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = values[i];
    }
    return converted;
  }

  private static double[] doubles(TensorData tensor) {
    double[] values = new double[Math.toIntExact(tensor.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          tensor.type() == TensorData.Type.F64
              ? tensor.bytes().getDouble(8 * i)
              : tensor.bytes().getFloat(4 * i);
    }
    return values;
  }

  private static double[] difference(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double maximum(double[] values) {
    return java.util.Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  private static double norm(double[] values) {
    return Math.sqrt(java.util.Arrays.stream(values).map(value -> value * value).sum());
  }
}
