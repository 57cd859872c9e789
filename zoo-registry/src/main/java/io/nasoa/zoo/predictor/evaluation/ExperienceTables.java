package io.nasoa.zoo.predictor.evaluation;

import io.nasoa.zoo.predictor.FeatureSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables of past runs. A table with the columns {@code dataset}, {@code model_name}, {@code
 * error_rate} and {@code fit_time} is taken for the published fine-tunings of timm models: its
 * complete rows count, and the models' features come from timm's tables in the same folder. Any
 * other table needs a column {@code task} and the target; of the rest, columns of numbers are
 * features (a blank cell is not known), columns of text are so by their values, and {@code model},
 * if there is one, says which rows are left out together.
 */
public final class ExperienceTables {
  /** Folds of models that are left out. */
  public static final int FOLDS = 10;

  private static final String DATASET = "dataset";
  private static final String MODEL_NAME = "model_name";
  private static final String ERROR_RATE = "error_rate";
  private static final String FIT_TIME = "fit_time";
  private static final List<String> FINE_TUNINGS =
      List.of(DATASET, MODEL_NAME, ERROR_RATE, FIT_TIME);

  private ExperienceTables() {}

  /**
   * Reads a table.
   *
   * @param target column to predict; of timm's fine-tunings {@code error_rate}, or {@code fit_time}
   *     as its natural logarithm; null: {@code error_rate} of those, else {@code accuracy}
   * @param lowerIsBetter whether less of it is better, as it always is of timm's fine-tunings
   * @throws InvalidExperienceTableException if the file is no such table
   */
  public static ExperienceTable read(Path path, @Nullable String target, boolean lowerIsBetter) {
    CsvFile file = CsvFile.read(path);
    if (file.header().containsAll(FINE_TUNINGS)) {
      return fineTunings(
          file,
          TimmModels.read(path.resolveSibling("")),
          Objects.requireNonNullElse(target, ERROR_RATE));
    }
    String column = Objects.requireNonNullElse(target, "accuracy");
    return GeneralTable.read(
        file.require(List.of(GeneralTable.TASK, column)), column, lowerIsBetter);
  }

  private static ExperienceTable fineTunings(CsvFile file, TimmModels models, String target) {
    if (!target.equals(ERROR_RATE) && !target.equals(FIT_TIME)) {
      throw file.invalid(
          "holds fine-tunings, of which error_rate and fit_time can be predicted, not "
              + CsvFile.shown(target));
    }
    List<CsvFile.Row> complete = file.rows().stream().filter(CsvFile.Row::isComplete).toList();
    List<String> names = CsvFile.values(complete, MODEL_NAME);
    List<String> datasets = CsvFile.values(complete, DATASET);
    List<ExperienceTable.Row> rows = new ArrayList<>();
    for (CsvFile.Row row : complete) {
      String dataset = row.text(DATASET);
      String model = row.text(MODEL_NAME);
      double value = row.number(target);
      List<Double> features = new ArrayList<>();
      datasets.stream().skip(1).forEach(other -> features.add(dataset.equals(other) ? 1.0 : 0.0));
      features.addAll(modelFeatures(models, model));
      rows.add(
          new ExperienceTable.Row(
              dataset,
              dataset + "/" + names.indexOf(model) % FOLDS,
              model,
              features,
              target.equals(FIT_TIME) ? StrictMath.log(value) : value));
    }
    return new ExperienceTable(target, true, new FeatureSchema(1, columns(datasets)), rows);
  }

  private static List<String> columns(List<String> datasets) {
    List<String> columns = new ArrayList<>();
    datasets.stream().skip(1).forEach(dataset -> columns.add(DATASET + "=" + dataset));
    columns.addAll(
        List.of(
            "log parameters",
            "log training speed",
            "log cost",
            "ImageNet accuracy",
            "larger pretraining set",
            "transformer"));
    return columns;
  }

  private static List<Double> modelFeatures(TimmModels models, String model) {
    return List.of(
        models.logParameters(model),
        models.logTrainingSpeed(model),
        models.logCost(model),
        models.accuracy(model),
        models.isPretrainedOnLargerSet(model) ? 1.0 : 0.0,
        TimmModels.isTransformer(model) ? 1.0 : 0.0);
  }
}
