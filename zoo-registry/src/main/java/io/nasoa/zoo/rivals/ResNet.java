package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.Layer.Activation.Function;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.GraphSketch.Node;
import java.util.List;

/**
 * ResNet (He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, CVPR 2016), with basic
 * blocks up to 34 layers besides 14 and 26, else with bottlenecks whose 3x3 convolution has the
 * stride. Tensors are named as in torchvision.
 *
 * @param layers 10, 18 or 34 (basic), 14, 26, 50, 101 or 152 (bottleneck)
 * @param width channels of the first stage, doubled in each of the next three; published: 64
 */
public record ResNet(int layers, int width) implements Rival {
  private static final int EXPANSION = 4;

  public ResNet {
    blocks(layers);
    Rival.requireRange("the width", width, 1, 1024);
  }

  private static List<Integer> blocks(int layers) {
    return switch (layers) {
      case 10, 14 -> List.of(1, 1, 1, 1);
      case 18, 26 -> List.of(2, 2, 2, 2);
      case 34, 50 -> List.of(3, 4, 6, 3);
      case 101 -> List.of(3, 4, 23, 3);
      case 152 -> List.of(3, 8, 36, 3);
      default ->
          throw new InvalidArchitectureException(
              "the number of layers is %d, expected 10, 14, 18, 26, 34, 50, 101 or 152"
                  .formatted(layers));
    };
  }

  private boolean bottleneck() {
    return layers != 10 && layers != 18 && layers != 34;
  }

  @Override
  public List<Integer> blocksPerStage() {
    return blocks(layers);
  }

  @Override
  public LayerGraph toGraph(int classes, Stem stem) {
    GraphSketch graph = new GraphSketch();
    Node node = stem(graph, stem);
    List<Integer> stages = blocksPerStage();
    for (int s = 0; s < stages.size(); s++) {
      graph.nextStage();
      for (int b = 0; b < stages.get(s); b++) {
        int stride = s > 0 && b == 0 ? 2 : 1;
        node = block(graph, "layer%d.%d".formatted(s + 1, b), node, width << s, stride);
      }
    }
    graph.nextStage();
    return graph.finish(node, classes);
  }

  private Node stem(GraphSketch graph, Stem stem) {
    boolean small = stem == Stem.SMALL_INPUT;
    Node node =
        graph.convolution("conv1", "bn1", graph.image(), width, small ? 3 : 7, small ? 1 : 2, 1);
    node = graph.activation("relu", node, Function.RELU);
    return small ? node : graph.maxPool("maxpool", node);
  }

  private Node block(GraphSketch graph, String name, Node input, int inner, int stride) {
    int out = bottleneck() ? EXPANSION * inner : inner;
    Node result =
        bottleneck()
            ? bottleneck(graph, name, input, inner, stride)
            : basic(graph, name, input, inner, stride);
    Node shortcut = input;
    if (stride != 1 || input.channels() != out) {
      shortcut =
          graph.convolution(
              name + ".downsample.0", name + ".downsample.1", input, out, 1, stride, 1);
    }
    return graph.activation(
        name + ".relu", graph.add(name + ".add", shortcut, result), Function.RELU);
  }

  private static Node basic(GraphSketch graph, String name, Node input, int channels, int stride) {
    Node node = numbered(graph, name, 1, input, channels, 3, stride);
    node = graph.activation(name + ".relu1", node, Function.RELU);
    return numbered(graph, name, 2, node, channels, 3, 1);
  }

  private static Node bottleneck(
      GraphSketch graph, String name, Node input, int inner, int stride) {
    Node node = numbered(graph, name, 1, input, inner, 1, 1);
    node = graph.activation(name + ".relu1", node, Function.RELU);
    node = numbered(graph, name, 2, node, inner, 3, stride);
    node = graph.activation(name + ".relu2", node, Function.RELU);
    return numbered(graph, name, 3, node, EXPANSION * inner, 1, 1);
  }

  private static Node numbered(
      GraphSketch graph, String name, int number, Node input, int out, int kernel, int stride) {
    return graph.convolution(
        name + ".conv" + number, name + ".bn" + number, input, out, kernel, stride, 1);
  }

  @Override
  public String toString() {
    return PREFIX + "resnet-%d-w%d".formatted(layers, width);
  }
}
