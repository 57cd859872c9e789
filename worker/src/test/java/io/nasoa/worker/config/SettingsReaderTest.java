package io.nasoa.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsReaderTest {
  @TempDir Path directory;

  /** One key's default and a value other than it, as text and as what it becomes. */
  private record Mapping(Object defaultValue, String text, Object value) {}

  /** No default branch: a new key without a row here does not compile. */
  private Mapping mapping(Setting setting) {
    Path here = directory.toAbsolutePath();
    return switch (setting) {
      case DATA_DIR -> new Mapping(here.resolve("nasoa-data"), "other", here.resolve("other"));
      case DEPLOYMENT -> new Mapping("default", "team-a", "team-a");
      case DATA_ROOTS ->
          new Mapping(
              List.of(),
              "a" + File.pathSeparator + "/b",
              List.of(here.resolve("a"), Path.of("/b")));
      case THREADS -> new Mapping(1, "2", 2);
      case SLOTS -> new Mapping(7, "3", 3);
      case DEVICE -> new Mapping("cpu", "cuda:1", "cuda:1");
      case DEVICES -> new Mapping(List.of("cpu"), "cuda:0, cuda:1", List.of("cuda:0", "cuda:1"));
      case CHECKPOINT_INTERVAL -> new Mapping(Duration.ofSeconds(10), "1m", Duration.ofMinutes(1));
      case CACHE_DIR -> new Mapping(Path.of("/home/u/.cache/nasoa"), "/c", Path.of("/c"));
    };
  }

  private static Object value(Setting setting, Settings settings) {
    return switch (setting) {
      case DATA_DIR -> settings.dataDir();
      case DEPLOYMENT -> settings.deployment();
      case DATA_ROOTS -> settings.dataRoots();
      case THREADS -> settings.threads();
      case SLOTS -> settings.slots();
      case DEVICE -> settings.device();
      case DEVICES -> settings.devices();
      case CHECKPOINT_INTERVAL -> settings.checkpointInterval();
      case CACHE_DIR -> settings.cacheDir();
    };
  }

  private SettingsReader.Resolved read(Map<String, String> flags, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("HOME", "/home/u");
    return SettingsReader.read(flags, null, environment, directory, 7);
  }

  @ParameterizedTest
  @EnumSource
  void read_nothing_isDefault(Setting setting) {
    SettingsReader.Resolved resolved = read(Map.of(), Map.of());
    assertThat(value(setting, resolved.settings())).isEqualTo(mapping(setting).defaultValue());
    assertThat(resolved.sources()).containsEntry(setting, "default");
  }

  @ParameterizedTest
  @EnumSource
  void read_file_isMapped(Setting setting) throws IOException {
    String text = mapping(setting).text();
    Files.writeString(directory.resolve("nasoa.yaml"), setting.key() + ": \"" + text + "\"\n");
    SettingsReader.Resolved resolved = read(Map.of(), Map.of());
    assertThat(value(setting, resolved.settings())).isEqualTo(mapping(setting).value());
    assertThat(resolved.sources().get(setting)).endsWith("nasoa.yaml");
  }

  @ParameterizedTest
  @EnumSource
  void read_environment_winsOverFile(Setting setting) throws IOException {
    Files.writeString(directory.resolve("nasoa.yaml"), setting.key() + ": 9\n");
    Map<String, String> variables = Map.of(setting.variable(), mapping(setting).text());
    SettingsReader.Resolved resolved = read(Map.of(), variables);
    assertThat(value(setting, resolved.settings())).isEqualTo(mapping(setting).value());
    assertThat(resolved.sources()).containsEntry(setting, setting.variable());
  }

  @ParameterizedTest
  @EnumSource
  void read_flag_winsOverEnvironment(Setting setting) {
    SettingsReader.Resolved resolved =
        read(Map.of(setting.key(), mapping(setting).text()), Map.of(setting.variable(), "9"));
    assertThat(value(setting, resolved.settings())).isEqualTo(mapping(setting).value());
    assertThat(resolved.sources()).containsEntry(setting, "flag");
  }

  @Test
  void read_fileElsewhere_pathsStartThere() throws IOException {
    Path there = Files.createDirectory(directory.resolve("there"));
    Files.writeString(there.resolve("my.yaml"), "dataDir: d\ndataRoots: [x, /y]\nversion: 1\n");
    Settings settings = read(Map.of(), Map.of("NASOA_CONFIG", "there/my.yaml")).settings();
    assertThat(settings.dataDir()).isEqualTo(there.resolve("d"));
    assertThat(settings.dataRoots()).containsExactly(there.resolve("x"), Path.of("/y"));
  }

  @Test
  void read_manyProblems_allListed() throws IOException {
    Files.writeString(
        directory.resolve("nasoa.yaml"), "datadir: x\nslots: 0\napiKey: s3cret\nversion: 9\n");
    Map<String, String> variables =
        Map.of("NASOA_DEVICE", "gpu", "NASOA_DEVICES", "cuda:0,cuda:0", "NASOA_THREAD", "2");
    ConfigurationException problem =
        catchThrowableOfType(
            ConfigurationException.class, () -> read(Map.of("slot", "1"), variables));
    assertThat(problem.problems())
        .hasSize(8)
        .anyMatch(p -> p.contains("unknown key datadir; did you mean dataDir?"))
        .anyMatch(p -> p.contains("slots must be a whole number of at least 1, was '0'"))
        .anyMatch(p -> p.contains("secrets come from the environment only"))
        .anyMatch(p -> p.contains("version is 9"))
        .anyMatch(p -> p.contains("NASOA_DEVICES: devices must be different devices"))
        .anyMatch(p -> p.contains("NASOA_DEVICE: device must be cpu or cuda:N, was 'gpu'"))
        .anyMatch(p -> p.contains("NASOA_THREAD; did you mean NASOA_THREADS?"))
        .anyMatch(p -> p.contains("unknown key slot; did you mean slots?"))
        .noneMatch(p -> p.contains("s3cret"));
  }

  @Test
  void read_duplicateKey_namesLine() throws IOException {
    Files.writeString(directory.resolve("nasoa.yaml"), "slots: 1\nslots: 2\n");
    assertThatThrownBy(() -> read(Map.of(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("slots");
  }

  @Test
  void read_namedFileMissing_isRefused() {
    assertThatThrownBy(() -> read(Map.of(), Map.of("NASOA_CONFIG", "none.yaml")))
        .hasMessageContaining("none.yaml does not exist");
  }

  @Test
  void read_commentsOnly_isDefault() throws IOException {
    Files.writeString(directory.resolve("nasoa.yaml"), "# nothing yet\n");
    assertThat(read(Map.of(), Map.of()).settings().slots()).isEqualTo(7);
  }

  @Test
  void read_temporalKey_isNeverKept() {
    SettingsReader.Resolved resolved =
        read(Map.of(), Map.of("TEMPORAL_API_KEY", "s3cret", "TEMPORAL_ADDRESS", "h:7233"));
    assertThat(resolved.settings().temporal().apiKeyGiven()).isTrue();
    assertThat(resolved.settings().temporal().embedded()).isFalse();
    assertThat(resolved.toString()).doesNotContain("s3cret");
  }
}
