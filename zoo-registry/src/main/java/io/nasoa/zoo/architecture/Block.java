package io.nasoa.zoo.architecture;

import java.util.List;

/**
 * The block that a network repeats. Place 0 is its input, place i the result of its i-th layer
 * (counted from 1); the residual connection from 0 to the last place is always there and not
 * listed. Immutable.
 *
 * @param layers at least one; the last has ratio {@value #LAST_RATIO}
 * @param connections in the order written
 */
public record Block(List<BlockLayer> layers, List<Connection> connections) {
  /** Ratio digit of the last layer, which has the block's own output channels. */
  public static final int LAST_RATIO = 2;

  /**
   * One layer of the block.
   *
   * @param op what it computes
   * @param ratio 0 to 4: the layer puts out the block's output channels x 2^ratio / 4, rounded down
   */
  public record BlockLayer(Op op, int ratio) {
    public BlockLayer {
      if (ratio < 0 || ratio > 4) {
        throw new InvalidArchitectureException(
            "the ratio of a layer is %d, expected 0 to 4".formatted(ratio));
      }
    }

    /** Output channels inside a block that puts out {@code blockChannels}. */
    long channels(int blockChannels) {
      return ((long) blockChannels << ratio) / 4;
    }
  }

  public Block {
    layers = List.copyOf(layers);
    connections = List.copyOf(connections);
    if (layers.isEmpty()) {
      throw new InvalidArchitectureException("the block has no layer, expected at least one");
    }
    int last = layers.size();
    if (layers.get(last - 1).ratio() != LAST_RATIO) {
      throw new InvalidArchitectureException(
          "the last layer of the block has ratio %d, it always is %d"
              .formatted(layers.get(last - 1).ratio(), LAST_RATIO));
    }
    for (int i = 0; i < connections.size(); i++) {
      String problem = problem(connections.get(i), last);
      if (!problem.isEmpty()) {
        throw new InvalidArchitectureException(
            "connection %d, %s at character %d, %s"
                .formatted(i + 1, connections.get(i), 2 * last + 1 + 3 * i, problem));
      }
    }
  }

  /**
   * Reads a block such as {@code 031-} or {@code 02031-a02}. That some network can have it is not
   * said thereby: channels are known in an {@link Architecture} only.
   *
   * @throws InvalidArchitectureException if it is not one
   */
  public static Block parse(String text) {
    try {
      if (text.indexOf('_') >= 0) {
        throw new InvalidArchitectureException("a block has no '_', expected layers-connections");
      }
      return new ArchitectureParser(text + "_").parseBlock();
    } catch (InvalidArchitectureException e) {
      throw e.in(text);
    }
  }

  private static String problem(Connection connection, int last) {
    int from = connection.from();
    int to = connection.to();
    if (from > last || to > last) {
      return "names place %d, the block has places 0 to %d".formatted(Math.max(from, to), last);
    }
    if (from >= to) {
      return "goes from place %d to place %d, it must go to a later place".formatted(from, to);
    }
    if (to == last && connection.kind() == Connection.Kind.CONCAT) {
      return ("concatenates into place %d, the block's output, whose channels are fixed; "
              + "expected a place below it")
          .formatted(to);
    }
    if (to == last && from == 0) {
      return "is the residual from place 0 to place %d, which every block has and none writes out"
          .formatted(to);
    }
    return "";
  }

  /**
   * Index of the layer that carries the block's stride: the first that is not a 1x1 convolution,
   * else the last.
   */
  int strideLayer() {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).op().kernel() > 1) {
        return i;
      }
    }
    return layers.size() - 1;
  }

  /** In the grammar, with the dash. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < layers.size(); i++) {
      text.append(layers.get(i).op().digit());
      if (i < layers.size() - 1) {
        text.append(layers.get(i).ratio());
      }
    }
    text.append('-');
    connections.forEach(text::append);
    return text.toString();
  }
}
