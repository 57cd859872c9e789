package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.ListenAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Owns the data directory until a signal: goes on with every task and serves the API. */
@Command(
    name = "up",
    description =
        "Own the data directory: go on with unfinished tasks and serve the HTTP API until a signal.")
final class UpCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;

  @Option(
      names = "--listen",
      defaultValue = "127.0.0.1:0",
      paramLabel = "HOST:PORT",
      description =
          "Where the API listens (default: ${DEFAULT-VALUE}, any free port). Beyond this machine only with NASOA_API_TOKEN and the setting dataRoots.")
  String listen = "127.0.0.1:0";

  @Option(
      names = "--trainers",
      defaultValue = "PROCESSES",
      paramLabel = "WHERE",
      description =
          "Where trainings run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Elsewhere, \"nasoa worker start\" works on them.")
  TaskHost.Trainers trainers = TaskHost.Trainers.PROCESSES;

  @Mixin GlobalOptions options = new GlobalOptions();

  UpCommand(Shell shell, TuningFactory tuning) {
    this.shell = shell;
    this.tuning = tuning;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = options.read(shell).settings();
    ListenAddress address = address(settings);
    String deviceClass = settings.device().startsWith("cuda") ? "cuda" : "cpu";
    try (TaskHost host = start(settings, deviceClass, address)) {
      List<String> unfinished = new ArrayList<>(host.service().resumeUnfinished());
      unfinished.addAll(host.service().longWork().searches().resumeUnfinished());
      unfinished.addAll(host.service().longWork().builds().resumeUnfinished());
      unfinished.addAll(host.service().longWork().tables().resumeUnfinished());
      unfinished.addAll(host.service().longWork().comparisons().resumeUnfinished());
      unfinished.addAll(host.service().longWork().hpo().resumeUnfinished());
      if (!unfinished.isEmpty()) {
        shell.say("going on with " + String.join(", ", unfinished));
      }
      shell.out().println(host.url());
      host.awaitEnd();
    }
    return ExitCode.DONE.value();
  }

  private TaskHost start(Settings settings, String deviceClass, ListenAddress address) {
    return Session.reach(
        settings,
        owner -> {
          throw new CommandException(
              ExitCode.CONFLICT,
              "process %d owns %s already".formatted(owner.pid(), settings.dataDir()));
        },
        () -> TaskHost.start(shell, settings, deviceClass, tuning, trainers, address));
  }

  private ListenAddress address(Settings settings) {
    try {
      ListenAddress address = ListenAddress.parse(listen);
      if (!address.loopback()) {
        requireGuarded(settings);
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.INVALID_INPUT, "--listen: " + e.getMessage());
    }
  }

  private void requireGuarded(Settings settings) {
    if (TaskHost.givenToken(shell).isEmpty() || settings.dataRoots().isEmpty()) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--listen: %s is reached from other machines, which needs a token in NASOA_API_TOKEN and the setting dataRoots"
              .formatted(listen));
    }
  }
}
