package io.nasoa.zoo.predictor.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What timm's published tables say of a model. A model is looked up by its name; in a table that
 * does not have it, by the longest of the table's names that its name begins with. Of rows at
 * several image sizes those nearest to the size it was trained at in the speed table count, the
 * smaller when two are as near.
 */
final class TimmModels {
  static final String SPEED = "timm-benchmark-train-amp-nchw-pt112-cu113-rtx3090.csv";
  static final String COST = "timm-benchmark-infer-amp-nchw-pt240-cu124-rtx3090.csv";
  static final String ACCURACY = "timm-results-imagenet.csv";
  static final String PRETRAINING = "timm-model_metadata-in1k.csv";

  private static final Pattern LARGE_SET = Pattern.compile("in2[12]k|in22ft1k");
  private static final Pattern OTHER_SET = Pattern.compile("in2[12]k|in12k|clip|ig1b|yfcc");
  private static final Pattern TRANSFORMER =
      Pattern.compile("^(vit|swin|levit|mobilevit|deit|beit)");
  private static final double USUAL_SIZE = 224;

  private final Map<String, List<CsvFile.Row>> speed;
  private final Map<String, List<CsvFile.Row>> cost;
  private final Map<String, List<CsvFile.Row>> accuracy;
  private final Map<String, List<CsvFile.Row>> pretraining;

  private TimmModels(
      Map<String, List<CsvFile.Row>> speed,
      Map<String, List<CsvFile.Row>> cost,
      Map<String, List<CsvFile.Row>> accuracy,
      Map<String, List<CsvFile.Row>> pretraining) {
    this.speed = speed;
    this.cost = cost;
    this.accuracy = accuracy;
    this.pretraining = pretraining;
  }

  /** Reads the four tables of a folder. */
  static TimmModels read(Path folder) {
    return new TimmModels(
        byName(
            folder.resolve(SPEED),
            List.of("model", "train_samples_per_sec", "train_img_size", "param_count")),
        byName(folder.resolve(COST), List.of("model", "infer_img_size", "infer_gmacs")),
        byName(folder.resolve(ACCURACY), List.of("model", "img_size", "top1")),
        byName(folder.resolve(PRETRAINING), List.of("model", "pretrain")));
  }

  /** Rows under the model's name without the tag behind the dot. */
  private static Map<String, List<CsvFile.Row>> byName(Path file, List<String> columns) {
    Map<String, List<CsvFile.Row>> rows = new HashMap<>();
    for (CsvFile.Row row : CsvFile.read(file).require(columns).rows()) {
      String name = row.text("model").split("\\.", 2)[0];
      rows.computeIfAbsent(name, key -> new ArrayList<>()).add(row);
    }
    return rows;
  }

  /** Logarithm of the parameters in millions. */
  double logParameters(String model) {
    return number(find(speed, model), "param_count", true);
  }

  /** Logarithm of the images a second in training on an RTX 3090. */
  double logTrainingSpeed(String model) {
    return number(find(speed, model), "train_samples_per_sec", true);
  }

  /** Logarithm of the billions of multiply-accumulates of one image. */
  double logCost(String model) {
    return number(nearest(find(cost, model), "infer_img_size", size(model)), "infer_gmacs", true);
  }

  /**
   * Accuracy on ImageNet: the median of the weights published under the name that were pretrained
   * on the larger set, or for a model without it on ImageNet alone; of all when there are none.
   */
  double accuracy(String model) {
    List<CsvFile.Row> rows = find(accuracy, model);
    boolean large = isPretrainedOnLargerSet(model);
    List<CsvFile.Row> fitting =
        rows.stream().filter(row -> fits(row.text("model"), large)).toList();
    List<CsvFile.Row> candidates = fitting.isEmpty() ? rows : fitting;
    return number(nearest(candidates, "img_size", size(model)), "top1", false);
  }

  private static boolean fits(String nameAndTag, boolean large) {
    return large ? LARGE_SET.matcher(nameAndTag).find() : !OTHER_SET.matcher(nameAndTag).find();
  }

  /** Whether it was pretrained on the 21,841 classes of ImageNet. */
  boolean isPretrainedOnLargerSet(String model) {
    if (LARGE_SET.matcher(model).find()) {
      return true;
    }
    List<CsvFile.Row> rows = find(pretraining, model);
    return !rows.isEmpty() && LARGE_SET.matcher(rows.get(0).text("pretrain")).find();
  }

  /** Whether its family attends. */
  static boolean isTransformer(String model) {
    return TRANSFORMER.matcher(model).find();
  }

  private double size(String model) {
    double size = number(find(speed, model), "train_img_size", false);
    return Double.isNaN(size) ? USUAL_SIZE : size;
  }

  private static List<CsvFile.Row> find(Map<String, List<CsvFile.Row>> table, String model) {
    for (int length = model.length(); length > 0; length--) {
      List<CsvFile.Row> rows = table.get(model.substring(0, length));
      if (rows != null) {
        return rows;
      }
    }
    return List.of();
  }

  private static List<CsvFile.Row> nearest(List<CsvFile.Row> rows, String column, double size) {
    double best =
        rows.stream()
            .map(row -> row.number(column))
            .min(
                Comparator.comparingDouble((Double value) -> Math.abs(value - size))
                    .thenComparingDouble(value -> value))
            .orElse(Double.NaN);
    return rows.stream().filter(row -> row.number(column) == best).toList();
  }

  /** The median of a column, NaN when there is no row. */
  private static double number(List<CsvFile.Row> rows, String column, boolean logarithm) {
    double[] values =
        rows.stream()
            .mapToDouble(row -> row.number(column))
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    if (values.length == 0) {
      return Double.NaN;
    }
    double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    return logarithm ? StrictMath.log(median) : median;
  }
}
