package io.nasoa.worker.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Workers on this or any other machine. */
@Command(name = "worker", description = "Work on a deployment's tasks, on any machine.")
final class WorkerCommand {
  private WorkerCommand() {}

  static CommandLine create(Shell shell, TuningFactory tuning) {
    return new CommandLine(new WorkerCommand())
        .addSubcommand(new WorkerStartCommand(shell, tuning));
  }
}
