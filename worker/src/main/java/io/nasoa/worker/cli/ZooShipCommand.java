package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.zoo.registry.ShippedZooWriter;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes entries as the resources from which a build of this program ships its zoo. */
@Command(
    name = "ship",
    description = "Write entries as the files from which a build of this program ships its zoo.")
final class ZooShipCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = "Names of the entries, in the order of the index.")
  List<String> names = List.of();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "Where index, weights and cards are written.")
  Path output = Path.of(".");

  @Option(
      names = "--data",
      paramLabel = "TEXT",
      description = "What the cards say of the images of the pretraining.")
  @Nullable String data;

  @Option(
      names = "--licence-note",
      paramLabel = "TEXT",
      description = "What the cards say of the licences of images and weights.")
  @Nullable String licenceNote;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption format = new OutputOption();

  ZooShipCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    List<ZooEntry> entries = names.stream().map(name -> ZooCommand.entry(settings, name)).toList();
    List<ObjectNode> files =
        write(entries, settings).stream()
            .map(file -> Json.MAPPER.createObjectNode().put("file", file.toString()))
            .toList();
    new Printer(shell, format.format).list(List.of("file"), files);
    return ExitCode.DONE.value();
  }

  private List<Path> write(List<ZooEntry> entries, Settings settings) {
    try {
      List<ZooEntry> noted = new ArrayList<>();
      for (ZooEntry entry : entries) {
        noted.add(ShippedZooWriter.withNotes(entry, notes()));
      }
      return ShippedZooWriter.write(noted, settings.dataDir(), shell.directory().resolve(output));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "the zoo cannot be written: %s".formatted(e.getMessage()));
    }
  }

  private Map<String, String> notes() {
    Map<String, String> notes = new LinkedHashMap<>();
    if (data != null) {
      notes.put("data", data);
    }
    if (licenceNote != null) {
      notes.put("licenceNote", licenceNote);
    }
    return notes;
  }
}
