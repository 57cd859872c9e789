package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A worker and nothing else: no store, no API. */
@Command(
    name = "start",
    description =
        "Take trainings of a deployment from its Temporal server until a signal. Needs TEMPORAL_ADDRESS or a profile, and the deployment's artifact root as --data-dir.")
final class WorkerStartCommand implements Callable<Integer> {
  private static final String TRAINER = "trainer";

  private final Shell shell;
  private final TuningFactory tuning;

  @Option(
      names = "--queues",
      split = ",",
      defaultValue = TRAINER,
      paramLabel = "QUEUE",
      description =
          "What it works on (default: ${DEFAULT-VALUE}). Control belongs to the process that owns the store: \"nasoa up\".")
  List<String> queues = List.of(TRAINER);

  @Option(
      names = "--supervised",
      hidden = true,
      description = "End when standard input ends, which is when the process that started it does.")
  boolean supervised;

  @Mixin GlobalOptions options = new GlobalOptions();

  WorkerStartCommand(Shell shell, TuningFactory tuning) {
    this.shell = shell;
    this.tuning = tuning;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireKnownQueues();
    Settings settings = options.read(shell).settings();
    if (settings.temporal().embedded()) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "worker start needs a Temporal server: set TEMPORAL_ADDRESS (an embedded server has the trainers that \"nasoa up\" starts)");
    }
    try (TrainerHost host = TrainerHost.start(shell, settings, tuning)) {
      shell.stopSignals().accept(host::close);
      if (supervised) {
        endWithInput(host);
      }
      host.awaitEnd();
    }
    return ExitCode.STOPPED.value();
  }

  private void requireKnownQueues() {
    for (String queue : queues) {
      if (!queue.equals(TRAINER)) {
        throw new CommandException(
            ExitCode.USAGE,
            "--queues: '%s' is not a queue of this command; it knows '%s', and control belongs to \"nasoa up\""
                .formatted(queue, TRAINER));
      }
    }
  }

  /** Whoever started this process may be killed; its end of the pipe is closed then. */
  private static void endWithInput(TrainerHost host) {
    InputStream input = System.in;
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (input.read() >= 0) {
                  // Nothing is ever sent.
                }
              } catch (IOException e) {
                // As good as its end.
              }
              host.close();
            },
            "nasoa-parent");
    watcher.setDaemon(true);
    watcher.start();
  }
}
