package io.nasoa.activities.network;

import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and shapes of the tensors that a layer graph has. Stateless and thread-safe. */
final class TensorShapes {
  private TensorShapes() {}

  /** All weights and BatchNorm statistics, in the order of the layers. */
  static Map<String, List<Long>> of(LayerGraph graph) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    for (Layer layer : graph.layers()) {
      of(layer).forEach((suffix, shape) -> shapes.put(layer.name() + "." + suffix, shape));
    }
    return Collections.unmodifiableMap(shapes);
  }

  private static Map<String, List<Long>> of(Layer layer) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    if (layer instanceof Layer.Convolution conv) {
      long kernel = conv.kernel();
      long inputs = conv.inChannels() / conv.groups();
      shapes.put("weight", List.of((long) conv.outChannels(), inputs, kernel, kernel));
      if (conv.bias()) {
        shapes.put("bias", List.of((long) conv.outChannels()));
      }
    } else if (layer instanceof Layer.BatchNorm norm) {
      for (String suffix : List.of("weight", "bias", "running_mean", "running_var")) {
        shapes.put(suffix, List.of((long) norm.channels()));
      }
    } else if (layer instanceof Layer.Linear linear) {
      shapes.put("weight", List.of((long) linear.outFeatures(), (long) linear.inFeatures()));
      shapes.put("bias", List.of((long) linear.outFeatures()));
    }
    return shapes;
  }
}
