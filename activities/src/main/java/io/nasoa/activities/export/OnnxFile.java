package io.nasoa.activities.export;

import com.google.protobuf.CodedOutputStream;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.network.TensorData;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes a network as an ONNX model, the format's messages encoded by hand: input {@value #INPUT}
 * (batch, 3, resolution, resolution), normalised, output {@value #OUTPUT} (batch, classes), all in
 * single precision; the batch may have any size. The same network gives the same bytes.
 *
 * <p>Stateless and thread-safe. Source: onnx.ai, Open Neural Network Exchange Intermediate
 * Representation Specification.
 */
public final class OnnxFile {
  /** Name of the model's input. */
  public static final String INPUT = "image";

  /** Name of the model's output. */
  public static final String OUTPUT = "logits";

  /** Version of ONNX's operators that the model uses. */
  static final int OPERATOR_SET = 13;

  /** ONNX's number for single precision. */
  static final int FLOAT = 1;

  /** The oldest representation that has that operator set. */
  private static final int REPRESENTATION = 7;

  private static final int BUFFER = 1 << 16;

  private OnnxFile() {}

  /**
   * Writes the file atomically.
   *
   * @param name the graph's name
   * @param resolution side of the input in pixels
   * @param tensors the network's tensors, in half or single precision
   * @param metadata what else the file tells, by name
   * @throws IllegalArgumentException if a tensor is missing, or the model has more than 2 GiB
   * @throws IOException if it cannot be written; a file that was there before is then untouched
   */
  public static void write(
      Path file,
      String name,
      LayerGraph graph,
      int resolution,
      Map<String, TensorData> tensors,
      SortedMap<String, String> metadata)
      throws IOException {
    ProtoMessage model = model(name, graph, resolution, tensors, metadata);
    AtomicFiles.write(
        file,
        channel -> {
          CodedOutputStream out =
              CodedOutputStream.newInstance(Channels.newOutputStream(channel), BUFFER);
          model.writeTo(out);
          out.flush();
        });
  }

  private static ProtoMessage model(
      String name,
      LayerGraph graph,
      int resolution,
      Map<String, TensorData> tensors,
      SortedMap<String, String> metadata) {
    try {
      ProtoMessage model = new ProtoMessage().number(1, REPRESENTATION).text(2, "nasoa");
      model.message(7, graph(name, graph, resolution, tensors));
      model.message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET));
      metadata.forEach(
          (key, value) -> model.message(14, new ProtoMessage().text(1, key).text(2, value)));
      return model;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the model %s has more than the 2 GiB that an ONNX file can have".formatted(name), e);
    }
  }

  private static ProtoMessage graph(
      String name, LayerGraph graph, int resolution, Map<String, TensorData> tensors) {
    ProtoMessage message = new ProtoMessage().text(2, name);
    new OnnxNodes(graph, tensors, message).addAll(INPUT, OUTPUT);
    List<Layer> layers = graph.layers();
    if (!(layers.get(layers.size() - 1) instanceof Layer.Linear head)) {
      throw new IllegalArgumentException("the network has no head, so it is no classifier");
    }
    message.message(11, value(INPUT, graph.inputChannels(), resolution, resolution));
    return message.message(12, value(OUTPUT, head.outFeatures()));
  }

  /** A ValueInfoProto: a float tensor whose first dimension is the batch. */
  private static ProtoMessage value(String name, long... sizes) {
    ProtoMessage shape = new ProtoMessage().message(1, new ProtoMessage().text(2, "batch"));
    for (long size : sizes) {
      shape.message(1, new ProtoMessage().number(1, size));
    }
    ProtoMessage tensor = new ProtoMessage().number(1, FLOAT).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }
}
