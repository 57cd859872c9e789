package io.nasoa.worker.cli;

import io.nasoa.worker.config.Durations;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.config.SettingsReader;
import io.nasoa.workflows.tuning.FineTuningRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What defines the work of a task; what is not given is chosen by the plan. */
final class WorkOptions {
  @Parameters(
      paramLabel = "DATA",
      description = "ImageFolder directory, zip of one, or draw:<family>[:key=value,...].")
  String data = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  @Nullable Limit limit;

  @Option(names = "--model", paramLabel = "NAME", description = "Zoo entry to start from.")
  @Nullable String model;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "What every random choice hangs on (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(names = "--learning-rate", paramLabel = "X", description = "Peak learning rate.")
  @Nullable Double learningRate;

  @Option(
      names = "--frozen-stages",
      paramLabel = "K",
      description = "Stages that are not trained: 0 none, 1 the stem, 1+i also the first i stages.")
  @Nullable Integer frozenStages;

  @Option(names = "--batch-size", paramLabel = "N", description = "Images a step.")
  @Nullable Integer batchSize;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu or cuda:N (default: the setting 'device').")
  @Nullable String device;

  /** Whether a DAG prepares the data, so that DATA may be an address that only it reads. */
  boolean prepared;

  /** How long a task may take: time or steps. */
  static final class Limit {
    @Option(
        names = "--budget",
        required = true,
        paramLabel = "TIME",
        description = "Active time from planning to the evaluated model: 90s, 10m, 1h30m.")
    @Nullable Duration budget;

    @Option(names = "--steps", required = true, paramLabel = "N", description = "Optimiser steps.")
    @Nullable Integer steps;
  }

  /** The device that the task runs on. */
  String device(Settings settings) {
    String chosen = device == null ? settings.device() : device;
    if (!SettingsReader.isDevice(chosen)) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "--device must be cpu or cuda:N, was '%s'".formatted(chosen));
    }
    return chosen;
  }

  /**
   * The request, checked. A path becomes absolute, so that the same data named from another
   * directory is the same request.
   */
  FineTuningRequest request(
      String id,
      Shell shell,
      Settings settings,
      @Nullable Duration checkpointInterval,
      @Nullable Instant deadline,
      int priority) {
    Duration interval =
        checkpointInterval == null ? settings.checkpointInterval() : checkpointInterval;
    Duration budget = limit == null ? null : limit.budget;
    FineTuningRequest request =
        new FineTuningRequest(
            FineTuningRequest.SCHEMA,
            id,
            settings.deployment(),
            absolute(shell, data),
            budget == null ? null : (Double) (budget.toMillis() / 1000.0),
            limit == null ? null : limit.steps,
            model,
            seed,
            learningRate,
            frozenStages,
            batchSize,
            interval.toMillis() / 1000.0,
            deadline,
            priority,
            device(settings),
            settings.threads());
    List<String> problems = request.problems();
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.join("\n", problems));
    }
    return request;
  }

  private String absolute(Shell shell, String data) {
    return (prepared && data.contains("://")) || data.startsWith("draw:") || data.isBlank()
        ? data
        : shell.directory().resolve(Path.of(data)).toAbsolutePath().normalize().toString();
  }

  /** The limit as a person reads it. */
  String limitText() {
    Duration budget = limit == null ? null : limit.budget;
    return budget == null ? (limit == null ? "" : limit.steps + " steps") : Durations.print(budget);
  }

  /** A short word for ids, from what the data are called. */
  static String slug(String data) {
    String name = data.startsWith("draw:") ? data.split(":", -1)[1] : lastName(data);
    String word =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("\\.zip$", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = word.length() > 30 ? word.substring(0, 30) : word;
    return cut.isEmpty() ? "data" : cut;
  }

  private static String lastName(String data) {
    Path name = Path.of(data).toAbsolutePath().normalize().getFileName();
    return name == null ? "data" : name.toString();
  }
}
