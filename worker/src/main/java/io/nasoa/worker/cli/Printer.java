package io.nasoa.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints data as a table, as JSON or as CSV. JSON holds everything as it is; in table and CSV
 * nested fields become columns named {@code outer.inner}, and a table rounds fractions to four
 * places.
 */
final class Printer {
  private static final ObjectMapper MAPPER = Json.MAPPER;

  private final PrintStream out;
  private final OutputFormat format;

  Printer(Shell shell, OutputFormat format) {
    this.out = shell.out();
    this.format = format;
  }

  /** Prints rows: a JSON array, or lines below a header of the given columns. */
  void list(List<String> columns, List<ObjectNode> rows) {
    switch (format) {
      case JSON -> out.println(json(array(rows), true));
      case CSV -> csv(columns, rows);
      case TABLE -> table(columns, rows);
    }
  }

  /** Prints rows of any width: one JSON object a line, CSV or a table. */
  void lines(List<String> columns, List<ObjectNode> rows) {
    if (format == OutputFormat.JSON) {
      rows.forEach(row -> out.println(json(row, false)));
    } else {
      list(columns, rows);
    }
  }

  /** Prints one object: JSON, a header and a line, or one line a field. */
  void object(ObjectNode value) {
    Map<String, String> fields = flat(value, format == OutputFormat.TABLE);
    switch (format) {
      case JSON -> out.println(json(value, true));
      case CSV -> csv(List.copyOf(fields.keySet()), List.of(value));
      case TABLE -> {
        int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
        fields.forEach(
            (name, text) -> out.println((pad(name, width) + "  " + text).stripTrailing()));
      }
    }
  }

  private static ArrayNode array(List<ObjectNode> rows) {
    ArrayNode array = MAPPER.createArrayNode();
    rows.forEach(array::add);
    return array;
  }

  private static String json(JsonNode value, boolean indented) {
    try {
      return indented
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value)
          : MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot be printed as JSON", e);
    }
  }

  private void csv(List<String> columns, List<ObjectNode> rows) {
    out.println(String.join(",", columns.stream().map(Printer::quoted).toList()));
    for (ObjectNode row : rows) {
      Map<String, String> fields = flat(row, false);
      List<String> cells = columns.stream().map(c -> quoted(fields.getOrDefault(c, ""))).toList();
      out.println(String.join(",", cells));
    }
  }

  /** RFC 4180: quotes around what holds a comma, a quote or a line break. */
  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private void table(List<String> columns, List<ObjectNode> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(c -> c.toUpperCase(Locale.ROOT)).toList());
    for (ObjectNode row : rows) {
      Map<String, String> fields = flat(row, true);
      lines.add(columns.stream().map(c -> fields.getOrDefault(c, "")).toList());
    }
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(pad(line.get(i), widths[i])).append(i + 1 < widths.length ? "  " : "");
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static Map<String, String> flat(ObjectNode value, boolean forEyes) {
    Map<String, String> fields = new LinkedHashMap<>();
    flatten("", value, forEyes, fields);
    return fields;
  }

  private static void flatten(
      String prefix, ObjectNode value, boolean forEyes, Map<String, String> fields) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = prefix + field.getKey();
      if (field.getValue() instanceof ObjectNode inner && !inner.isEmpty()) {
        flatten(name + ".", inner, forEyes, fields);
      } else {
        fields.put(name, text(field.getValue(), forEyes));
      }
    }
  }

  private static String text(JsonNode value, boolean forEyes) {
    if (value.isNull()) {
      return forEyes ? "-" : "";
    }
    if (value.isFloatingPointNumber() && forEyes) {
      return rounded(value.asDouble());
    }
    if (value.isValueNode()) {
      String text = value.asText();
      return forEyes ? withoutControls(text) : text;
    }
    if (value.isArray() && forEyes) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(text(part, true)));
      return String.join(" ", parts);
    }
    return json(value, false);
  }

  private static String rounded(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return value != 0 && Math.abs(value) < 0.001 ? String.format(Locale.ROOT, "%.2e", value) : text;
  }

  /** Names come from files: what they hold must not steer the terminal. */
  private static String withoutControls(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
