package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.Layer.Activation.Function;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.GraphSketch.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * RegNetX and RegNetY (Radosavovic, Kosaraju, Girshick, He, Dollar: Designing Network Design
 * Spaces, CVPR 2020). The widths are the quantised linear rule's: block j wants {@code w0 + a j}
 * channels, takes the nearest {@code w0 m^k} in the logarithm, rounded to a multiple of 8; equal
 * widths are a stage, whose channels are then made a multiple of its group width. Blocks are 1x1,
 * grouped 3x3, 1x1 without a bottleneck; RegNetY has squeeze-excitation behind the 3x3, with a
 * quarter of the block's input channels.
 *
 * @param squeeze whether it is a RegNetY
 * @param depth blocks, 1 to 64
 * @param initialWidth w0, a multiple of 8 up to 512
 * @param slope a, up to 512
 * @param factor m, above 1, up to 16
 * @param groupWidth channels of a group of the 3x3, 1 to 512
 */
public record RegNet(
    boolean squeeze,
    int depth,
    int initialWidth,
    BigDecimal slope,
    BigDecimal factor,
    int groupWidth)
    implements Rival {
  private static final int STEM = 32;
  private static final int QUANTUM = 8;
  private static final double SQUEEZE = 0.25;
  private static final int MOST = 512;

  public RegNet {
    slope = plain(slope);
    factor = plain(factor);
    Rival.requireRange("the number of blocks", depth, 1, 64);
    Rival.requireRange("the initial width", initialWidth, QUANTUM, MOST);
    Rival.requireRange("the group width", groupWidth, 1, MOST);
    if (initialWidth % QUANTUM != 0) {
      throw new InvalidArchitectureException(
          "the initial width is %d, expected a multiple of %d".formatted(initialWidth, QUANTUM));
    }
    if (slope.signum() < 0 || slope.doubleValue() > MOST) {
      throw new InvalidArchitectureException(
          "the slope is %s, expected 0 to %d".formatted(slope.toPlainString(), MOST));
    }
    if (factor.compareTo(BigDecimal.ONE) <= 0 || factor.doubleValue() > 16) {
      throw new InvalidArchitectureException(
          "the factor is %s, expected above 1 and at most 16".formatted(factor.toPlainString()));
    }
  }

  /** The same number always the same way, so that equal networks are equal records. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Blocks of one width. */
  private record Stage(int channels, int groupWidth, int blocks) {}

  private List<Stage> stages() {
    List<Integer> widths = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    for (int block = 0; block < depth; block++) {
      widths.add(quantised(block));
    }
    for (int width : widths.stream().distinct().sorted().toList()) {
      int group = Math.min(groupWidth, width);
      int channels = Math.max(group, (int) Math.rint((double) width / group) * group);
      stages.add(new Stage(channels, group, (int) widths.stream().filter(w -> w == width).count()));
    }
    return stages;
  }

  private int quantised(int block) {
    double wanted = initialWidth + slope.doubleValue() * block;
    double exponent = Math.rint(Math.log(wanted / initialWidth) / Math.log(factor.doubleValue()));
    double width = initialWidth * Math.pow(factor.doubleValue(), exponent);
    return (int) Math.rint(width / QUANTUM) * QUANTUM;
  }

  @Override
  public List<Integer> blocksPerStage() {
    return stages().stream().map(Stage::blocks).toList();
  }

  @Override
  public LayerGraph toGraph(int classes, Stem stem) {
    GraphSketch graph = new GraphSketch();
    int stride = stem == Stem.STANDARD ? 2 : 1;
    Node node = graph.convolution("stem", graph.image(), STEM, 3, stride, 1);
    node = graph.activation("stem.activation", node, Function.RELU);
    List<Stage> stages = stages();
    for (int s = 0; s < stages.size(); s++) {
      graph.nextStage();
      for (int b = 0; b < stages.get(s).blocks(); b++) {
        node = block(graph, "stages.%d.%d".formatted(s + 1, b), stages.get(s), b == 0, node);
      }
    }
    graph.nextStage();
    return graph.finish(node, classes);
  }

  private Node block(GraphSketch graph, String name, Stage stage, boolean first, Node input) {
    int channels = stage.channels();
    int stride = first ? 2 : 1;
    Node node = graph.convolution(name + ".a", input, channels, 1, 1, 1);
    node = graph.activation(name + ".a.activation", node, Function.RELU);
    node = graph.convolution(name + ".b", node, channels, 3, stride, channels / stage.groupWidth());
    node = graph.activation(name + ".b.activation", node, Function.RELU);
    if (squeeze) {
      int squeezed = Math.max(1, (int) Math.rint(SQUEEZE * input.channels()));
      node = graph.squeezeExcitation(name + ".squeeze", node, squeezed, Function.RELU);
    }
    node = graph.convolution(name + ".c", node, channels, 1, 1, 1);
    Node shortcut = input;
    if (stride != 1 || input.channels() != channels) {
      shortcut = graph.convolution(name + ".shortcut", input, channels, 1, stride, 1);
    }
    return graph.activation(
        name + ".activation", graph.add(name + ".add", shortcut, node), Function.RELU);
  }

  @Override
  public String toString() {
    return PREFIX
        + "regnet%s-d%d-w%d-a%s-m%s-g%d"
            .formatted(
                squeeze ? "y" : "x",
                depth,
                initialWidth,
                slope.toPlainString(),
                factor.toPlainString(),
                groupWidth);
  }
}
