package io.nasoa.activities.network;

import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.zip.CRC32;

/**
 * Fresh tensors for a layer graph: He-normal with fan-out for convolutions, BatchNorm weight 1 and
 * bias 0 (search-space definition), a small normal head. Every tensor's values depend only on the
 * seed and the tensor's name, so a new head does not disturb anything else.
 */
public final class Initialisation {
  /** A head close to zero starts at the uniform distribution, whatever the features' scale. */
  private static final double HEAD_DEVIATION = 0.01;

  private Initialisation() {}

  /** All tensors of the graph in float32. */
  public static SortedMap<String, TensorData> of(LayerGraph graph, long seed) {
    SortedMap<String, TensorData> tensors = new TreeMap<>();
    for (Layer layer : graph.layers()) {
      fill(layer, seed, tensors);
    }
    return tensors;
  }

  /**
   * The tensors of a pretrained network with a fresh head for another task.
   *
   * @param pretrained tensors of the same architecture with any head
   * @param graph the graph with the new number of classes
   */
  public static SortedMap<String, TensorData> withFreshHead(
      SortedMap<String, TensorData> pretrained, LayerGraph graph, long seed) {
    SortedMap<String, TensorData> tensors = new TreeMap<>(pretrained);
    List<Layer> layers = graph.layers();
    Layer head = layers.get(layers.size() - 1);
    fill(head, seed, tensors);
    return tensors;
  }

  private static void fill(Layer layer, long seed, SortedMap<String, TensorData> tensors) {
    if (layer instanceof Layer.Convolution conv) {
      double fanOut = (double) conv.outChannels() * conv.kernel() * conv.kernel() / conv.groups();
      List<Long> shape =
          shape(
              conv.outChannels(), conv.inChannels() / conv.groups(), conv.kernel(), conv.kernel());
      put(tensors, conv.name() + ".weight", shape, normal(conv, seed, Math.sqrt(2 / fanOut)));
      if (conv.bias()) {
        put(tensors, conv.name() + ".bias", shape(conv.outChannels()), () -> 0);
      }
    } else if (layer instanceof Layer.BatchNorm norm) {
      List<Long> shape = shape(norm.channels());
      put(tensors, norm.name() + ".weight", shape, () -> 1);
      put(tensors, norm.name() + ".bias", shape, () -> 0);
      put(tensors, norm.name() + ".running_mean", shape, () -> 0);
      put(tensors, norm.name() + ".running_var", shape, () -> 1);
    } else if (layer instanceof Layer.Linear linear) {
      List<Long> shape = shape(linear.outFeatures(), linear.inFeatures());
      put(tensors, linear.name() + ".weight", shape, normal(linear, seed, HEAD_DEVIATION));
      put(tensors, linear.name() + ".bias", shape(linear.outFeatures()), () -> 0);
    }
  }

  private static DoubleSupplier normal(Layer layer, long seed, double deviation) {
    CRC32 name = new CRC32();
    name.update(layer.name().getBytes(StandardCharsets.UTF_8));
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.getValue());
    return () -> deviation * random.nextGaussian();
  }

  private static List<Long> shape(long... sizes) {
    return java.util.Arrays.stream(sizes).boxed().toList();
  }

  private static void put(
      SortedMap<String, TensorData> tensors, String name, List<Long> shape, DoubleSupplier values) {
    int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat((float) values.getAsDouble());
    }
    tensors.put(name, new TensorData(TensorData.Type.F32, shape, bytes.flip()));
  }
}
