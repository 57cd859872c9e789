package io.nasoa.zoo.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.StoredExperience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Experience as a file, in JSON or CSV, that another store can take up: what is read is what was
 * written. A CSV column is a field of the JSON, inner ones named {@code outer.inner}; lists stand
 * in a cell as JSON, and what is not known is an empty cell.
 */
public final class ExperienceFile {
  /** The first field of a JSON file, and of no other. */
  static final String FORMAT = "nasoa-experience";

  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The row's own columns before those of the experience. */
  private static final List<String> KEY = List.of("deployment", "task", "run");

  /** Columns whose cells are JSON. */
  private static final Set<String> LISTS = Set.of("decision.proposals");

  private ExperienceFile() {}

  /** Whether a text is meant to be JSON. */
  public static boolean isJson(String text) {
    return text.stripLeading().startsWith("{");
  }

  /** The rows as JSON. */
  public static String json(List<StoredExperience> rows) {
    ObjectNode file = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION);
    ArrayNode array = file.putArray("experiences");
    rows.forEach(row -> array.add(tree(row)));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  /**
   * One row as a tree: its key, then its experience.
   *
   * @throws IllegalArgumentException if it holds none
   */
  public static ObjectNode tree(StoredExperience row) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("deployment", row.deployment()).put("task", row.taskId()).put("run", row.run());
    tree.setAll(ExperienceJson.tree(ExperienceJson.read(row.experienceJson())));
    return tree;
  }

  /** The rows as CSV with a header. */
  public static String csv(List<StoredExperience> rows) {
    List<Map<String, String>> lines = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>(KEY);
    for (StoredExperience row : rows) {
      Map<String, String> line = new LinkedHashMap<>();
      flatten("", tree(row), line);
      lines.add(line);
      columns.addAll(line.keySet());
    }
    StringBuilder text = new StringBuilder();
    CsvLines.append(text, List.copyOf(columns));
    for (Map<String, String> line : lines) {
      CsvLines.append(text, columns.stream().map(column -> line.getOrDefault(column, "")).toList());
    }
    return text.toString();
  }

  private static void flatten(String prefix, ObjectNode tree, Map<String, String> cells) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String name = prefix + field.getKey();
      JsonNode value = field.getValue();
      if (value instanceof ObjectNode inner) {
        flatten(name + ".", inner, cells);
      } else if (!value.isNull()) {
        cells.put(name, value.isValueNode() ? value.asText() : value.toString());
      }
    }
  }

  /**
   * Reads rows of either form, all of them or none.
   *
   * @param learnedAt when the store learns them
   * @throws IllegalArgumentException saying which row is wrong, and how
   */
  public static List<StoredExperience> read(String text, Instant learnedAt) {
    List<ObjectNode> trees = isJson(text) ? ofJson(text) : ofCsv(text);
    List<StoredExperience> rows = new ArrayList<>();
    Set<List<Object>> keys = new HashSet<>();
    for (int i = 0; i < trees.size(); i++) {
      try {
        StoredExperience row = row(trees.get(i), learnedAt);
        if (!keys.add(List.of(row.deployment(), row.taskId(), row.run()))) {
          throw new IllegalArgumentException(
              "run %d of task %s stands there twice".formatted(row.run(), row.taskId()));
        }
        rows.add(row);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("experience %d: %s".formatted(i + 1, e.getMessage()), e);
      }
    }
    return rows;
  }

  private static StoredExperience row(ObjectNode tree, Instant learnedAt) {
    String deployment = text(tree, "deployment");
    String task = text(tree, "task");
    int run = tree.path("run").asInt(0);
    if (run < 1) {
      throw new IllegalArgumentException(
          "experience field run is %s, expected at least 1".formatted(tree.path("run")));
    }
    tree.remove(KEY);
    Experience experience = ExperienceJson.read(tree);
    if (ExperienceEncoder.teachesAccuracy(experience)) {
      new ExperienceEncoder().example(experience, task);
    }
    return new StoredExperience(
        deployment, task, run, experience.schema(), ExperienceJson.write(experience), learnedAt);
  }

  private static String text(ObjectNode tree, String field) {
    String text = tree.path(field).asText("");
    if (text.isBlank()) {
      throw new IllegalArgumentException("the experience lacks the field " + field);
    }
    return text;
  }

  private static List<ObjectNode> ofJson(String text) {
    JsonNode file;
    try {
      file = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the file is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!file.path("format").asText().equals(FORMAT) || !file.path("experiences").isArray()) {
      throw new IllegalArgumentException(
          "the file is no experience: it lacks \"format\": \"%s\" or \"experiences\""
              .formatted(FORMAT));
    }
    if (file.path("version").asInt(0) > VERSION) {
      throw new IllegalArgumentException(
          "the file has version %s, this program reads up to %d"
              .formatted(file.path("version"), VERSION));
    }
    List<ObjectNode> trees = new ArrayList<>();
    for (JsonNode element : file.path("experiences")) {
      if (!(element instanceof ObjectNode tree)) {
        throw new IllegalArgumentException(
            "experience %d: it is no JSON object".formatted(trees.size() + 1));
      }
      trees.add(tree);
    }
    return trees;
  }

  private static List<ObjectNode> ofCsv(String text) {
    List<List<String>> lines = CsvLines.read(text);
    if (lines.isEmpty() || !lines.get(0).containsAll(KEY)) {
      throw new IllegalArgumentException(
          "the file is no experience: its first line must name the columns %s and those of an export"
              .formatted(String.join(", ", KEY)));
    }
    List<String> header = lines.get(0);
    List<ObjectNode> trees = new ArrayList<>();
    for (List<String> cells : lines.subList(1, lines.size())) {
      if (cells.size() != header.size()) {
        throw new IllegalArgumentException(
            "experience %d: it has %d cells, expected %d as in the first line"
                .formatted(trees.size() + 1, cells.size(), header.size()));
      }
      ObjectNode tree = JSON.createObjectNode();
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          put(tree, header.get(i), cells.get(i), trees.size() + 1);
        }
      }
      trees.add(tree);
    }
    return trees;
  }

  /** Numbers stay texts here: a record's field says what it is. */
  private static void put(ObjectNode tree, String column, String cell, int number) {
    ObjectNode at = tree;
    String[] names = column.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = at.get(names[i]) instanceof ObjectNode inner ? inner : at.putObject(names[i]);
    }
    String name = names[names.length - 1];
    if (!LISTS.contains(column)) {
      at.put(name, cell);
      return;
    }
    try {
      at.set(name, JSON.readTree(cell));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "experience %d: column %s is no list: %s"
              .formatted(number, column, e.getOriginalMessage()),
          e);
    }
  }
}
