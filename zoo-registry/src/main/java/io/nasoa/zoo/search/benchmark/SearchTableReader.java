package io.nasoa.zoo.search.benchmark;

import io.nasoa.zoo.search.Measurement;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a table of evaluations: CSV with a header, columns in any order, others beside them. {@code
 * hp_x0} to {@code hp_x5} are the operations of the edges (integers from 0), {@code metric_error}
 * the error in percent, {@code metric_latency} the time, {@code task} what was evaluated. For use
 * by one thread.
 */
public final class SearchTableReader {
  private static final String ERROR = "metric_error";
  private static final String LATENCY = "metric_latency";
  private static final String TASK = "task";
  private static final List<String> CHOICES =
      IntStream.range(0, 6).mapToObj(edge -> "hp_x" + edge).toList();
  private static final List<String> COLUMNS =
      Stream.concat(CHOICES.stream(), Stream.of(ERROR, LATENCY, TASK)).toList();
  private static final int LONGEST_SHOWN = 40;

  private final Path file;
  private final List<String> header = new ArrayList<>();
  private final Map<String, Map<List<Integer>, Row>> tasks = new TreeMap<>();

  private record Row(int line, Measurement measurement) {}

  private SearchTableReader(Path file) {
    this.file = file;
  }

  /**
   * Reads the rows of one task; those of the others must be in order too.
   *
   * @throws InvalidSearchTableException if the file cannot be read, a column or the task is
   *     missing, or a line is not what it should be
   */
  public static SearchTable read(Path file, String task) {
    SearchTableReader reader = new SearchTableReader(file);
    reader.readAll();
    return reader.table(task);
  }

  private void readAll() {
    List<String> lines = lines();
    String first = lines.isEmpty() ? "" : lines.get(0);
    header.addAll(fields(first.startsWith("\uFEFF") ? first.substring(1) : first));
    List<String> missing = new ArrayList<>(COLUMNS);
    missing.removeAll(header);
    if (!missing.isEmpty()) {
      throw invalid(
          "has no column %s in its first line, expected %s"
              .formatted(shown(missing), String.join(", ", COLUMNS)));
    }
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        row(i + 1, fields(lines.get(i)));
      }
    }
  }

  private SearchTable table(String task) {
    Map<List<Integer>, Row> rows = tasks.get(task);
    if (rows == null) {
      throw invalid(
          "has no rows of task %s, %s"
              .formatted(
                  shown(task),
                  tasks.isEmpty() ? "nor of any other" : "its tasks are " + shown(tasks.keySet())));
    }
    Map<List<Integer>, Measurement> measurements = new HashMap<>();
    rows.forEach((choices, row) -> measurements.put(choices, row.measurement()));
    return new SearchTable(task, measurements);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw invalid("is not UTF-8 text, expected a CSV table");
    } catch (IOException e) {
      throw invalid(Files.exists(file) ? "cannot be read (%s)".formatted(e) : "does not exist");
    }
  }

  private static List<String> fields(String line) {
    return Stream.of(line.split(",", -1)).map(String::strip).toList();
  }

  private void row(int line, List<String> fields) {
    if (fields.size() != header.size()) {
      throw invalid(
          "line %d has %d fields, expected %d as in the first line"
              .formatted(line, fields.size(), header.size()));
    }
    List<Integer> choices = new ArrayList<>();
    for (String column : CHOICES) {
      choices.add(choice(line, column, field(fields, column)));
    }
    Measurement measurement =
        new Measurement(
            100 - number(line, ERROR, field(fields, ERROR)),
            number(line, LATENCY, field(fields, LATENCY)),
            0,
            0,
            0);
    String task = field(fields, TASK);
    Row earlier =
        tasks
            .computeIfAbsent(task, key -> new HashMap<>())
            .putIfAbsent(List.copyOf(choices), new Row(line, measurement));
    if (earlier != null) {
      throw invalid(
          "line %d repeats the architecture of line %d for task %s"
              .formatted(line, earlier.line(), shown(task)));
    }
  }

  private String field(List<String> fields, String column) {
    return fields.get(header.indexOf(column));
  }

  private int choice(int line, String column, String text) {
    try {
      int choice = Integer.parseInt(text);
      if (choice >= 0) {
        return choice;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a negative one.
    }
    throw invalid(
        "line %d has %s in column %s, expected an integer from 0"
            .formatted(line, shown(text), column));
  }

  private double number(int line, String column, String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number) && number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for what no measurement can be.
    }
    throw invalid(
        "line %d has %s in column %s, expected a number from 0"
            .formatted(line, shown(text), column));
  }

  private InvalidSearchTableException invalid(String problem) {
    return new InvalidSearchTableException("table %s %s".formatted(file, problem));
  }

  private static String shown(Collection<String> texts) {
    return texts.stream().map(SearchTableReader::shown).collect(Collectors.joining(", "));
  }

  /** In quotes, on one line, not too long. */
  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_SHOWN
        ? "'" + line + "'"
        : "'" + line.substring(0, LONGEST_SHOWN) + "...'";
  }
}
