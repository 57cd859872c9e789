package io.nasoa.zoo.replay;

import io.nasoa.zoo.table.TableColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A fine-tuning table of two models and six configurations on two tasks of each data set at one
 * limit, whose accuracies a test says.
 */
final class MadeUpTable {
  /** One data set of eight groups, photographs and others in turn. */
  static final List<String> DATA =
      List.of(
          "trashnet",
          "mnist-sample",
          "flowers5",
          "bccd-blood-cells",
          "caltech101-objects20",
          "pacs-sketch6",
          "grocery-produce20",
          "neu-steel-defects6");

  static final List<String> GROUPS =
      List.of(
          "trashnet",
          "mnist",
          "flowers5",
          "bccd-blood-cells",
          "caltech101-objects20",
          "pacs",
          "grocery-produce20",
          "neu-steel-defects6");

  /** Names of the configurations; the one before the last takes 30 % of the steps. */
  static final List<String> CONFIGURATIONS =
      List.of("default-small", "default-large", "shared-1", "shared-2", "shared-3", "own-1");

  private static final List<String> MODELS =
      List.of("small", "large", "small", "large", "small", "small");
  private static final List<Double> RATES = List.of(.05, .05, .01, .2, .02, .1);
  private static final List<Integer> FROZEN = List.of(0, 0, 1, 0, 0, 0);
  private static final List<Double> SHARES = List.of(1., 1., 1., 1., .3, 1.);
  private static final double LIMIT = 12;
  private static final double STEP_SECONDS = .02;

  /** What comes out. */
  interface Accuracy {
    /**
     * The accuracy on SELECT and TEST.
     *
     * @param data place in {@link #DATA}
     * @param configuration place in {@link #CONFIGURATIONS}
     */
    double of(int data, int configuration);
  }

  private final List<Map<String, String>> rows = new ArrayList<>();

  MadeUpTable(Accuracy accuracy) {
    for (int data = 0; data < DATA.size(); data++) {
      for (String reduction : List.of("", "#images=15,seed=1")) {
        for (int i = 0; i < CONFIGURATIONS.size(); i++) {
          rows.add(row(data, reduction, i, accuracy.of(data, i)));
        }
      }
    }
  }

  private static Map<String, String> row(
      int data, String reduction, int configuration, double accuracy) {
    Map<String, String> row = new HashMap<>();
    TableColumns.NAMES.forEach(name -> row.put(name, "1"));
    row.put("group", GROUPS.get(data));
    row.put("task", '"' + DATA.get(data) + reduction + '"');
    row.put("dataset", DATA.get(data));
    row.put("dataSha256", DATA.get(data) + reduction.length());
    row.put("classes", "4");
    row.put("fitImages", reduction.isEmpty() ? "400" : "60");
    row.put("selectImages", "16");
    row.put("testImages", "200");
    row.put("seed", "0");
    row.put("limit", text(LIMIT));
    row.put("configuration", CONFIGURATIONS.get(configuration));
    row.put("selectAccuracy", text(accuracy));
    row.put("testAccuracy", text(accuracy));
    row.put("diverged", "0");
    row.put("failure", "");
    // What tells data sets apart: photographs in colour are near the source.
    row.put("sourceDistance", text(data % 2));
    row.put("device", "cpu");
    putRegime(row, configuration);
    return row;
  }

  private static void putRegime(Map<String, String> row, int configuration) {
    String model = MODELS.get(configuration);
    double train = SHARES.get(configuration) * (LIMIT - 1);
    row.put("model", model);
    row.put("architecture", model.equals("small") ? "2-_8_2-2" : "2-_16_2-2");
    row.put("stem", "SMALL_INPUT");
    row.put("resolution", "32");
    row.put("learningRate", text(RATES.get(configuration)));
    row.put("frozenStages", FROZEN.get(configuration).toString());
    row.put("limitShare", text(SHARES.get(configuration)));
    row.put("batchSize", "32");
    row.put("weightDecay", "0.0005");
    row.put("labelSmoothing", "0.1");
    row.put("momentum", "0.9");
    row.put("warmUpShare", "0.1");
    row.put("stepSeconds", text(STEP_SECONDS));
    row.put("steps", Long.toString(Math.round(train / STEP_SECONDS)));
    row.put("costSeconds", text(train + .9));
    row.put("trainSeconds", text(train));
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.6f", number);
  }

  /** Makes a configuration's model one that was designed by hand. */
  MadeUpTable withRival(int configuration) {
    for (Map<String, String> row : rows) {
      if (CONFIGURATIONS.get(configuration).equals(row.get("configuration"))) {
        row.put("model", "rival");
        row.put("configuration", "default-rival");
        row.put("architecture", "rival:resnet-10-w16");
      }
    }
    return this;
  }

  /** Calls a group otherwise in its last row. */
  MadeUpTable withGroup(String group, String other) {
    rows.stream()
        .filter(row -> group.equals(row.get("group")))
        .reduce((first, second) -> second)
        .orElseThrow()
        .put("group", other);
    return this;
  }

  /** Leaves out all other groups. */
  MadeUpTable only(List<String> groups) {
    rows.removeIf(row -> !groups.contains(row.get("group")));
    return this;
  }

  /** Writes it down and reads it. */
  ReplayTable read(Path directory) {
    List<String> lines = new ArrayList<>(List.of(String.join(",", TableColumns.NAMES)));
    rows.forEach(
        row -> lines.add(String.join(",", TableColumns.NAMES.stream().map(row::get).toList())));
    try {
      return ReplayTable.read(Files.write(directory.resolve("table.csv"), lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
