package io.nasoa.zoo.table;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.ExperienceEncoder;
import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.evaluation.CsvFile;
import io.nasoa.zoo.predictor.evaluation.ExperienceTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CSV of a fine-tuning table. Trials that failed for a reason of their own teach nothing
 * and are left out; those that diverged teach chance.
 */
public final class FineTuningTables {
  /** What is predicted where nothing else is said. */
  public static final String SELECT = "selectAccuracy";

  private static final List<String> ACCURACIES = List.of(SELECT, "testAccuracy", "fitAccuracy");
  private static final List<String> MARKS =
      List.of("group", "task", "limit", "configuration", "limitShare", SELECT);

  private FineTuningTables() {}

  /**
   * Whether a CSV file is a fine-tuning table, by its columns.
   *
   * @throws io.nasoa.zoo.predictor.evaluation.InvalidExperienceTableException if it is no CSV file
   */
  public static boolean isOne(Path path) {
    return new HashSet<>(CsvFile.read(path).header()).containsAll(MARKS);
  }

  /**
   * What each trial taught, as prior experience whose accuracy is that on SELECT. The groups stand
   * for the data sets, so that related sets are left out together; a row does not tell when it was
   * run, so all have ended at the epoch.
   *
   * @throws io.nasoa.zoo.predictor.evaluation.InvalidExperienceTableException if it is no such
   *     table
   */
  public static List<Experience> experiences(Path path) {
    return read(path, SELECT).stream().map(TableTrial::experience).toList();
  }

  /**
   * The same as entries of a log of experience: a trial is a run of its own, and the runs of a
   * group stand together, so that policies can be compared on it.
   *
   * @param recordedAt when the log takes them up
   * @throws io.nasoa.zoo.predictor.evaluation.InvalidExperienceTableException if it is no such
   *     table
   */
  public static List<StoredExperience> log(Path path, Instant recordedAt) {
    return trials(path).stream()
        .sorted(Comparator.comparing((TableTrial trial) -> trial.experience().dataset()))
        .map(trial -> entry(trial, recordedAt))
        .toList();
  }

  private static StoredExperience entry(TableTrial trial, Instant recordedAt) {
    Experience experience = trial.experience();
    String key =
        "table: %s at %s s, seed %d"
            .formatted(trial.configuration(), experience.limitSeconds(), experience.seed());
    return new StoredExperience(
        key, trial.task(), 1, experience.schema(), ExperienceJson.write(experience), recordedAt);
  }

  /**
   * Every trial that taught something, with what it is compared by.
   *
   * @throws io.nasoa.zoo.predictor.evaluation.InvalidExperienceTableException if it is no such
   *     table
   */
  public static List<TableTrial> trials(Path path) {
    return read(path, SELECT);
  }

  /**
   * The same for the evaluation of predictors: an accuracy as {@link
   * io.nasoa.zoo.predictor.AccuracyTarget}, ranked within a task and limit, all limits of a task
   * together in one block; groups take the place of models as what is left out.
   *
   * @param target {@code selectAccuracy} (also for null), {@code testAccuracy} or {@code
   *     fitAccuracy}
   * @throws io.nasoa.zoo.predictor.evaluation.InvalidExperienceTableException if it is no such
   *     table, or has no such target
   */
  public static ExperienceTable evaluation(Path path, @Nullable String target) {
    String column = Objects.requireNonNullElse(target, SELECT);
    if (!ACCURACIES.contains(column)) {
      throw CsvFile.read(path)
          .invalid(
              "is a fine-tuning table, of which one of %s can be predicted".formatted(ACCURACIES));
    }
    ExperienceEncoder encoder = new ExperienceEncoder();
    List<ExperienceTable.Row> rows = new ArrayList<>();
    for (TableTrial trial : read(path, column)) {
      Example example = encoder.example(trial.experience(), trial.task());
      String ranked = "%s at %s s".formatted(trial.task(), trial.experience().limitSeconds());
      rows.add(
          new ExperienceTable.Row(
              ranked,
              trial.task(),
              trial.experience().dataset(),
              example.features(),
              example.target()));
    }
    return new ExperienceTable(column, false, ExperienceEncoder.SCHEMA, rows);
  }

  private static List<TableTrial> read(Path path, String accuracy) {
    CsvFile file = CsvFile.read(path).require(TableColumns.NAMES);
    List<TableTrial> trials = new ArrayList<>();
    for (CsvFile.Row row : file.rows()) {
      boolean diverged = row.number("diverged") == 1;
      if (diverged || !row.text(accuracy).isBlank()) {
        try {
          trials.add(trial(row, experience(row, accuracy, diverged)));
        } catch (IllegalArgumentException e) {
          throw file.invalid("line %d: %s".formatted(row.line(), e.getMessage()));
        }
      }
    }
    return trials;
  }

  private static TableTrial trial(CsvFile.Row row, Experience experience) {
    boolean diverged = experience.outcome().lesson() == Experience.Lesson.DIVERGED;
    double test = diverged ? 1.0 / experience.data().classes() : row.number("testAccuracy");
    return new TableTrial(row.text("task"), row.text("configuration"), experience, test);
  }

  private static Experience experience(CsvFile.Row row, String accuracy, boolean diverged) {
    int steps = (int) row.number("steps");
    Experience.Outcome outcome =
        diverged
            ? new Experience.Outcome(Experience.Lesson.DIVERGED, null, steps, null)
            : new Experience.Outcome(
                Experience.Lesson.WHOLE, "SCHEDULE", steps, row.number(accuracy));
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("table", row.text("versions"));
    return new Experience(
        Experience.SCHEMA,
        Experience.Kind.PRIOR,
        row.text("group"),
        data(row, accuracy),
        model(row),
        regime(row, steps),
        row.number("limitShare"),
        row.number("limit"),
        (long) row.number("seed"),
        outcome,
        cost(row),
        null,
        versions,
        Instant.EPOCH);
  }

  private static Experience.Data data(CsvFile.Row row, String accuracy) {
    SortedMap<String, Double> features = new TreeMap<>();
    for (String name : TableColumns.PROFILE) {
      if (!row.text(name).isBlank()) {
        features.put(name, row.number(name));
      }
    }
    String measuredOn = accuracy.replace("Accuracy", "Images");
    return new Experience.Data(
        row.text("dataSha256"),
        (int) row.number("classes"),
        (int) row.number("fitImages"),
        (int) row.number(measuredOn),
        features);
  }

  private static Experience.Model model(CsvFile.Row row) {
    return new Experience.Model(
        row.text("model"),
        row.text("architecture"),
        Stem.valueOf(row.text("stem")),
        (int) row.number("resolution"),
        row.text("weightsSha256"),
        known(row, "sourceAccuracy"),
        known(row, "logMe"),
        known(row, "nearestClassMean"));
  }

  private static Regime regime(CsvFile.Row row, int steps) {
    return new Regime(
        row.number("learningRate"),
        (int) row.number("frozenStages"),
        steps,
        (int) row.number("batchSize"),
        row.number("momentum"),
        row.number("weightDecay"),
        row.number("labelSmoothing"),
        row.number("warmUpShare"),
        row.number("crop") == 1,
        row.number("flip") == 1);
  }

  private static Experience.Cost cost(CsvFile.Row row) {
    Double threads = known(row, "threads");
    return new Experience.Cost(
        row.number("costSeconds"),
        row.number("trainSeconds"),
        row.text("device"),
        threads == null ? 1 : threads.intValue(),
        known(row, "stepSeconds"),
        "MEASURED",
        null);
  }

  private static @Nullable Double known(CsvFile.Row row, String column) {
    double number = row.number(column);
    return Double.isNaN(number) ? null : (Double) number;
  }
}
