package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.export.ModelFiles;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an entry of the zoo as files for other programs. */
@Command(
    name = "export",
    description = "Write an entry as safetensors with a description in JSON, and as ONNX.")
final class ZooExportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "Name of the entry.")
  String name = "";

  @Option(
      names = "--to",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "Where the three files are written (default: here).")
  Path output = Path.of(".");

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption format = new OutputOption();

  ZooExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    ZooEntry entry = ZooCommand.entry(settings, name);
    List<Path> files = write(entry, ModelZoo.weightsFile(settings.dataDir(), entry));
    ObjectNode row = Json.MAPPER.createObjectNode().put("name", name);
    row.put("weights", files.get(0).toString());
    row.put("description", files.get(1).toString());
    row.put("onnx", files.get(2).toString());
    new Printer(shell, format.format).object(row);
    return ExitCode.DONE.value();
  }

  private List<Path> write(ZooEntry entry, Path weights) {
    try {
      return ModelFiles.write(entry, weights, shell.directory().resolve(output));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "%s cannot be exported: %s".formatted(name, e.getMessage()));
    }
  }
}
