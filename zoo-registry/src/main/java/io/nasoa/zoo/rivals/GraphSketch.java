package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.Layer.Activation.Function;
import io.nasoa.zoo.architecture.LayerGraph;
import java.util.ArrayList;
import java.util.List;

/** Collects the layers of one network in the order in which they compute. One use, one thread. */
final class GraphSketch {
  private static final double BATCH_NORM_EPSILON = 1e-5;
  private static final int IMAGE_CHANNELS = 3;

  private final List<Layer> layers = new ArrayList<>();
  private int stage;

  /**
   * The result of a layer.
   *
   * @param index its place in the graph
   * @param channels what it puts out
   */
  record Node(int index, int channels) {}

  /** The image. */
  Node image() {
    return new Node(LayerGraph.INPUT, IMAGE_CHANNELS);
  }

  /** What comes from now on belongs to the next stage. */
  void nextStage() {
    stage++;
  }

  /** Convolution without bias that keeps the size at stride 1, and its BatchNorm. */
  Node convolution(
      String name, String norm, Node input, int channels, int kernel, int stride, int groups) {
    int convolved =
        add(
            new Layer.Convolution(
                name,
                stage,
                input.index(),
                input.channels(),
                channels,
                kernel,
                stride,
                (kernel - 1) / 2,
                groups,
                false));
    int normed = add(new Layer.BatchNorm(norm, stage, convolved, channels, BATCH_NORM_EPSILON));
    return new Node(normed, channels);
  }

  /** The same under one name: {@code <name>.convolution} and {@code <name>.norm}. */
  Node convolution(String name, Node input, int channels, int kernel, int stride, int groups) {
    return convolution(
        name + ".convolution", name + ".norm", input, channels, kernel, stride, groups);
  }

  Node activation(String name, Node input, Function function) {
    int index = add(new Layer.Activation(name, stage, input.index(), function));
    return new Node(index, input.channels());
  }

  /** The usual pool of a stem: 3x3 windows, stride 2. */
  Node maxPool(String name, Node input) {
    return new Node(add(new Layer.MaxPool(name, stage, input.index(), 3, 2, 1)), input.channels());
  }

  Node add(String name, Node shortcut, Node result) {
    int index = add(new Layer.Add(name, stage, List.of(shortcut.index(), result.index())));
    return new Node(index, result.channels());
  }

  /**
   * Squeeze-excitation: channel means through two 1x1 convolutions with bias, {@code squeezed}
   * channels between them, weigh the channels.
   */
  Node squeezeExcitation(String name, Node input, int squeezed, Function between) {
    int mean = add(new Layer.GlobalAveragePool(name + ".mean", stage, input.index(), true));
    Node means = new Node(mean, input.channels());
    Node reduced =
        activation(name + ".activation", biased(name + ".reduce", means, squeezed), between);
    Node expanded = biased(name + ".expand", reduced, input.channels());
    Node gate = activation(name + ".gate", expanded, Function.SIGMOID);
    int scaled = add(new Layer.ChannelScale(name + ".scale", stage, input.index(), gate.index()));
    return new Node(scaled, input.channels());
  }

  private Node biased(String name, Node input, int channels) {
    int index =
        add(
            new Layer.Convolution(
                name, stage, input.index(), input.channels(), channels, 1, 1, 0, 1, true));
    return new Node(index, channels);
  }

  /** The graph with global pooling and the head {@code fc}, in the stage that was begun for it. */
  LayerGraph finish(Node features, int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException(
          "the number of classes is %d, expected at least 1".formatted(classes));
    }
    int pooled = add(new Layer.GlobalAveragePool("pool", stage, features.index(), false));
    add(new Layer.Linear("fc", stage, pooled, features.channels(), classes));
    return new LayerGraph(IMAGE_CHANNELS, layers);
  }

  private int add(Layer layer) {
    layers.add(layer);
    return layers.size() - 1;
  }
}
