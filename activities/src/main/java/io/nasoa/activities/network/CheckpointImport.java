package io.nasoa.activities.network;

import io.nasoa.zoo.architecture.NetworkDefinition;
import io.nasoa.zoo.architecture.PublishedModel;
import io.nasoa.zoo.architecture.PublishedModels;
import io.nasoa.zoo.architecture.Stem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a PyTorch checkpoint over as a network of the search space or a rival. The architecture is
 * recognised among the published models by the tensors' names and shapes, never by the file's name,
 * or given; the number of classes is that of {@code fc.weight}. Every tensor is verified.
 *
 * <p>A stem's strides leave no trace in a checkpoint: {@link Stem} stays the caller's choice.
 *
 * <p>Stateless and thread-safe.
 */
public final class CheckpointImport {
  private static final String HEAD = "fc.weight";
  private static final String COUNTER = ".num_batches_tracked";
  private static final int MAX_CLASSES = 1_000_000;

  private CheckpointImport() {}

  /**
   * Reads a checkpoint of one of the published models.
   *
   * @throws InvalidWeightsException if the file cannot be used, or is none of them
   */
  public static ImportedNetwork read(Path file) throws IOException {
    Map<String, TensorData> tensors = PthReader.read(file);
    int classes = classes(file, tensors);
    int mostShared = 0;
    PublishedModel closest = PublishedModels.all().get(0);
    for (PublishedModel model : PublishedModels.all()) {
      Map<String, List<Long>> expected = shapes(model.architecture(), classes);
      int shared = shared(expected, tensors);
      if (shared == expected.size() && shared == weights(tensors)) {
        return verified(file, tensors, model.architecture(), classes, Stem.STANDARD);
      }
      if (shared > mostShared) {
        mostShared = shared;
        closest = model;
      }
    }
    throw unrecognised(file, tensors, closest, mostShared, classes);
  }

  /**
   * Reads a checkpoint of a network whose architecture is known.
   *
   * @param stem the stem, whose kernel some rivals choose by it
   * @throws InvalidWeightsException if the file cannot be used, or does not fit; the sentence names
   *     the first tensor that is missing, unexpected or of another shape
   */
  public static ImportedNetwork read(Path file, NetworkDefinition architecture, Stem stem)
      throws IOException {
    return of(file, PthReader.read(file), architecture, stem);
  }

  /**
   * Checks tensors that were read from a file against a network whose architecture is known.
   *
   * @throws InvalidWeightsException if a tensor is missing, unexpected, of another shape or not
   *     usable; the sentence names the first one
   */
  public static ImportedNetwork of(
      Path file, Map<String, TensorData> tensors, NetworkDefinition architecture, Stem stem)
      throws InvalidWeightsException {
    return verified(file, tensors, architecture, classes(file, tensors), stem);
  }

  private static int classes(Path file, Map<String, TensorData> tensors)
      throws InvalidWeightsException {
    TensorData head = tensors.get(HEAD);
    if (head == null) {
      throw new InvalidWeightsException(
          file, "tensor 'fc.weight' is missing, so it is no network that this program knows");
    }
    if (head.shape().size() != 2 || head.shape().get(0) < 1 || head.shape().get(0) > MAX_CLASSES) {
      throw new InvalidWeightsException(
          file,
          "tensor 'fc.weight' has the shape %s instead of [classes, channels]"
              .formatted(head.shape()));
    }
    return Math.toIntExact(head.shape().get(0));
  }

  private static InvalidWeightsException unrecognised(
      Path file, Map<String, TensorData> tensors, PublishedModel closest, int shared, int classes) {
    String problem = "its tensors are those of none of the published models";
    String difference = difference(shapes(closest.architecture(), classes), tensors);
    if (difference != null && shared > tensors.size() / 2) {
      problem += " (closest is %s, but %s)".formatted(closest.name(), difference);
    }
    return new InvalidWeightsException(file, problem + "; name its architecture");
  }

  private static ImportedNetwork verified(
      Path file,
      Map<String, TensorData> tensors,
      NetworkDefinition architecture,
      int classes,
      Stem stem)
      throws InvalidWeightsException {
    Map<String, List<Long>> expected = TensorShapes.of(architecture.toGraph(classes, stem));
    String difference = difference(expected, tensors);
    if (difference != null) {
      throw new InvalidWeightsException(
          file, "it does not fit the architecture %s: %s".formatted(architecture, difference));
    }
    Map<String, TensorData> singles = new LinkedHashMap<>();
    for (String name : expected.keySet()) {
      TensorData tensor = HalfFloats.toSingle(require(tensors, name));
      requireUsable(file, name, tensor);
      singles.put(name, tensor);
    }
    return new ImportedNetwork(architecture, classes, Collections.unmodifiableMap(singles));
  }

  private static Map<String, List<Long>> shapes(NetworkDefinition architecture, int classes) {
    return TensorShapes.of(architecture.toGraph(classes, Stem.STANDARD));
  }

  private static int shared(Map<String, List<Long>> expected, Map<String, TensorData> tensors) {
    int shared = 0;
    for (Map.Entry<String, List<Long>> entry : expected.entrySet()) {
      TensorData tensor = tensors.get(entry.getKey());
      if (tensor != null && tensor.shape().equals(entry.getValue())) {
        shared++;
      }
    }
    return shared;
  }

  private static long weights(Map<String, TensorData> tensors) {
    return tensors.keySet().stream().filter(name -> !name.endsWith(COUNTER)).count();
  }

  /** The first tensor that is missing, of another shape or type, or not expected; else null. */
  private static @Nullable String difference(
      Map<String, List<Long>> expected, Map<String, TensorData> tensors) {
    Map<String, TensorData> left = new HashMap<>(tensors);
    for (Map.Entry<String, List<Long>> entry : expected.entrySet()) {
      String name = entry.getKey();
      TensorData tensor = left.remove(name);
      if (tensor == null) {
        return "tensor '%s' of shape %s is missing".formatted(name, entry.getValue());
      }
      if (!tensor.shape().equals(entry.getValue())) {
        return "tensor '%s' has the shape %s instead of %s"
            .formatted(name, tensor.shape(), entry.getValue());
      }
      if (tensor.type() == TensorData.Type.I64 || tensor.type() == TensorData.Type.U8) {
        return "tensor '%s' holds integers instead of floats".formatted(name);
      }
    }
    for (String name : tensors.keySet()) {
      if (left.containsKey(name) && !isCounter(name, left, expected)) {
        return "tensor %s of shape %s is not expected"
            .formatted(MalformedContentException.quoted(name), require(left, name).shape());
      }
    }
    return null;
  }

  /**
   * PyTorch counts the batches that a BatchNorm has seen; with a fixed momentum nothing uses it.
   */
  private static boolean isCounter(
      String name, Map<String, TensorData> tensors, Map<String, List<Long>> expected) {
    if (!name.endsWith(COUNTER)) {
      return false;
    }
    String layer = name.substring(0, name.length() - COUNTER.length());
    TensorData counter = require(tensors, name);
    return expected.containsKey(layer + ".running_mean")
        && counter.type() == TensorData.Type.I64
        && counter.elements() == 1;
  }

  private static void requireUsable(Path file, String name, TensorData tensor)
      throws InvalidWeightsException {
    boolean variance = name.endsWith(".running_var");
    ByteBuffer values = tensor.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      float value = values.getFloat();
      if (!Float.isFinite(value) || (variance && value < 0)) {
        throw new InvalidWeightsException(
            file, "tensor '%s' has the value %s, so it cannot be used".formatted(name, value));
      }
    }
  }

  private static TensorData require(Map<String, TensorData> tensors, String name) {
    TensorData tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("tensor " + name + " was checked to be there");
    }
    return tensor;
  }
}
