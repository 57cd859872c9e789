package io.nasoa.worker.cli;

import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.timing.ModelTimer;
import io.nasoa.activities.timing.ModelTimes;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which entries of the zoo are timed against each other, and how long. */
final class TimingOptions {
  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Entries (default: all).")
  List<String> names = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "9",
      paramLabel = "N",
      description = "Steps of each model that count (default: ${DEFAULT-VALUE}).")
  int rounds;

  /** Refuses what cannot be measured. */
  void check() {
    if (rounds < 1) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "--rounds must be at least 1, was " + rounds);
    }
  }

  /** The named entries, or all of them. */
  List<ZooEntry> entries(Settings settings) {
    return names.isEmpty()
        ? Session.reading(settings, OwnedData::zoo)
        : names.stream().distinct().map(name -> ZooCommand.entry(settings, name)).toList();
  }

  /** What they take here, interleaved; in the order of the entries. */
  List<ModelTimes> measure(Shell shell, Settings settings, List<ZooEntry> entries) {
    TorchRuntime torch = new TorchStart(shell, settings).get();
    return new ModelTimer(torch, torch.device(settings.device()))
        .measure(entries.stream().map(TimingOptions::subject).toList(), rounds);
  }

  private static ModelTimer.Subject subject(ZooEntry entry) {
    return new ModelTimer.Subject(
        entry.name(),
        Networks.parse(entry.architecture()).toGraph(entry.classes(), entry.stem()),
        entry.resolution());
  }
}
