package io.nasoa.zoo.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * What a network costs, in exact integers.
 *
 * @param parameters trainable numbers: convolutions, two a channel for BatchNorm, the head with
 *     bias
 * @param macs multiply-accumulates of one image: convolutions (those of squeeze-excitation
 *     included) without bias, and the head's weights
 * @param finalChannels features that the head reads; the output's channels where there is no head
 * @param activationElements numbers that all layers put out for one image
 */
public record ComputeCost(long parameters, long macs, int finalChannels, long activationElements) {

  private record Shape(int channels, int height, int width) {
    long elements() {
      return Math.multiplyExact((long) channels, Math.multiplyExact((long) height, (long) width));
    }
  }

  /**
   * Counts for a square input.
   *
   * @param resolution side of the input in pixels, at least 1
   * @throws InvalidArchitectureException if a count does not fit into 64 bits
   */
  public static ComputeCost of(LayerGraph graph, int resolution) {
    if (resolution < 1) {
      throw new IllegalArgumentException(
          "the resolution is %d, expected at least 1".formatted(resolution));
    }
    try {
      return count(graph, resolution);
    } catch (ArithmeticException e) {
      throw new InvalidArchitectureException(
          "the network at resolution %d has more than %d parameters or multiply-accumulates"
              .formatted(resolution, Long.MAX_VALUE));
    }
  }

  private static ComputeCost count(LayerGraph graph, int resolution) {
    Shape image = new Shape(graph.inputChannels(), resolution, resolution);
    List<Shape> shapes = new ArrayList<>();
    long parameters = 0;
    long macs = 0;
    long elements = 0;
    int finalChannels = image.channels();
    for (Layer layer : graph.layers()) {
      List<Shape> inputs =
          layer.inputs().stream().map(i -> i == LayerGraph.INPUT ? image : shapes.get(i)).toList();
      Shape output = output(layer, inputs);
      shapes.add(output);
      parameters = Math.addExact(parameters, parameters(layer));
      macs = Math.addExact(macs, macs(layer, output));
      elements = Math.addExact(elements, output.elements());
      finalChannels =
          layer instanceof Layer.Linear linear ? linear.inFeatures() : output.channels();
    }
    return new ComputeCost(parameters, macs, finalChannels, elements);
  }

  private static Shape output(Layer layer, List<Shape> inputs) {
    Shape first = inputs.get(0);
    if (layer instanceof Layer.Convolution c) {
      return window(first, c.outChannels(), c.kernel(), c.stride(), c.padding());
    }
    if (layer instanceof Layer.MaxPool p) {
      return window(first, first.channels(), p.kernel(), p.stride(), p.padding());
    }
    if (layer instanceof Layer.Concat) {
      int channels = inputs.stream().mapToInt(Shape::channels).reduce(0, Math::addExact);
      return new Shape(channels, first.height(), first.width());
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      return new Shape(first.channels(), 1, 1);
    }
    if (layer instanceof Layer.Linear linear) {
      return new Shape(linear.outFeatures(), 1, 1);
    }
    return first;
  }

  private static Shape window(Shape input, int channels, int kernel, int stride, int padding) {
    int height = Math.floorDiv(input.height() - kernel + 2 * padding, stride) + 1;
    int width = Math.floorDiv(input.width() - kernel + 2 * padding, stride) + 1;
    return new Shape(channels, height, width);
  }

  private static long parameters(Layer layer) {
    if (layer instanceof Layer.Convolution c) {
      return Math.addExact(weights(c), c.bias() ? c.outChannels() : 0L);
    }
    if (layer instanceof Layer.BatchNorm norm) {
      return 2L * norm.channels();
    }
    if (layer instanceof Layer.Linear linear) {
      return Math.addExact(weights(linear), (long) linear.outFeatures());
    }
    return 0;
  }

  private static long macs(Layer layer, Shape output) {
    if (layer instanceof Layer.Convolution c) {
      long positions = Math.multiplyExact((long) output.height(), (long) output.width());
      return Math.multiplyExact(weights(c), positions);
    }
    return layer instanceof Layer.Linear linear ? weights(linear) : 0;
  }

  private static long weights(Layer.Convolution c) {
    long channels = Math.multiplyExact((long) c.outChannels(), (long) c.inChannels() / c.groups());
    return Math.multiplyExact(channels, (long) c.kernel() * c.kernel());
  }

  private static long weights(Layer.Linear linear) {
    return Math.multiplyExact((long) linear.inFeatures(), (long) linear.outFeatures());
  }
}
