package io.nasoa.activities.profile;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Small untrained networks, and a clock on which only the opening of a network takes time. */
final class FakeZoo implements PretrainedNetworks, InstantSource {
  static final int SIDE = 32;
  static final ZooEntry SMALL = entry("small", "2-_8_1-1", "0a");
  static final ZooEntry MIDDLE = entry("middle", "2-_16_1-1", "0b");
  static final ZooEntry LARGE = entry("large", "2-_32_1-1", "0c");

  private final TorchRuntime torch;
  private final double secondsToOpen;
  private final List<String> opened = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  FakeZoo(TorchRuntime torch, double secondsToOpen) {
    this.torch = torch;
    this.secondsToOpen = secondsToOpen;
  }

  static ZooEntry entry(String name, String architecture, String weights) {
    LayerGraph graph = Architecture.parse(architecture).toGraph(10, Stem.STANDARD);
    ComputeCost cost = ComputeCost.of(graph, SIDE);
    return new ZooEntry(
        name,
        architecture,
        Stem.STANDARD,
        SIDE,
        10,
        List.of(),
        cost.parameters(),
        cost.macs(),
        weights.repeat(32),
        "zoo",
        "{}");
  }

  @Override
  public Network open(ZooEntry entry) {
    opened.add(entry.name());
    now = now.plusMillis(Math.round(1000 * secondsToOpen));
    LayerGraph graph =
        Architecture.parse(entry.architecture()).toGraph(entry.classes(), entry.stem());
    Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32);
    network.parameters().load(Initialisation.of(graph, 1));
    return network;
  }

  /** The names of the networks opened since this was asked last. */
  List<String> opened() {
    List<String> names = List.copyOf(opened);
    opened.clear();
    return names;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
