package io.nasoa.worker.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The keys of the configuration file; each is an environment variable too. */
public enum Setting {
  /** Where everything is kept. */
  DATA_DIR("dataDir", Kind.PATH, "./nasoa-data", "directory in which everything is kept"),
  /** Names one store; in the names of queues and workflows. */
  DEPLOYMENT("deployment", Kind.NAME, "default", "name of this store in queues and workflow ids"),
  /** Where data may lie. */
  DATA_ROOTS(
      "dataRoots", Kind.PATHS, "", "directories in which data may lie; empty means everywhere"),
  /** Torch threads of one training. */
  THREADS("threads", Kind.COUNT, "1", "native threads of one training"),
  /** Trainings at a time. */
  SLOTS("slots", Kind.COUNT, "the number of cores", "trainings that run at the same time"),
  /** Where tasks run. */
  DEVICE("device", Kind.DEVICE, "cpu", "where tasks run that do not say: cpu or cuda:N"),
  /** What trainers use. */
  DEVICES(
      "devices",
      Kind.DEVICES,
      "the setting 'device'",
      "devices of the trainers, separated by commas; 'up' starts a process for each, and a GPU takes one training at a time"),
  /** How much work a kill may cost. */
  CHECKPOINT_INTERVAL(
      "checkpointInterval", Kind.DURATION, "10s", "seconds between checkpoints of a training"),
  /** Unpacked native libraries. */
  CACHE_DIR(
      "cacheDir",
      Kind.PATH,
      "nasoa in the user's cache directory",
      "directory of the unpacked native libraries (430 MB)");

  private final String key;
  private final Kind kind;
  private final String defaultText;
  private final String meaning;

  Setting(String key, Kind kind, String defaultText, String meaning) {
    this.key = key;
    this.kind = kind;
    this.defaultText = defaultText;
    this.meaning = meaning;
  }

  /** Name in the configuration file and in {@code --set}. */
  public String key() {
    return key;
  }

  /** Name of the environment variable. */
  public String variable() {
    return "NASOA_" + name();
  }

  /** How its text is read. */
  public Kind kind() {
    return kind;
  }

  /** The default as a user reads it. */
  public String defaultText() {
    return defaultText;
  }

  /** What it is, for the reader of a schema. */
  public String meaning() {
    return meaning;
  }

  /** The setting of a key in the configuration file. */
  public static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /** How a setting's text is read. */
  public enum Kind {
    PATH,
    PATHS,
    NAME,
    COUNT,
    DEVICE,
    DEVICES,
    DURATION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
