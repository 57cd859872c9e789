package io.nasoa.zoo.architecture;

import io.nasoa.zoo.architecture.BlockPlan.PlannedConnection;
import io.nasoa.zoo.architecture.BlockPlan.PlannedLayer;
import io.nasoa.zoo.architecture.BlockPlan.Projection;
import io.nasoa.zoo.architecture.Layer.Activation;
import io.nasoa.zoo.architecture.Layer.Add;
import io.nasoa.zoo.architecture.Layer.BatchNorm;
import io.nasoa.zoo.architecture.Layer.Concat;
import io.nasoa.zoo.architecture.Layer.Convolution;
import io.nasoa.zoo.architecture.Layer.GlobalAveragePool;
import io.nasoa.zoo.architecture.Layer.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an architecture out as layers, in the order in which they compute and with the names of
 * the published checkpoints (design page search-space.md). One use, one thread.
 */
final class LayerGraphBuilder {
  private static final int IMAGE_CHANNELS = 3;
  private static final int FIRST_BLOCK = 6;
  private static final double BATCH_NORM_EPSILON = 1e-5;

  private final Stem stem;
  private final List<Layer> layers = new ArrayList<>();
  private int stage;

  LayerGraphBuilder(Stem stem) {
    this.stem = stem;
  }

  LayerGraph build(Architecture architecture, int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException(
          "the number of classes is %d, expected at least 1".formatted(classes));
    }
    int place = stem(architecture.width());
    int channels = architecture.width();
    List<BlockPlan> blocks = architecture.blockPlans();
    for (int b = 0; b < blocks.size(); b++) {
      stage = blocks.get(b).stage();
      place = block("layers." + (FIRST_BLOCK + b) + ".module_list.", blocks.get(b), place);
      channels = blocks.get(b).outChannels();
    }
    stage++;
    place = add(new GlobalAveragePool("pool", stage, place, false));
    add(new Linear("fc", stage, place, channels, classes));
    return new LayerGraph(IMAGE_CHANNELS, layers);
  }

  private int stem(int width) {
    stage = 0;
    int outer = stem == Stem.STANDARD ? 2 : 1;
    int half = width / 2;
    int place = stemLayer(0, LayerGraph.INPUT, IMAGE_CHANNELS, half, outer);
    place = stemLayer(2, place, half, half, 1);
    return stemLayer(4, place, half, width, outer);
  }

  private int stemLayer(int number, int input, int inChannels, int outChannels, int stride) {
    String name = "layers." + number;
    int place = convolution(name + ".0", input, inChannels, outChannels, 3, stride, 1);
    place = batchNorm(name + ".1", place, outChannels);
    return relu("layers." + (number + 1), place);
  }

  private int block(String prefix, BlockPlan plan, int input) {
    List<Integer> places = new ArrayList<>(List.of(input));
    for (int i = 0; i < plan.layers().size(); i++) {
      String name = prefix + i;
      PlannedLayer layer = plan.layers().get(i);
      int place = layer(name + ".0", layer, places.get(i));
      for (int c = 0; c < layer.connections().size(); c++) {
        PlannedConnection connection = layer.connections().get(c);
        place = connection(name + "." + (c + 1), connection, places.get(connection.from()), place);
      }
      places.add(relu(name + ".relu", place));
    }
    return places.get(places.size() - 1);
  }

  private int layer(String name, PlannedLayer layer, int input) {
    int in = layer.inChannels();
    int out = layer.outChannels();
    int kernel = layer.op().kernel();
    int place;
    if (layer.op() == Op.DEPTHWISE_SEPARABLE_3X3) {
      place = convolution(name + ".0.0", input, in, in, kernel, layer.stride(), layer.groups());
      place = convolution(name + ".0.1", place, in, out, 1, 1, 1);
    } else {
      place = convolution(name + ".0", input, in, out, kernel, layer.stride(), layer.groups());
    }
    return batchNorm(name + ".1", place, out);
  }

  private int connection(String name, PlannedConnection connection, int from, int to) {
    int projected =
        connection.projection().map(p -> projection(name + ".conv", p, from)).orElse(from);
    return switch (connection.kind()) {
      case ADD -> add(new Add(name + ".add", stage, List.of(projected, to)));
      case CONCAT -> add(new Concat(name + ".concat", stage, List.of(projected, to)));
    };
  }

  private int projection(String name, Projection projection, int input) {
    int out = projection.outChannels();
    int place =
        convolution(name + ".0", input, projection.inChannels(), out, 1, projection.stride(), 1);
    return batchNorm(name + ".1", place, out);
  }

  private int convolution(
      String name, int input, int in, int out, int kernel, int stride, int groups) {
    int padding = (kernel - 1) / 2;
    return add(
        new Convolution(name, stage, input, in, out, kernel, stride, padding, groups, false));
  }

  private int batchNorm(String name, int input, int channels) {
    return add(new BatchNorm(name, stage, input, channels, BATCH_NORM_EPSILON));
  }

  private int relu(String name, int input) {
    return add(new Activation(name, stage, input, Activation.Function.RELU));
  }

  private int add(Layer layer) {
    layers.add(layer);
    return layers.size() - 1;
  }
}
