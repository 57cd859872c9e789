package io.nasoa.zoo.learning;

import java.util.ArrayList;
import java.util.List;

/** Lines of comma-separated cells (RFC 4180): quoted ones may hold commas, quotes, line breaks. */
final class CsvLines {
  private CsvLines() {}

  /** Adds a line. */
  static void append(StringBuilder text, List<String> cells) {
    text.append(String.join(",", cells.stream().map(CsvLines::quoted).toList())).append('\n');
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** The cells of each line that holds anything. */
  static List<List<String>> read(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      if (quoted && c == '"' && i + 1 < whole.length() && whole.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n' && !quoted) {
        end(lines, cells, cell);
        cells = new ArrayList<>();
        cell.setLength(0);
      } else if (c != '\r' || quoted) {
        cell.append(c);
      }
    }
    end(lines, cells, cell);
    return lines;
  }

  private static void end(List<List<String>> lines, List<String> cells, StringBuilder cell) {
    cells.add(cell.toString());
    if (cells.size() > 1 || !cells.get(0).isBlank()) {
      lines.add(cells);
    }
  }
}
