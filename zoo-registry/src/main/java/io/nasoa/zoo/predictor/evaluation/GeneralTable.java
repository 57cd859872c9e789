package io.nasoa.zoo.predictor.evaluation;

import io.nasoa.zoo.predictor.FeatureSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table of runs with the task, the target and features: columns of numbers as they are, columns
 * of text by their values.
 */
final class GeneralTable {
  static final String TASK = "task";

  private static final String MODEL = "model";
  private static final int MOST_VALUES = 64;

  private final CsvFile file;
  private final String target;
  private final List<CsvFile.Row> rows;

  /** Columns of numbers that are features. */
  private final List<String> numbers = new ArrayList<>();

  /** Columns of text that are features, with their values. */
  private final Map<String, List<String>> texts = new TreeMap<>();

  private GeneralTable(CsvFile file, String target) {
    this.file = file;
    this.target = target;
    rows = file.rows().stream().filter(row -> !row.text(target).isBlank()).toList();
    file.header().stream()
        .filter(column -> !column.equals(TASK) && !column.equals(target))
        .forEach(this::addColumn);
  }

  /** Reads the rows that have a target. */
  static ExperienceTable read(CsvFile file, String target, boolean lowerIsBetter) {
    GeneralTable table = new GeneralTable(file, target);
    List<String> names = new ArrayList<>(table.numbers);
    table.texts.forEach(
        (column, values) -> values.forEach(value -> names.add(column + "=" + value)));
    if (names.isEmpty()) {
      throw file.invalid("has no column of features beside the task and the target");
    }
    return new ExperienceTable(
        target,
        lowerIsBetter,
        new FeatureSchema(1, names),
        table.rows.stream().map(table::row).toList());
  }

  private void addColumn(String column) {
    boolean text =
        rows.stream()
            .map(row -> row.text(column))
            .anyMatch(cell -> !cell.isBlank() && !cell.matches("[-+0-9.,eE]+"));
    if (!text) {
      numbers.add(column);
      return;
    }
    List<String> values = CsvFile.values(rows, column);
    if (values.size() <= MOST_VALUES) {
      texts.put(column, values);
    } else if (!column.equals(MODEL)) {
      throw file.invalid(
          "has %d different texts in column %s, expected numbers or at most %d texts"
              .formatted(values.size(), CsvFile.shown(column), MOST_VALUES));
    }
  }

  private ExperienceTable.Row row(CsvFile.Row row) {
    List<Double> features = new ArrayList<>();
    numbers.forEach(column -> features.add(row.number(column)));
    texts.forEach(
        (column, values) ->
            values.forEach(value -> features.add(row.text(column).equals(value) ? 1.0 : 0.0)));
    String task = row.text(TASK);
    String model = file.header().contains(MODEL) ? row.text(MODEL) : task;
    return new ExperienceTable.Row(task, task, model, features, row.number(target));
  }
}
