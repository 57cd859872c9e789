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

  @Option(
      names = "--temporal-address",
      paramLabel = "HOST:PORT",
      description =
          "Temporal server (default: TEMPORAL_ADDRESS, else that of the profile, else embedded).")
  @Nullable String temporalAddress;

  @Option(
      names = "--temporal-namespace",
      paramLabel = "NAME",
      description = "Namespace there (default: TEMPORAL_NAMESPACE, else that of the profile).")
  @Nullable String temporalNamespace;

  @Option(
      names = "--temporal-profile",
      paramLabel = "NAME",
      description = "Profile in Temporal's configuration file (default: TEMPORAL_PROFILE).")
  @Nullable String temporalProfile;

  /** The settings that hold for this command. */
  SettingsReader.Resolved read(Shell shell) {
    Map<String, String> flags = new LinkedHashMap<>(set);
    put(flags, Setting.DATA_DIR.key(), dataDir);
    put(flags, "TEMPORAL_ADDRESS", temporalAddress);
    put(flags, "TEMPORAL_NAMESPACE", temporalNamespace);
    put(flags, "TEMPORAL_PROFILE", temporalProfile);
    return SettingsReader.read(
        flags,
        config,
        shell.environment(),
        shell.directory(),
        Runtime.getRuntime().availableProcessors());
  }

  private static void put(Map<String, String> flags, String key, @Nullable String text) {
    if (text != null) {
      flags.put(key, text);
    }
  }
}
