package io.nasoa.worker.cli;

import io.nasoa.activities.export.InvalidModelFileException;
import io.nasoa.activities.export.ModelFiles;
import io.nasoa.activities.network.CheckpointImport;
import io.nasoa.activities.network.ImportedNetwork;
import io.nasoa.activities.network.InvalidWeightsException;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a PyTorch checkpoint or exported weights into the zoo; no code in them is run. */
@Command(
    name = "import",
    description =
        "Take exported weights (.safetensors, with their .json) or a PyTorch checkpoint (.pth) into the zoo; runs no code in it.")
final class ZooImportCommand implements Callable<Integer> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The weights or the checkpoint.")
  Path file = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the new zoo entry (default: that of the exported one).")
  @Nullable String name;

  @Option(
      names = "--architecture",
      paramLabel = "ARCH",
      description =
          "Of a checkpoint: architecture string (default: recognised among the 12 published models).")
  @Nullable String architecture;

  @Option(
      names = "--resolution",
      defaultValue = "224",
      description = "Side of its input in pixels (default: ${DEFAULT-VALUE}).")
  int resolution;

  @Option(
      names = "--stem",
      defaultValue = "standard",
      description = "standard, or small: no stride in the stem (default: ${DEFAULT-VALUE}).")
  ZooDescribeCommand.StemChoice stem = ZooDescribeCommand.StemChoice.STANDARD;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  ZooImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (name != null && !name.matches(NAME)) {
      throw invalid("--name must be letters, digits, '.', '_' and '-', was '%s'".formatted(name));
    }
    if (resolution < 1 || resolution > 4096) {
      throw invalid("--resolution must be 1 to 4096, was " + resolution);
    }
    Settings settings = options.read(shell).settings();
    Path path = shell.directory().resolve(file);
    if (!Files.isRegularFile(path)) {
      throw invalid("there is no file " + path);
    }
    ZooEntry entry =
        path.toString().endsWith(".safetensors")
            ? exported(settings, path)
            : checkpoint(settings, path);
    new Printer(shell, output.format).object(ZooCommand.row(entry));
    return ExitCode.DONE.value();
  }

  private ZooEntry exported(Settings settings, Path path) {
    if (architecture != null) {
      throw invalid("--architecture is for checkpoints; weights have it in the .json beside them");
    }
    ZooEntry entry = read(path, () -> ModelFiles.read(path, name));
    return Session.owning(settings, directory -> register(directory, entry, path));
  }

  private ZooEntry checkpoint(Settings settings, Path path) {
    String given = architecture;
    String entryName = name;
    if (entryName == null) {
      throw new CommandException(
          ExitCode.USAGE, "a checkpoint has no name; give the new entry one with --name");
    }
    ImportedNetwork network =
        read(
            path,
            () ->
                given == null
                    ? CheckpointImport.read(path)
                    : CheckpointImport.read(path, Networks.parse(given), stem.stem()));
    ZooEntry entry = entry(entryName, network);
    return Session.owning(settings, directory -> convert(directory, network, entry));
  }

  /** Reads a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T read(Path path, Reading<T> reading) {
    try {
      return reading.read();
    } catch (InvalidWeightsException | InvalidModelFileException e) {
      throw invalid(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw invalid("%s cannot be read: %s".formatted(path, e.getMessage()));
    }
  }

  private static ZooEntry convert(
      DataDirectory directory, ImportedNetwork network, ZooEntry entry) {
    try {
      Path weights = Files.createTempFile(directory.path(), ".import-", ".tmp");
      try {
        SafetensorsFile.write(weights, network.tensors());
        return register(directory, entry, weights);
      } finally {
        Files.deleteIfExists(weights);
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "cannot write to %s: %s".formatted(directory.path(), e));
    }
  }

  private static ZooEntry register(DataDirectory directory, ZooEntry entry, Path weights) {
    Optional<ZooEntry> known = directory.zoo().find(entry.name());
    if (known.isPresent() && !known.get().weightsSha256().equals(entry.weightsSha256())) {
      throw new CommandException(
          ExitCode.CONFLICT,
          "the zoo has another model named '%s'; choose another name".formatted(entry.name()));
    }
    // Taken back into the zoo that exported it, an entry stays what it was there.
    ZooEntry kept = known.map(same -> entry.withRole(same.role())).orElse(entry);
    directory.zoo().register(kept, weights);
    return kept;
  }

  private ZooEntry entry(String entryName, ImportedNetwork network) {
    int classes = network.classes();
    ComputeCost cost =
        ComputeCost.of(network.architecture().toGraph(classes, stem.stem()), resolution);
    Path fileName = file.getFileName();
    return new ZooEntry(
        entryName,
        network.architecture().toString(),
        stem.stem(),
        resolution,
        classes,
        List.of(),
        cost.parameters(),
        cost.macs(),
        SafetensorsFile.sha256(network.tensors()),
        "imported",
        Json.MAPPER
            .createObjectNode()
            .put("origin", "PyTorch checkpoint " + fileName)
            .put("recognised", architecture == null)
            .toString());
  }

  private static CommandException invalid(String message) {
    return new CommandException(ExitCode.INVALID_INPUT, message);
  }
}
