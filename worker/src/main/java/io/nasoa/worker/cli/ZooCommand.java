package io.nasoa.worker.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The model zoo. */
@Command(name = "zoo", description = "The model zoo.", synopsisSubcommandLabel = "COMMAND")
final class ZooCommand {
  private ZooCommand() {}

  static CommandLine create(Shell shell) {
    return new CommandLine(new ZooCommand()).addSubcommand(new ZooDescribeCommand(shell));
  }
}
