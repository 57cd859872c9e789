package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
  private static final String AIRFLOW = "airflow";

  private final Shell shell;
  private final TuningFactory tuning;

  @Option(
      names = "--queues",
      split = ",",
      defaultValue = TRAINER,
      paramLabel = "QUEUE",
      description =
          "What it works on: trainer, airflow (default: ${DEFAULT-VALUE}). Control belongs to the process that owns the store: \"nasoa up\".")
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
    if (queues.contains(TRAINER)) {
      train(settings);
    } else {
      speakToAirflow(settings);
    }
    return ExitCode.STOPPED.value();
  }

  private void train(Settings settings) throws InterruptedException {
    Optional<AirflowHost> airflow =
        queues.contains(AIRFLOW)
            ? Optional.of(AirflowHost.start(shell, settings))
            : Optional.empty();
    try (TrainerHost host = TrainerHost.start(shell, settings, tuning)) {
      shell.stopSignals().accept(host::close);
      if (supervised) {
        endWithInput(host);
      }
      host.awaitEnd();
    } finally {
      airflow.ifPresent(AirflowHost::close);
    }
  }

  private void speakToAirflow(Settings settings) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (AirflowHost host = AirflowHost.start(shell, settings)) {
      shell
          .stopSignals()
          .accept(
              () -> {
                host.close();
                ended.countDown();
              });
      ended.await();
    }
  }

  private void requireKnownQueues() {
    for (String queue : queues) {
      if (!queue.equals(TRAINER) && !queue.equals(AIRFLOW)) {
        throw new CommandException(
            ExitCode.USAGE,
            "--queues: '%s' is not a queue of this command; it knows '%s' and '%s', and control belongs to \"nasoa up\""
                .formatted(queue, TRAINER, AIRFLOW));
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
