package io.nasoa.zoo.architecture;

import io.nasoa.zoo.architecture.Block.BlockLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One block at its place in the network: channels, strides, groups and projections settled. The one
 * place that knows them, for validation and for the layer graph.
 *
 * @param stage 1 for the first stage of the macro
 * @param outChannels channels of the block's result
 * @param layers in order
 */
record BlockPlan(int stage, int outChannels, List<PlannedLayer> layers) {

  /** A layer and the connections into its place, the residual included as the last one's last. */
  record PlannedLayer(
      Op op,
      int inChannels,
      int outChannels,
      int stride,
      int groups,
      List<PlannedConnection> connections) {}

  /** A connection from place {@code from} into the place of the layer that lists it. */
  record PlannedConnection(Connection.Kind kind, int from, Optional<Projection> projection) {}

  /** 1x1 convolution and BatchNorm that make one place fit another. */
  record Projection(int inChannels, int outChannels, int stride) {}

  /** All blocks of a network in order; refuses what has no valid channel counts. */
  static List<BlockPlan> all(Block block, int width, Macro macro) {
    List<BlockPlan> plans = new ArrayList<>();
    int channels = width;
    for (int s = 0; s < macro.stages().size(); s++) {
      List<Integer> stage = macro.stages().get(s);
      for (int b = 0; b < stage.size(); b++) {
        String where = "stage %d, block %d".formatted(s + 1, b + 1);
        int outChannels = limited((long) channels * stage.get(b), where);
        int stride = s > 0 && b == 0 ? 2 : 1;
        plans.add(new Planner(block, where, channels, outChannels, stride).plan(s + 1));
        channels = outChannels;
      }
    }
    return plans;
  }

  private static int limited(long channels, String where) {
    if (channels > Integer.MAX_VALUE) {
      throw new InvalidArchitectureException(
          "%s would have %d channels, at most %d are possible"
              .formatted(where, channels, Integer.MAX_VALUE));
    }
    return (int) channels;
  }

  /** Walks through one block; channels and strides of its places change as it goes. */
  private static final class Planner {
    private final Block block;
    private final String where;
    private final int outChannels;
    private final int stride;
    private final int[] channels;
    private final int[] strides;
    private final List<List<Connection>> connectionsInto = new ArrayList<>();

    Planner(Block block, String where, int inChannels, int outChannels, int stride) {
      this.block = block;
      this.where = where;
      this.outChannels = outChannels;
      this.stride = stride;
      int last = block.layers().size();
      channels = new int[last + 1];
      strides = new int[last + 1];
      channels[0] = inChannels;
      strides[0] = 1;
      for (int place = 0; place <= last; place++) {
        connectionsInto.add(new ArrayList<>());
      }
      for (Connection connection : block.connections()) {
        connectionsInto.get(connection.to()).add(connection);
      }
    }

    BlockPlan plan(int stage) {
      List<PlannedLayer> layers = new ArrayList<>();
      for (int place = 1; place < channels.length; place++) {
        layers.add(layer(place));
      }
      return new BlockPlan(stage, outChannels, List.copyOf(layers));
    }

    private PlannedLayer layer(int place) {
      BlockLayer layer = block.layers().get(place - 1);
      int in = channels[place - 1];
      int out = limited(layer.channels(outChannels), "layer %d of %s".formatted(place, where));
      requireChannels(layer, place, in, out);
      int layerStride = place - 1 == block.strideLayer() ? stride : 1;
      channels[place] = out;
      strides[place] = strides[place - 1] * layerStride;
      List<PlannedConnection> connections = new ArrayList<>();
      for (Connection connection : connectionsInto.get(place)) {
        connections.add(connection(connection.kind(), connection.from(), place));
      }
      if (place == channels.length - 1) {
        connections.add(connection(Connection.Kind.ADD, 0, place));
      }
      return new PlannedLayer(
          layer.op(), in, out, layerStride, layer.op().groups(in), List.copyOf(connections));
    }

    private void requireChannels(BlockLayer layer, int place, int in, int out) {
      if (out < 1) {
        throw new InvalidArchitectureException(
            "layer %d (ratio %d at character %d) of %s has no channels left of the block's %d"
                .formatted(place, layer.ratio(), 2 * place, where, outChannels));
      }
      if (!layer.op().fits(in, out)) {
        throw new InvalidArchitectureException(
            ("op %d (%s) at character %d, layer %d of %s, takes %d channels and puts out %d, "
                    + "both must be divisible by its %d groups")
                .formatted(
                    layer.op().digit(),
                    layer.op().description(),
                    2 * place - 1,
                    place,
                    where,
                    in,
                    out,
                    layer.op().groups(in)));
      }
    }

    private PlannedConnection connection(Connection.Kind kind, int from, int to) {
      int projectionStride = strides[to] / strides[from];
      int projected = kind == Connection.Kind.ADD ? channels[to] : channels[from];
      boolean needed = projectionStride != 1 || projected != channels[from];
      Optional<Projection> projection =
          needed
              ? Optional.of(new Projection(channels[from], projected, projectionStride))
              : Optional.empty();
      if (kind == Connection.Kind.CONCAT) {
        String place = "place %d of %s".formatted(to, where);
        channels[to] = limited((long) channels[to] + projected, place);
      }
      return new PlannedConnection(kind, from, projection);
    }
  }
}
