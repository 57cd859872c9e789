package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.Layer.Activation.Function;
import io.nasoa.zoo.rivals.GraphSketch.Node;

/**
 * The block of MobileNetV2 and EfficientNet (MBConv): 1x1 expansion, depthwise convolution, 1x1
 * projection without activation. The input is added where neither stride nor channels differ.
 *
 * @param kernel of the depthwise convolution
 * @param expansion channels between, as a multiple of the input's; 1 leaves the first layer out
 * @param channels put out
 * @param stride of the depthwise convolution
 * @param squeezed channels of the squeeze-excitation behind it; 0 for none
 * @param activation after the first two, and in the squeeze-excitation
 */
record InvertedResidual(
    int kernel, int expansion, int channels, int stride, int squeezed, Function activation) {

  Node append(GraphSketch graph, String name, Node input) {
    Node node = input;
    if (expansion != 1) {
      String expand = name + ".expand";
      node = graph.convolution(expand, node, expansion * input.channels(), 1, 1, 1);
      node = graph.activation(expand + ".activation", node, activation);
    }
    String depthwise = name + ".depthwise";
    node = graph.convolution(depthwise, node, node.channels(), kernel, stride, node.channels());
    node = graph.activation(depthwise + ".activation", node, activation);
    if (squeezed > 0) {
      node = graph.squeezeExcitation(name + ".squeeze", node, squeezed, activation);
    }
    node = graph.convolution(name + ".project", node, channels, 1, 1, 1);
    boolean residual = stride == 1 && input.channels() == channels;
    return residual ? graph.add(name + ".add", input, node) : node;
  }

  /**
   * Channels scaled to a multiple of 8, at most a tenth below the wanted number (the rule of both
   * families' releases).
   *
   * @param percent of the published width
   */
  static int scaled(int channels, int percent) {
    double wanted = channels * percent / 100.0;
    int rounded = Math.max(8, (int) (wanted + 4) / 8 * 8);
    return rounded < 0.9 * wanted ? rounded + 8 : rounded;
  }
}
