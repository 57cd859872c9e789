package io.nasoa.activities.trial;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.FileHash;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Untrained models for small images with weights on disk. */
public final class TinyZoo {
  /** Side of their input. */
  public static final int SIDE = 32;

  private static final int CLASSES = 4;

  private TinyZoo() {}

  /** A trainer on one CPU slot. */
  public static Trainer trainer(Path root) {
    return new Trainer(
        root,
        DataRoots.EVERYTHING,
        DeviceLeases.ofCpu(2),
        1,
        () -> TorchRuntime.start(1),
        InstantSource.system());
  }

  /** Writes a model's weights below the root and gives its zoo entry. */
  public static ZooEntry entry(Path root, String name, String architecture) throws IOException {
    LayerGraph graph = Architecture.parse(architecture).toGraph(CLASSES, Stem.SMALL_INPUT);
    ComputeCost cost = ComputeCost.of(graph, SIDE);
    Path written = Files.createDirectories(root.resolve("new")).resolve(name + ".safetensors");
    SafetensorsFile.write(written, Initialisation.of(graph, name.hashCode()), Map.of());
    return new ZooEntry(
        name,
        architecture,
        Stem.SMALL_INPUT,
        SIDE,
        CLASSES,
        List.of(),
        cost.parameters(),
        cost.macs(),
        FileHash.sha256(written),
        "zoo",
        "{\"reportAccuracy\": 0.25}");
  }

  /** The same, and registers it. */
  public static void register(ModelZoo zoo, Path root, String name, String architecture)
      throws IOException {
    zoo.register(entry(root, name, architecture), root.resolve("new/" + name + ".safetensors"));
  }

  /** An entry as a trial takes it. */
  public static TrialModel model(ZooEntry entry) {
    return new TrialModel(
        entry.name(),
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        "new/" + entry.name() + ".safetensors",
        entry.weightsSha256());
  }
}
