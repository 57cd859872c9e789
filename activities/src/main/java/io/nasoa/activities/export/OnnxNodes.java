package io.nasoa.activities.export;

import io.nasoa.activities.network.HalfFloats;
import io.nasoa.activities.network.TensorData;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Layers as the nodes and initialisers of an ONNX graph (operator set {@value
 * OnnxFile#OPERATOR_SET}). The field numbers are those of ONNX's messages GraphProto, NodeProto,
 * AttributeProto and TensorProto. One use, one thread.
 */
final class OnnxNodes {
  private static final int NODE = 1;
  private static final int INITIALIZER = 5;
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INT = 2;
  private static final int TYPE_INTS = 7;
  private static final String SIX = "relu6.maximum";
  private static final String ZERO = "relu6.minimum";

  private final LayerGraph graph;
  private final Map<String, TensorData> tensors;
  private final ProtoMessage message;

  /**
   * @param message the GraphProto that gets the nodes and initialisers
   */
  OnnxNodes(LayerGraph graph, Map<String, TensorData> tensors, ProtoMessage message) {
    this.graph = graph;
    this.tensors = tensors;
    this.message = message;
  }

  /** Adds everything; the first layers read {@code input}, the last one puts out {@code output}. */
  void addAll(String input, String output) {
    if (graph.layers().stream().anyMatch(OnnxNodes::isRelu6)) {
      scalar(ZERO, 0);
      scalar(SIX, 6);
    }
    int last = graph.layers().size() - 1;
    for (int i = 0; i <= last; i++) {
      Layer layer = graph.layers().get(i);
      List<String> inputs =
          layer.inputs().stream()
              .map(index -> index == LayerGraph.INPUT ? input : graph.layers().get(index).name())
              .toList();
      add(layer, inputs, i == last ? output : layer.name());
    }
  }

  private static boolean isRelu6(Layer layer) {
    return layer instanceof Layer.Activation activation
        && activation.function() == Layer.Activation.Function.RELU6;
  }

  private void add(Layer layer, List<String> inputs, String output) {
    String input = inputs.get(0);
    if (layer instanceof Layer.Convolution convolution) {
      convolution(convolution, input, output);
    } else if (layer instanceof Layer.BatchNorm norm) {
      batchNorm(norm, input, output);
    } else if (layer instanceof Layer.Activation activation) {
      activation(activation.function(), input, output);
    } else if (layer instanceof Layer.MaxPool pool) {
      node("MaxPool", inputs, output, window(pool.kernel(), pool.stride(), pool.padding()));
    } else if (layer instanceof Layer.ChannelScale) {
      node("Mul", inputs, output, List.of());
    } else if (layer instanceof Layer.Add) {
      add(inputs, output);
    } else if (layer instanceof Layer.Concat) {
      node("Concat", inputs, output, List.of(integer("axis", 1)));
    } else if (layer instanceof Layer.GlobalAveragePool pool) {
      globalAveragePool(pool, input, output);
    } else if (layer instanceof Layer.Linear) {
      linear(layer, input, output);
    }
  }

  private void convolution(Layer.Convolution layer, String input, String output) {
    List<String> tensors =
        layer.bias()
            ? List.of(input, tensor(layer, "weight"), tensor(layer, "bias"))
            : List.of(input, tensor(layer, "weight"));
    List<ProtoMessage> window =
        new java.util.ArrayList<>(window(layer.kernel(), layer.stride(), layer.padding()));
    window.add(integer("group", layer.groups()));
    node("Conv", tensors, output, window);
  }

  private void batchNorm(Layer.BatchNorm layer, String input, String output) {
    List<String> inputs =
        List.of(
            input,
            tensor(layer, "weight"),
            tensor(layer, "bias"),
            tensor(layer, "running_mean"),
            tensor(layer, "running_var"));
    ProtoMessage epsilon =
        new ProtoMessage()
            .text(1, "epsilon")
            .real(2, (float) layer.epsilon())
            .number(20, TYPE_FLOAT);
    node("BatchNormalization", inputs, output, List.of(epsilon));
  }

  private void activation(Layer.Activation.Function function, String input, String output) {
    switch (function) {
      case RELU -> node("Relu", List.of(input), output, List.of());
      case RELU6 -> node("Clip", List.of(input, ZERO, SIX), output, List.of());
      case SIGMOID -> node("Sigmoid", List.of(input), output, List.of());
      case SILU -> {
        // ONNX has no operator for it before operator set 24.
        String gate = output + ".sigmoid";
        node("Sigmoid", List.of(input), gate, List.of());
        node("Mul", List.of(input, gate), output, List.of());
      }
    }
  }

  /** ONNX's Add has two operands. */
  private void add(List<String> inputs, String output) {
    String sum = inputs.get(0);
    for (int i = 1; i < inputs.size(); i++) {
      String next = i == inputs.size() - 1 ? output : output + "." + i;
      node("Add", List.of(sum, inputs.get(i)), next, List.of());
      sum = next;
    }
  }

  private void globalAveragePool(Layer.GlobalAveragePool layer, String input, String output) {
    String pooled = layer.spatial() ? output : output + ".spatial";
    node("GlobalAveragePool", List.of(input), pooled, List.of());
    if (!layer.spatial()) {
      node("Flatten", List.of(pooled), output, List.of(integer("axis", 1)));
    }
  }

  private void linear(Layer layer, String input, String output) {
    List<String> inputs = List.of(input, tensor(layer, "weight"), tensor(layer, "bias"));
    node("Gemm", inputs, output, List.of(integer("transB", 1)));
  }

  private static List<ProtoMessage> window(int kernel, int stride, int padding) {
    return List.of(
        integers("kernel_shape", kernel, kernel),
        integers("strides", stride, stride),
        integers("pads", padding, padding, padding, padding));
  }

  private static ProtoMessage integer(String name, long value) {
    return new ProtoMessage().text(1, name).number(3, value).number(20, TYPE_INT);
  }

  private static ProtoMessage integers(String name, long... values) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, TYPE_INTS);
  }

  private void node(
      String operator, List<String> inputs, String output, List<ProtoMessage> attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute));
    message.message(NODE, node);
  }

  /** Adds a layer's tensor in single precision and returns its name. */
  private String tensor(Layer layer, String suffix) {
    String name = layer.name() + "." + suffix;
    TensorData tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the weights have no tensor '%s'".formatted(name));
    }
    TensorData single = HalfFloats.toSingle(tensor);
    initialiser(name, single.shape(), single.bytes());
    return name;
  }

  private void scalar(String name, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    initialiser(name, List.of(), bytes.putFloat(value).flip());
  }

  private void initialiser(String name, List<Long> shape, ByteBuffer bytes) {
    ProtoMessage tensor = new ProtoMessage();
    shape.forEach(size -> tensor.number(1, size));
    tensor.number(2, OnnxFile.FLOAT).text(8, name).bytes(9, bytes);
    message.message(INITIALIZER, tensor);
  }
}
