package io.nasoa.worker.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The predictor of what a regime will do. */
@Command(
    name = "predictor",
    description = "The predictor of what a model and a regime will do on a task.",
    synopsisSubcommandLabel = "COMMAND")
final class PredictorCommand {
  private PredictorCommand() {}

  static CommandLine create(Shell shell) {
    return new CommandLine(new PredictorCommand())
        .addSubcommand(new PredictorEvaluateCommand(shell));
  }
}
