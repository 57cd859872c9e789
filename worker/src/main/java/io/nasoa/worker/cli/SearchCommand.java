package io.nasoa.worker.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The architecture search. */
@Command(
    name = "search",
    description = "The architecture search.",
    synopsisSubcommandLabel = "COMMAND")
final class SearchCommand {
  private SearchCommand() {}

  static CommandLine create(Shell shell) {
    return new CommandLine(new SearchCommand())
        .addSubcommand(new SearchBenchmarkCommand(shell))
        .addSubcommand(new SearchGateCommand(shell));
  }
}
