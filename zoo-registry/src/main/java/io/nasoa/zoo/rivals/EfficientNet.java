package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.Layer.Activation.Function;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.GraphSketch.Node;
import java.util.List;

/**
 * EfficientNet (Tan, Le: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019,
 * table 1): B0 scaled in width and depth, the published B1 being {@code w100-d110}, B2 {@code
 * w110-d120}. Squeeze-excitation has a quarter of the block's input channels.
 *
 * @param widthPercent multiplier of all channels in percent, 10 to 400; B0: 100
 * @param depthPercent multiplier of the blocks of a stage in percent, rounded up, 10 to 400
 */
public record EfficientNet(int widthPercent, int depthPercent) implements Rival {
  private static final int STEM = 32;
  private static final int HEAD = 1280;
  private static final int SQUEEZE = 4;
  private static final List<Row> ROWS =
      List.of(
          new Row(3, 1, 16, 1, 1),
          new Row(3, 6, 24, 2, 2),
          new Row(5, 6, 40, 2, 2),
          new Row(3, 6, 80, 3, 2),
          new Row(5, 6, 112, 3, 1),
          new Row(5, 6, 192, 4, 2),
          new Row(3, 6, 320, 1, 1));

  private record Row(int kernel, int expansion, int channels, int blocks, int stride) {}

  public EfficientNet {
    Rival.requireRange("the width in percent", widthPercent, 10, 400);
    Rival.requireRange("the depth in percent", depthPercent, 10, 400);
  }

  @Override
  public List<Integer> blocksPerStage() {
    return ROWS.stream().map(row -> (row.blocks() * depthPercent + 99) / 100).toList();
  }

  @Override
  public LayerGraph toGraph(int classes, Stem stem) {
    GraphSketch graph = new GraphSketch();
    int stride = stem == Stem.STANDARD ? 2 : 1;
    Node node = graph.convolution("stem", graph.image(), scaled(STEM), 3, stride, 1);
    node = graph.activation("stem.activation", node, Function.SILU);
    List<Integer> stages = blocksPerStage();
    for (int s = 0; s < stages.size(); s++) {
      graph.nextStage();
      for (int b = 0; b < stages.get(s); b++) {
        node = block(graph, "stages.%d.%d".formatted(s + 1, b), ROWS.get(s), b == 0, node);
      }
    }
    graph.nextStage();
    node = graph.convolution("head", node, scaled(HEAD), 1, 1, 1);
    return graph.finish(graph.activation("head.activation", node, Function.SILU), classes);
  }

  private Node block(GraphSketch graph, String name, Row row, boolean first, Node input) {
    return new InvertedResidual(
            row.kernel(),
            row.expansion(),
            scaled(row.channels()),
            first ? row.stride() : 1,
            input.channels() / SQUEEZE,
            Function.SILU)
        .append(graph, name, input);
  }

  private int scaled(int channels) {
    return InvertedResidual.scaled(channels, widthPercent);
  }

  @Override
  public String toString() {
    return PREFIX + "efficientnet-w%d-d%d".formatted(widthPercent, depthPercent);
  }
}
