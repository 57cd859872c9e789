package io.nasoa.worker.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file into texts; says everything that is wrong with it. */
final class SettingsFile {
  private static final int NEWEST_VERSION = 1;

  private final Path file;
  private final List<String> problems;
  private final Map<Setting, String> texts = new EnumMap<>(Setting.class);
  private @Nullable JsonNode airflow;

  private SettingsFile(Path file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * What a file holds.
   *
   * @param texts the texts of its settings
   * @param airflow its connections to Airflows; null for none
   */
  record Content(Map<Setting, String> texts, @Nullable JsonNode airflow) {}

  /** What the file holds; problems are added to the list. */
  static Content read(Path file, List<String> problems) {
    SettingsFile reader = new SettingsFile(file, problems);
    try {
      reader.keys(tree(file));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      problems.add("%s: line %d is not valid YAML: %s".formatted(file, line, firstLine(e)));
    } catch (IOException e) {
      problems.add("%s: cannot be read (%s)".formatted(file, e.getMessage()));
    }
    return new Content(reader.texts, reader.airflow);
  }

  private static JsonNode tree(Path file) throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    yaml.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    String text = Files.readString(file);
    return text.isBlank() ? yaml.createObjectNode() : yaml.readTree(text);
  }

  private void keys(JsonNode tree) {
    if (tree.isMissingNode() || tree.isNull()) {
      return; // comments only
    }
    if (!tree.isObject()) {
      problems.add("%s: must hold keys and values such as 'threads: 1'".formatted(file));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      key(entry.getKey(), entry.getValue());
    }
  }

  private void key(String key, JsonNode value) {
    if (key.equals("version")) {
      if (!value.isInt() || value.asInt() < 1 || value.asInt() > NEWEST_VERSION) {
        problems.add(
            "%s: version is %s, this NASOA reads version %d"
                .formatted(file, value, NEWEST_VERSION));
      }
      return;
    }
    if (key.equals(AirflowReader.KEY)) {
      airflow = value;
      return;
    }
    Setting setting = Setting.ofKey(key).orElse(null);
    if (setting == null) {
      problems.add("%s: %s".formatted(file, unknown(key)));
    } else if (value.isArray() && setting.kind() == Setting.Kind.PATHS) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(part.asText()));
      texts.put(setting, String.join(File.pathSeparator, parts));
    } else if (value.isArray() && setting.kind() == Setting.Kind.DEVICES) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(part.asText()));
      texts.put(setting, String.join(",", parts));
    } else if (value.isValueNode() && !value.isNull()) {
      texts.put(setting, value.asText());
    } else {
      problems.add("%s: %s must be one value, was %s".formatted(file, key, value));
    }
  }

  /** What to say about a key that is none. */
  static String unknown(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (List.of("apikey", "token", "password", "secret").stream().anyMatch(lower::contains)) {
      return "%s: secrets come from the environment only (TEMPORAL_API_KEY ...)".formatted(key);
    }
    List<String> keys =
        Stream.concat(
                Arrays.stream(Setting.values()).map(Setting::key), Stream.of(AirflowReader.KEY))
            .toList();
    return "unknown key %s%s"
        .formatted(
            key,
            Nearest.to(key, keys, Integer.MAX_VALUE)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse(""));
  }

  private static String firstLine(JsonProcessingException problem) {
    return problem.getOriginalMessage().lines().findFirst().orElse("");
  }
}
