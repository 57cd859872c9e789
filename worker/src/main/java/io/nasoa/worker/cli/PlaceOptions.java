package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where long work trains and how soon. */
final class PlaceOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu or cuda:N (default: the setting 'device').")
  @Nullable String device;

  @Option(
      names = "--priority",
      paramLabel = "1..5",
      defaultValue = "3",
      description = "1 is first (default: ${DEFAULT-VALUE}).")
  int priority;

  String device(Settings settings) {
    return device == null ? settings.device() : device;
  }
}
