package io.nasoa.zoo.predictor;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain of hidden layers with a linear head on the input (head 0) and on every hidden layer, all
 * parameters in one flat array.
 */
final class NetworkShape {
  private final List<LayerShape> layers = new ArrayList<>();
  private final List<LayerShape> heads = new ArrayList<>();
  private final int inputs;
  private final int width;

  NetworkShape(int inputs, int depth, int width) {
    this.inputs = inputs;
    this.width = width;
    int offset = 0;
    for (int l = 0; l <= depth; l++) {
      int below = l <= 1 ? inputs : width;
      if (l > 0) {
        layers.add(LayerShape.at(offset, below, width));
        offset = layers.get(l - 1).end();
      }
      heads.add(LayerShape.at(offset, l == 0 ? inputs : width, 1));
      offset = heads.get(l).end();
    }
  }

  int inputs() {
    return inputs;
  }

  int width() {
    return width;
  }

  /** Hidden layers. */
  int depth() {
    return layers.size();
  }

  /** Heads: one more than hidden layers. */
  int headCount() {
    return heads.size();
  }

  /** The map into hidden layer l, 1 to the depth. */
  LayerShape layer(int l) {
    return layers.get(l - 1);
  }

  /** The head on the input (0) or on hidden layer l. */
  LayerShape head(int l) {
    return heads.get(l);
  }

  /** Length of the flat array. */
  int parameterCount() {
    return heads.get(depth()).end();
  }
}
