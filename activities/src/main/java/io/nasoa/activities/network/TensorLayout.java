package io.nasoa.activities.network;

import ai.djl.ndarray.types.Shape;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import java.util.ArrayList;
import java.util.List;

/** Which tensors a layer graph has, in which order they lie in flat memory, and which decay. */
final class TensorLayout {
  private TensorLayout() {}

  /**
   * One tensor.
   *
   * @param name its name in files
   * @param stage the stage of its layer
   * @param shape its dimensions
   * @param offset first element in its flat array
   * @param statistic whether it is a BatchNorm statistic (not trained) rather than a weight
   * @param decays whether weight decay applies: convolution and linear weights only
   */
  record Slot(String name, int stage, Shape shape, long offset, boolean statistic, boolean decays) {
    long elements() {
      return shape.size();
    }
  }

  static List<Slot> of(LayerGraph graph) {
    Collector collector = new Collector();
    graph.layers().forEach(collector::add);
    return List.copyOf(collector.slots);
  }

  private static final class Collector {
    private final List<Slot> slots = new ArrayList<>();
    private long weights;
    private long statistics;

    void add(Layer layer) {
      if (layer instanceof Layer.Convolution conv) {
        weight(
            layer,
            "weight",
            true,
            conv.outChannels(),
            conv.inChannels() / conv.groups(),
            conv.kernel(),
            conv.kernel());
        if (conv.bias()) {
          weight(layer, "bias", false, conv.outChannels());
        }
      } else if (layer instanceof Layer.BatchNorm norm) {
        weight(layer, "weight", false, norm.channels());
        weight(layer, "bias", false, norm.channels());
        statistic(layer, "running_mean", norm.channels());
        statistic(layer, "running_var", norm.channels());
      } else if (layer instanceof Layer.Linear linear) {
        weight(layer, "weight", true, linear.outFeatures(), linear.inFeatures());
        weight(layer, "bias", false, linear.outFeatures());
      }
    }

    private void weight(Layer layer, String suffix, boolean decays, long... shape) {
      Slot slot = slot(layer, suffix, weights, false, decays, shape);
      slots.add(slot);
      weights += slot.elements();
    }

    private void statistic(Layer layer, String suffix, long... shape) {
      Slot slot = slot(layer, suffix, statistics, true, false, shape);
      slots.add(slot);
      statistics += slot.elements();
    }

    private static Slot slot(
        Layer layer, String suffix, long offset, boolean statistic, boolean decays, long... shape) {
      String name = layer.name() + "." + suffix;
      return new Slot(name, layer.stage(), new Shape(shape), offset, statistic, decays);
    }
  }
}
