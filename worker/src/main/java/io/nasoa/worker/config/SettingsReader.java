package io.nasoa.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reads the configuration: flag, else environment, else file, else default. All
 * problems are reported together.
 */
public final class SettingsReader {
  /** Variables with our prefix that are no settings. */
  private static final List<String> OTHER_VARIABLES =
      List.of("NASOA_API_TOKEN", "NASOA_CONFIG", "NASOA_JAR", "NASOA_JAVA_OPTIONS", "NASOA_SHARED");

  private static final String DEFAULT_FILE = "nasoa.yaml";

  private final Map<String, String> environment;
  private final Path directory;
  private final int cores;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> temporalFlags = new LinkedHashMap<>();
  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);
  private @Nullable JsonNode airflow;

  private SettingsReader(Map<String, String> environment, Path directory, int cores) {
    this.environment = environment;
    this.directory = directory.toAbsolutePath();
    this.cores = cores;
  }

  /**
   * Where a setting's value came from.
   *
   * @param text as it was written
   * @param source {@code flag}, the variable, the file, or {@code default}
   * @param base directory that a relative path starts at
   */
  record Value(String text, String source, Path base) {}

  /**
   * The settings and where each came from.
   *
   * @param settings the typed settings
   * @param sources source of every setting, in the order of {@link Setting}
   */
  public record Resolved(Settings settings, Map<Setting, String> sources) {}

  /**
   * Reads the settings.
   *
   * @param flags what the command line gave, by key; {@code TEMPORAL_ADDRESS}, {@code
   *     TEMPORAL_NAMESPACE} and {@code TEMPORAL_PROFILE} are keys too
   * @param configuration file named on the command line, or null
   * @param environment the environment variables
   * @param directory the caller's directory, where relative flags and variables start
   * @param cores of this machine, the default of {@code slots}
   * @throws ConfigurationException with all problems
   */
  public static Resolved read(
      Map<String, String> flags,
      @Nullable Path configuration,
      Map<String, String> environment,
      Path directory,
      int cores) {
    SettingsReader reader = new SettingsReader(environment, directory, cores);
    reader.defaults();
    reader.file(configuration);
    reader.variables();
    reader.flags(flags);
    Settings settings = reader.settings();
    if (!reader.problems.isEmpty()) {
      throw new ConfigurationException(reader.problems);
    }
    Map<Setting, String> sources = new LinkedHashMap<>();
    reader.values.forEach((setting, value) -> sources.put(setting, value.source()));
    return new Resolved(settings, sources);
  }

  private void defaults() {
    for (Setting setting : Setting.values()) {
      String text =
          switch (setting) {
            case SLOTS -> Integer.toString(cores);
            case DEVICES -> "";
            case CACHE_DIR -> userCache().resolve("nasoa").toString();
            default -> setting.defaultText();
          };
      values.put(setting, new Value(text, "default", directory));
    }
  }

  private Path userCache() {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!cache.isEmpty() && Path.of(cache).isAbsolute()) { // the standard ignores relative ones
      return Path.of(cache);
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
    return Path.of(home, ".cache");
  }

  private void file(@Nullable Path named) {
    String variable = environment.getOrDefault("NASOA_CONFIG", "");
    Path file =
        directory.resolve(
            named != null ? named : Path.of(variable.isEmpty() ? DEFAULT_FILE : variable));
    if (!Files.exists(file)) {
      if (named != null || !variable.isEmpty()) {
        problems.add("the configuration file %s does not exist".formatted(file));
      }
      return;
    }
    Path base = file.toAbsolutePath().normalize().getParent();
    SettingsFile.Content content = SettingsFile.read(file, problems);
    airflow = content.airflow();
    content
        .texts()
        .forEach(
            (setting, text) ->
                values.put(
                    setting, new Value(text, file.toString(), base == null ? directory : base)));
  }

  private void variables() {
    List<String> known = new ArrayList<>(OTHER_VARIABLES);
    for (Setting setting : Setting.values()) {
      known.add(setting.variable());
      String text = environment.get(setting.variable());
      if (text != null && !text.isEmpty()) {
        values.put(setting, new Value(text, setting.variable(), directory));
      }
    }
    for (String name : environment.keySet()) {
      if (name.startsWith("NASOA_") && !known.contains(name)) {
        // Only near misses: other programs may have variables with this prefix.
        Nearest.to(name, known, 2)
            .ifPresent(
                nearest ->
                    problems.add(
                        "unknown environment variable %s; did you mean %s?"
                            .formatted(name, nearest)));
      }
    }
  }

  private void flags(Map<String, String> flags) {
    flags.forEach(this::flag);
  }

  private void flag(String key, String text) {
    if (TemporalProfileReader.FLAGS.contains(key)) {
      temporalFlags.put(key, text);
      return;
    }
    Setting.ofKey(key)
        .ifPresentOrElse(
            setting -> values.put(setting, new Value(text, "flag", directory)),
            () -> problems.add("--set: " + SettingsFile.unknown(key)));
  }

  private Settings settings() {
    return new Settings(
        path(Setting.DATA_DIR),
        name(Setting.DEPLOYMENT),
        paths(Setting.DATA_ROOTS),
        count(Setting.THREADS),
        count(Setting.SLOTS),
        device(Setting.DEVICE),
        devices(),
        duration(Setting.CHECKPOINT_INTERVAL),
        path(Setting.CACHE_DIR),
        temporal(),
        new AirflowReader(environment, problems).read(airflow));
  }

  private TemporalProfile temporal() {
    return new TemporalProfileReader(temporalFlags, environment, directory, problems).read();
  }

  private Value value(Setting setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException("no default of " + setting);
    }
    return value;
  }

  private Path path(Setting setting) {
    Value value = value(setting);
    if (value.text().isBlank()) {
      wrong(setting, "is not a directory");
    }
    return resolved(setting, value.text(), value.base());
  }

  private List<Path> paths(Setting setting) {
    Value value = value(setting);
    return Arrays.stream(value.text().split(File.pathSeparator, -1))
        .filter(part -> !part.isBlank())
        .map(part -> resolved(setting, part, value.base()))
        .toList();
  }

  private Path resolved(Setting setting, String text, Path base) {
    try {
      return base.resolve(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      wrong(setting, "is not a path");
      return directory;
    }
  }

  private String name(Setting setting) {
    String text = value(setting).text();
    if (!text.matches("[a-z0-9][a-z0-9._-]{0,49}")) {
      wrong(setting, "must be small letters, digits, '.', '_' and '-', at most 50");
    }
    return text;
  }

  private int count(Setting setting) {
    String text = value(setting).text().strip();
    if (!text.matches("[1-9]\\d{0,3}")) {
      wrong(setting, "must be a whole number of at least 1");
      return 1;
    }
    return Integer.parseInt(text);
  }

  private String device(Setting setting) {
    String text = value(setting).text();
    if (!isDevice(text)) {
      wrong(setting, "must be cpu or cuda:N");
    }
    return text;
  }

  private List<String> devices() {
    String text = value(Setting.DEVICES).text().strip();
    if (text.isEmpty()) {
      return List.of(value(Setting.DEVICE).text());
    }
    List<String> devices = List.of(text.split("\\s*,\\s*", -1));
    if (!devices.stream().allMatch(SettingsReader::isDevice)
        || devices.stream().distinct().count() < devices.size()) {
      wrong(Setting.DEVICES, "must be different devices, each cpu or cuda:N, separated by commas");
    }
    return devices;
  }

  /** Whether a text names a device. */
  public static boolean isDevice(String text) {
    return text.matches("cpu|cuda:\\d{1,3}");
  }

  private Duration duration(Setting setting) {
    try {
      return Durations.parse(value(setting).text());
    } catch (IllegalArgumentException e) {
      wrong(setting, "must be a duration such as 90s, 10m or 1h30m");
      return Duration.ofSeconds(1);
    }
  }

  private void wrong(Setting setting, String what) {
    Value value = value(setting);
    problems.add(
        "%s: %s %s, was '%s'".formatted(value.source(), setting.key(), what, value.text()));
  }
}
