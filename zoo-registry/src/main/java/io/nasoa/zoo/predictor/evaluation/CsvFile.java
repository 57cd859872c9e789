package io.nasoa.zoo.predictor.evaluation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A CSV file with a header: cells by column name, quotes as in RFC 4180, no line breaks inside. */
public final class CsvFile {
  private static final int LONGEST_SHOWN = 40;

  private final Path path;
  private final List<String> header;
  private final List<Row> rows = new ArrayList<>();

  /** One line below the header. */
  public final class Row {
    private final int line;
    private final List<String> cells;

    private Row(int line, List<String> cells) {
      this.line = line;
      this.cells = cells;
    }

    /** Its line in the file, from 1. */
    public int line() {
      return line;
    }

    /** The text in a cell; the column must be there. */
    public String text(String column) {
      return cells.get(header.indexOf(column));
    }

    /** Whether no cell is blank. */
    boolean isComplete() {
      return cells.stream().noneMatch(String::isBlank);
    }

    /** The number in a cell, NaN when the cell is blank; commas between thousands are allowed. */
    public double number(String column) {
      String text = text(column);
      if (text.isBlank()) {
        return Double.NaN;
      }
      try {
        double number = Double.parseDouble(text.replace(",", ""));
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, as for what is not finite.
      }
      throw invalid(
          "line %d has %s in column %s, expected a number"
              .formatted(line, shown(text), shown(column)));
    }
  }

  private CsvFile(Path path, List<String> header) {
    this.path = path;
    this.header = header;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidExperienceTableException if it cannot be read or is no table
   */
  public static CsvFile read(Path path) {
    List<String> lines = lines(path);
    String first = lines.isEmpty() ? "" : lines.get(0);
    CsvFile file =
        new CsvFile(path, cells(first.startsWith("\uFEFF") ? first.substring(1) : first));
    if (new LinkedHashSet<>(file.header).size() != file.header.size()) {
      throw file.invalid("names a column twice in its first line");
    }
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        file.add(i + 1, cells(lines.get(i)));
      }
    }
    return file;
  }

  private void add(int line, List<String> cells) {
    if (cells.size() != header.size()) {
      throw invalid(
          "line %d has %d fields, expected %d as in the first line"
              .formatted(line, cells.size(), header.size()));
    }
    rows.add(new Row(line, cells));
  }

  /** The columns, in their order. */
  public List<String> header() {
    return header;
  }

  /** All lines but the first that are not blank. */
  public List<Row> rows() {
    return rows;
  }

  /** The different texts of a column, sorted. */
  static List<String> values(List<Row> rows, String column) {
    return rows.stream().map(row -> row.text(column)).distinct().sorted().toList();
  }

  /** Refuses the file unless it has these columns. */
  public CsvFile require(List<String> columns) {
    for (String column : columns) {
      if (!header.contains(column)) {
        throw invalid(
            "has no column %s in its first line, its columns are %s"
                .formatted(shown(column), shown(String.join(", ", header))));
      }
    }
    return this;
  }

  /** What refuses the file. */
  public InvalidExperienceTableException invalid(String problem) {
    return new InvalidExperienceTableException("table %s %s".formatted(path, problem));
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new InvalidExperienceTableException(
          "table %s is not UTF-8 text, expected a CSV table".formatted(path));
    } catch (IOException e) {
      throw new InvalidExperienceTableException(
          "table %s %s"
              .formatted(
                  path,
                  Files.exists(path) ? "cannot be read (%s)".formatted(e) : "does not exist"));
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /** In quotes, on one line, not too long. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_SHOWN
        ? "'" + line + "'"
        : "'" + line.substring(0, LONGEST_SHOWN) + "...'";
  }
}
