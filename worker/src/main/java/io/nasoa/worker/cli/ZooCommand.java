package io.nasoa.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.registry.ZooVerification;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The model zoo. */
@Command(name = "zoo", description = "The model zoo.", synopsisSubcommandLabel = "COMMAND")
final class ZooCommand {
  private final Shell shell;

  private ZooCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine create(Shell shell, TuningFactory tuning) {
    return new CommandLine(new ZooCommand(shell))
        .addSubcommand(new ZooBenchmarkCommand(shell))
        .addSubcommand(new ZooBuildCommand(shell, tuning))
        .addSubcommand(ZooBuildsCommand.create(shell, tuning))
        .addSubcommand(new ZooCompareCommand(shell))
        .addSubcommand(new ZooDescribeCommand(shell))
        .addSubcommand(new ZooExportCommand(shell))
        .addSubcommand(new ZooImportCommand(shell))
        .addSubcommand(new ZooPretrainCommand(shell))
        .addSubcommand(new ZooShipCommand(shell));
  }

  @Command(description = "List the entries of the zoo, the cheapest first.")
  int list(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    List<ZooEntry> entries = Session.reading(options.read(shell).settings(), OwnedData::zoo);
    List<String> columns =
        List.of("name", "role", "architecture", "resolution", "classes", "parameters", "macs");
    new Printer(shell, output.format).list(columns, entries.stream().map(ZooCommand::row).toList());
    return ExitCode.DONE.value();
  }

  @Command(description = "Print one entry with its model card.")
  int show(
      @Parameters(paramLabel = "NAME", description = "Name of the entry.") String name,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    ZooEntry entry = entry(options.read(shell).settings(), name);
    new Printer(shell, output.format).object(row(entry));
    return ExitCode.DONE.value();
  }

  @Command(
      description =
          "Compare every entry, its weights and the files that come with the program with their hashes.")
  int verify(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    List<ZooVerification> found =
        Session.reading(options.read(shell).settings(), OwnedData::verifyZoo);
    List<ObjectNode> rows =
        found.stream().map(entry -> Json.MAPPER.<ObjectNode>valueToTree(entry)).toList();
    new Printer(shell, output.format).list(List.of("name", "status", "subject"), rows);
    boolean sound = found.stream().allMatch(e -> e.status() == ZooVerification.Status.OK);
    return (sound ? ExitCode.DONE : ExitCode.FAILED).value();
  }

  /** The entry of that name, or the sentence that there is none. */
  static ZooEntry entry(Settings settings, String name) {
    return Session.reading(settings, data -> data.zooEntry(name))
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.CONFLICT,
                    "no zoo entry is named '%s'; \"nasoa zoo list\" lists them".formatted(name)));
  }

  /** An entry with its card as users get it. */
  static ObjectNode row(ZooEntry entry) {
    ObjectNode row = Json.MAPPER.valueToTree(entry);
    row.remove("cardJson");
    try {
      row.set("card", Json.MAPPER.readTree(entry.cardJson()));
    } catch (JsonProcessingException e) {
      row.put("card", entry.cardJson());
    }
    return row;
  }
}
