package io.nasoa.worker.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The hyper-parameter optimisers that plans are compared with. */
@Command(
    name = "hpo",
    description = "The hyper-parameter optimisers that plans are compared with, on their own.",
    synopsisSubcommandLabel = "COMMAND")
final class HpoCommand {
  private HpoCommand() {}

  static CommandLine create(Shell shell) {
    return new CommandLine(new HpoCommand())
        .addSubcommand(new HpoProposalsCommand(shell))
        .addSubcommand(new HpoBenchmarkCommand(shell));
  }
}
