package io.nasoa.worker.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands, wired to one shell. */
@Command(
    name = "nasoa",
    description = "Task-oriented online fine-tuning of image models.",
    subcommands = CommandLine.HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class CommandTree {
  private CommandTree() {}

  /** The command line; {@link CommandLine#execute} gives the exit code. */
  public static CommandLine create(Shell shell) {
    CommandLine line = new CommandLine(new CommandTree());
    line.addSubcommand(new VersionCommand(shell));
    return Problems.handledBy(shell, line);
  }
}
