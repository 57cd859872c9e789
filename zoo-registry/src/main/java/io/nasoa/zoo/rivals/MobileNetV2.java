package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.Layer.Activation.Function;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.GraphSketch.Node;
import java.util.List;

/**
 * MobileNetV2 (Sandler, Howard, Zhu, Zhmoginov, Chen: Inverted Residuals and Linear Bottlenecks,
 * CVPR 2018, table 2). Scaled in width alone, as published; the last convolution never has fewer
 * than 1280 channels.
 *
 * @param widthPercent multiplier of all other channels in percent, 10 to 400; published: 100
 */
public record MobileNetV2(int widthPercent) implements Rival {
  private static final int STEM = 32;
  private static final int HEAD = 1280;
  private static final List<Row> ROWS =
      List.of(
          new Row(1, 16, 1, 1),
          new Row(6, 24, 2, 2),
          new Row(6, 32, 3, 2),
          new Row(6, 64, 4, 2),
          new Row(6, 96, 3, 1),
          new Row(6, 160, 3, 2),
          new Row(6, 320, 1, 1));

  private record Row(int expansion, int channels, int blocks, int stride) {}

  public MobileNetV2 {
    Rival.requireRange("the width in percent", widthPercent, 10, 400);
  }

  @Override
  public List<Integer> blocksPerStage() {
    return ROWS.stream().map(Row::blocks).toList();
  }

  @Override
  public LayerGraph toGraph(int classes, Stem stem) {
    GraphSketch graph = new GraphSketch();
    int stride = stem == Stem.STANDARD ? 2 : 1;
    Node node = graph.convolution("stem", graph.image(), scaled(STEM), 3, stride, 1);
    node = graph.activation("stem.activation", node, Function.RELU6);
    for (int s = 0; s < ROWS.size(); s++) {
      graph.nextStage();
      Row row = ROWS.get(s);
      for (int b = 0; b < row.blocks(); b++) {
        InvertedResidual block =
            new InvertedResidual(
                3,
                row.expansion(),
                scaled(row.channels()),
                b == 0 ? row.stride() : 1,
                0,
                Function.RELU6);
        node = block.append(graph, "stages.%d.%d".formatted(s + 1, b), node);
      }
    }
    graph.nextStage();
    node = graph.convolution("head", node, Math.max(HEAD, scaled(HEAD)), 1, 1, 1);
    return graph.finish(graph.activation("head.activation", node, Function.RELU6), classes);
  }

  private int scaled(int channels) {
    return InvertedResidual.scaled(channels, widthPercent);
  }

  @Override
  public String toString() {
    return PREFIX + "mobilenetv2-w" + widthPercent;
  }
}
