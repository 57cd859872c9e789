package io.nasoa.worker.cli;

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

/** Takes a PyTorch checkpoint into the zoo; no code in it is run. */
@Command(
    name = "import",
    description = "Take a published PyTorch checkpoint (.pth) into the zoo; runs no code in it.")
final class ZooImportCommand implements Callable<Integer> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The checkpoint.")
  Path file = Path.of("");

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Name of the new zoo entry.")
  String name = "";

  @Option(
      names = "--architecture",
      paramLabel = "ARCH",
      description = "Architecture string (default: recognised among the 12 published models).")
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
    if (!name.matches(NAME)) {
      throw invalid("--name must be letters, digits, '.', '_' and '-', was '%s'".formatted(name));
    }
    if (resolution < 1 || resolution > 4096) {
      throw invalid("--resolution must be 1 to 4096, was " + resolution);
    }
    Settings settings = options.read(shell).settings();
    ImportedNetwork network = read();
    ZooEntry entry = Session.owning(settings, directory -> register(directory, network));
    new Printer(shell, output.format).object(ZooCommand.row(entry));
    return ExitCode.DONE.value();
  }

  private ImportedNetwork read() {
    Path path = shell.directory().resolve(file);
    if (!Files.isRegularFile(path)) {
      throw invalid("there is no file " + path);
    }
    try {
      return architecture == null
          ? CheckpointImport.read(path)
          : CheckpointImport.read(path, Networks.parse(architecture), stem.stem());
    } catch (InvalidWeightsException e) {
      throw invalid(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw invalid("%s cannot be read: %s".formatted(path, e.getMessage()));
    }
  }

  private ZooEntry register(DataDirectory directory, ImportedNetwork network) {
    try {
      Path weights = Files.createTempFile(directory.path(), ".import-", ".tmp");
      try {
        SafetensorsFile.write(weights, network.tensors());
        ZooEntry entry = entry(network);
        Optional<ZooEntry> known = directory.zoo().find(name);
        if (known.isPresent() && !known.get().weightsSha256().equals(entry.weightsSha256())) {
          throw new CommandException(
              ExitCode.CONFLICT,
              "the zoo has another model named '%s'; choose another name".formatted(name));
        }
        directory.zoo().register(entry, weights);
        return entry;
      } finally {
        Files.deleteIfExists(weights);
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "cannot write to %s: %s".formatted(directory.path(), e));
    }
  }

  private ZooEntry entry(ImportedNetwork network) {
    int classes = network.classes();
    ComputeCost cost =
        ComputeCost.of(network.architecture().toGraph(classes, stem.stem()), resolution);
    Path fileName = file.getFileName();
    return new ZooEntry(
        name,
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
