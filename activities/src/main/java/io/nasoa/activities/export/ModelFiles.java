package io.nasoa.activities.export;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.network.CheckpointImport;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.training.FileHash;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.NetworkDefinition;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import io.nasoa.zoo.rivals.Rival;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A zoo entry as files for others, and back: {@code <name>.safetensors}, the weights byte for byte
 * as the zoo has them, {@code <name>.json}, what the network is ({@link ModelSheet}), and {@code
 * <name>.onnx}.
 *
 * <p>Stateless and thread-safe.
 */
public final class ModelFiles {
  private static final String WEIGHTS = ".safetensors";
  private static final String SHEET = ".json";
  private static final String CARD = ".card.json";
  private static final String ONNX = ".onnx";

  private ModelFiles() {}

  /**
   * Writes an entry's three files; each appears whole or not at all.
   *
   * @param weights the entry's weights
   * @return the files: weights, description, ONNX
   * @throws InvalidModelFileException if the weights are not those that the zoo registered
   * @throws IOException if a file cannot be read or written
   */
  public static List<Path> write(ZooEntry entry, Path weights, Path directory) throws IOException {
    if (!FileHash.sha256(weights).equals(entry.weightsSha256())) {
      throw new InvalidModelFileException(
          weights, "it is not what the zoo registered as %s".formatted(entry.name()));
    }
    LayerGraph graph = Networks.parse(entry.architecture()).toGraph(entry.classes(), entry.stem());
    SortedMap<String, TensorData> tensors = SafetensorsFile.read(weights).tensors();
    Files.createDirectories(directory);
    Path copy = directory.resolve(entry.name() + WEIGHTS);
    AtomicFiles.write(copy, channel -> Files.copy(weights, Channels.newOutputStream(channel)));
    Path sheet = directory.resolve(entry.name() + SHEET);
    AtomicFiles.write(sheet, ModelSheet.of(entry));
    Path onnx = directory.resolve(entry.name() + ONNX);
    OnnxFile.write(onnx, entry.name(), graph, entry.resolution(), tensors, metadata(entry));
    return List.of(copy, sheet, onnx);
  }

  private static SortedMap<String, String> metadata(ZooEntry entry) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("architecture", entry.architecture());
    metadata.put("stem", entry.stem().name());
    metadata.put("weightsSha256", entry.weightsSha256());
    metadata.put("input", "RGB from 0 to 1, less the mean, divided by the deviation");
    metadata.put("classNames", String.join("\n", entry.classNames()));
    return metadata;
  }

  /**
   * Reads weights with what is told beside them, in {@code <name>.json} or, as a pretraining writes
   * it, {@code <name>.card.json}. Every tensor is checked against the network.
   *
   * @param weights a safetensors file
   * @param name name of the entry; null for the one that is told
   * @return the entry that the zoo can register with the file: a rival, or an imported network
   * @throws IOException if a file is missing, damaged or does not fit; its sentence says which
   */
  public static ZooEntry read(Path weights, @Nullable String name) throws IOException {
    Path file = sheet(weights);
    ModelSheet sheet = ModelSheet.read(file);
    NetworkDefinition network = network(file, sheet);
    SortedMap<String, TensorData> tensors = SafetensorsFile.read(weights).tensors();
    String sha256 = FileHash.sha256(weights);
    if (!sheet.weightsSha256().orElse(sha256).equals(sha256)) {
      throw new InvalidModelFileException(
          weights, "it was changed: its SHA-256 is not the one in " + file);
    }
    int classes = CheckpointImport.of(weights, tensors, network, sheet.stem()).classes();
    if (!sheet.classNames().isEmpty() && sheet.classNames().size() != classes) {
      throw new InvalidModelFileException(
          file,
          "it names %d classes, the network has %d outputs"
              .formatted(sheet.classNames().size(), classes));
    }
    ComputeCost cost = ComputeCost.of(network.toGraph(classes, sheet.stem()), sheet.resolution());
    return new ZooEntry(
        name == null ? sheet.name() : name,
        network.toString(),
        sheet.stem(),
        sheet.resolution(),
        classes,
        sheet.classNames(),
        cost.parameters(),
        cost.macs(),
        sha256,
        network instanceof Rival ? "rival" : "imported",
        sheet.cardJson());
  }

  private static NetworkDefinition network(Path file, ModelSheet sheet)
      throws InvalidModelFileException {
    try {
      return Networks.parse(sheet.architecture());
    } catch (InvalidArchitectureException e) {
      throw new InvalidModelFileException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static Path sheet(Path weights) throws InvalidModelFileException {
    String fileName = String.valueOf(weights.getFileName());
    String base =
        fileName.endsWith(WEIGHTS)
            ? fileName.substring(0, fileName.length() - WEIGHTS.length())
            : fileName;
    for (String suffix : List.of(SHEET, CARD)) {
      Path file = weights.resolveSibling(base + suffix);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new InvalidModelFileException(
        weights,
        "neither %s%s nor %s%s lies beside it to tell its architecture"
            .formatted(base, SHEET, base, CARD));
  }
}
