package io.nasoa.worker.cli;

import io.nasoa.worker.config.Setting;
import io.nasoa.worker.config.SettingsReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that uses the settings. */
final class GlobalOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration file (default: NASOA_CONFIG, else ./nasoa.yaml if there is one).")
  @Nullable Path config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Directory in which everything is kept (default: ./nasoa-data).")
  @Nullable String dataDir;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any setting of the configuration file, for this command.")
  Map<String, String> set = new LinkedHashMap<>();

  /** The settings that hold for this command. */
  SettingsReader.Resolved read(Shell shell) {
    Map<String, String> flags = new LinkedHashMap<>(set);
    if (dataDir != null) {
      flags.put(Setting.DATA_DIR.key(), dataDir);
    }
    return SettingsReader.read(
        flags,
        config,
        shell.environment(),
        shell.directory(),
        Runtime.getRuntime().availableProcessors());
  }
}
