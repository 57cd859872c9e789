package io.nasoa.zoo.search;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.Block;
import io.nasoa.zoo.architecture.Block.BlockLayer;
import io.nasoa.zoo.architecture.Connection;
import io.nasoa.zoo.architecture.Connection.Kind;
import io.nasoa.zoo.architecture.Macro;
import io.nasoa.zoo.architecture.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Varies the block of a network. Connections are kept sorted and none is repeated, so that a block
 * has one string.
 */
final class BlockVariation implements Variation {
  private static final int RATIOS = 5;
  private static final List<Op> OPS = List.of(Op.values());
  private static final List<Place> PLACES = List.of(Place.values());
  private static final Comparator<Connection> ORDER =
      Comparator.comparingInt(Connection::to)
          .thenComparingInt(Connection::from)
          .thenComparing(Connection::kind);

  /** The places of a block's string that can change. */
  private enum Place {
    LAYER_ADDED,
    LAYER_REMOVED,
    OP,
    RATIO,
    CONNECTION_ADDED,
    CONNECTION_REMOVED,
    CONNECTION_KIND
  }

  private final BlockLevel level;
  private final Macro macro;

  BlockVariation(BlockLevel level) {
    this.level = level;
    macro = Macro.parse(level.macro());
  }

  @Override
  public Optional<Architecture> sample(RandomGenerator random) {
    int count = random.nextInt(level.minLayers(), level.maxLayers() + 1);
    List<BlockLayer> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      layers.add(layer(random));
    }
    List<Connection> connections = new ArrayList<>();
    // Half of the blocks have none, as most published ones.
    if (level.maxConnections() > 0 && random.nextBoolean()) {
      for (int i = random.nextInt(1, level.maxConnections() + 1); i > 0; i--) {
        absent(connections, count, random).ifPresent(connections::add);
      }
    }
    return Optional.of(network(layers, connections));
  }

  @Override
  public Optional<Architecture> mutate(Architecture architecture, RandomGenerator random) {
    Block block = architecture.block();
    Place place = PLACES.get(random.nextInt(PLACES.size()));
    return switch (place) {
      case LAYER_ADDED -> layerAdded(block, random);
      case LAYER_REMOVED -> layerRemoved(block, random);
      case OP -> opChanged(block, random);
      case RATIO -> ratioChanged(block, random);
      case CONNECTION_ADDED -> connectionAdded(block, random);
      case CONNECTION_REMOVED -> connectionRemoved(block, random);
      case CONNECTION_KIND -> kindChanged(block, random);
    };
  }

  /** The first layers of one block and the last ones of the other, with the connections in them. */
  @Override
  public Optional<Architecture> cross(
      Architecture first, Architecture second, RandomGenerator random) {
    Block head = first.block();
    Block tail = second.block();
    int headLayers = random.nextInt(head.layers().size() + 1);
    int tailStart = random.nextInt(tail.layers().size() + 1);
    List<BlockLayer> layers = new ArrayList<>(head.layers().subList(0, headLayers));
    layers.addAll(tail.layers().subList(tailStart, tail.layers().size()));
    if (layers.size() < level.minLayers() || layers.size() > level.maxLayers()) {
      return Optional.empty();
    }
    Stream<Connection> fromHead = head.connections().stream().filter(c -> c.to() <= headLayers);
    Stream<Connection> fromTail =
        tail.connections().stream()
            .filter(c -> c.from() >= tailStart)
            .map(c -> moved(c, headLayers - tailStart));
    List<Connection> connections =
        Stream.concat(fromHead, fromTail)
            .filter(c -> fits(c, layers.size()))
            .limit(level.maxConnections())
            .toList();
    return Optional.of(network(layers, connections));
  }

  private static Connection moved(Connection connection, int by) {
    return new Connection(connection.kind(), connection.from() + by, connection.to() + by);
  }

  private Optional<Architecture> layerAdded(Block block, RandomGenerator random) {
    int before = block.layers().size();
    if (before >= level.maxLayers()) {
      return Optional.empty();
    }
    int index = random.nextInt(before + 1);
    List<BlockLayer> layers = new ArrayList<>(block.layers());
    layers.add(index, layer(random));
    // Places behind the new layer move on by one.
    List<Connection> connections =
        block.connections().stream()
            .map(
                c ->
                    new Connection(
                        c.kind(),
                        c.from() > index ? c.from() + 1 : c.from(),
                        c.to() > index ? c.to() + 1 : c.to()))
            .toList();
    return Optional.of(network(layers, connections));
  }

  private Optional<Architecture> layerRemoved(Block block, RandomGenerator random) {
    int before = block.layers().size();
    if (before <= level.minLayers()) {
      return Optional.empty();
    }
    int index = random.nextInt(before);
    int place = index + 1;
    List<BlockLayer> layers = new ArrayList<>(block.layers());
    layers.remove(index);
    List<Connection> connections =
        block.connections().stream()
            .filter(c -> c.from() != place && c.to() != place)
            .map(
                c ->
                    new Connection(
                        c.kind(),
                        c.from() > place ? c.from() - 1 : c.from(),
                        c.to() > place ? c.to() - 1 : c.to()))
            .filter(c -> fits(c, layers.size()))
            .toList();
    return Optional.of(network(layers, connections));
  }

  private Optional<Architecture> opChanged(Block block, RandomGenerator random) {
    int index = random.nextInt(block.layers().size());
    BlockLayer changed = new BlockLayer(op(random), block.layers().get(index).ratio());
    return Optional.of(network(replaced(block.layers(), index, changed), block.connections()));
  }

  private Optional<Architecture> ratioChanged(Block block, RandomGenerator random) {
    if (block.layers().size() < 2) {
      return Optional.empty();
    }
    int index = random.nextInt(block.layers().size() - 1);
    BlockLayer changed = new BlockLayer(block.layers().get(index).op(), random.nextInt(RATIOS));
    return Optional.of(network(replaced(block.layers(), index, changed), block.connections()));
  }

  private Optional<Architecture> connectionAdded(Block block, RandomGenerator random) {
    if (block.connections().size() >= level.maxConnections()) {
      return Optional.empty();
    }
    List<Connection> connections = new ArrayList<>(block.connections());
    return absent(connections, block.layers().size(), random)
        .map(
            connection -> {
              connections.add(connection);
              return network(block.layers(), connections);
            });
  }

  private Optional<Architecture> connectionRemoved(Block block, RandomGenerator random) {
    if (block.connections().isEmpty()) {
      return Optional.empty();
    }
    List<Connection> connections = new ArrayList<>(block.connections());
    connections.remove(random.nextInt(connections.size()));
    return Optional.of(network(block.layers(), connections));
  }

  private Optional<Architecture> kindChanged(Block block, RandomGenerator random) {
    if (block.connections().isEmpty()) {
      return Optional.empty();
    }
    int index = random.nextInt(block.connections().size());
    Connection old = block.connections().get(index);
    Kind other = old.kind() == Kind.ADD ? Kind.CONCAT : Kind.ADD;
    Connection changed = new Connection(other, old.from(), old.to());
    if (!fits(changed, block.layers().size()) || block.connections().contains(changed)) {
      return Optional.empty();
    }
    return Optional.of(network(block.layers(), replaced(block.connections(), index, changed)));
  }

  private static <T> List<T> replaced(List<T> list, int index, T value) {
    List<T> changed = new ArrayList<>(list);
    changed.set(index, value);
    return changed;
  }

  private static BlockLayer layer(RandomGenerator random) {
    return new BlockLayer(op(random), random.nextInt(RATIOS));
  }

  private static Op op(RandomGenerator random) {
    return OPS.get(random.nextInt(OPS.size()));
  }

  /** A connection that a block of so many layers can have and does not have yet. */
  private static Optional<Connection> absent(
      List<Connection> present, int layers, RandomGenerator random) {
    List<Connection> possible = new ArrayList<>();
    for (int to = 1; to <= layers; to++) {
      for (int from = 0; from < to; from++) {
        for (Kind kind : Kind.values()) {
          Connection connection = new Connection(kind, from, to);
          if (fits(connection, layers) && !present.contains(connection)) {
            possible.add(connection);
          }
        }
      }
    }
    return possible.isEmpty()
        ? Optional.empty()
        : Optional.of(possible.get(random.nextInt(possible.size())));
  }

  /** Into the output: no concatenation, and no second residual. */
  private static boolean fits(Connection connection, int layers) {
    return connection.from() < connection.to()
        && connection.to() <= layers
        && (connection.to() < layers || (connection.kind() == Kind.ADD && connection.from() > 0));
  }

  /** The last layer has the block's own channels, whatever ratio was drawn. */
  private Architecture network(List<BlockLayer> layers, List<Connection> connections) {
    int last = layers.size() - 1;
    Block block =
        new Block(
            replaced(layers, last, new BlockLayer(layers.get(last).op(), Block.LAST_RATIO)),
            connections.stream().distinct().sorted(ORDER).toList());
    return new Architecture(block, level.width(), macro);
  }
}
