package io.nasoa.zoo.table;

import io.nasoa.zoo.profile.ProfileFeatures;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of a fine-tuning table's CSV, described in {@code docs/fine-tuning-table.md}. Columns
 * are only added, at the end of their part.
 */
public final class TableColumns {
  /** What the data are. */
  public static final List<String> TASK =
      List.of(
          "group",
          "role",
          "task",
          "dataset",
          "dataSha256",
          "classes",
          "fitImages",
          "selectImages",
          "testImages",
          "seed");

  /** What was run. */
  public static final List<String> CONFIGURATION =
      List.of(
          "limit",
          "configuration",
          "model",
          "weightsSha256",
          "regimeVersion",
          "learningRate",
          "frozenStages",
          "limitShare",
          "batchSize",
          "weightDecay",
          "crop",
          "flip",
          "labelSmoothing",
          "momentum",
          "warmUpShare",
          "steps",
          "epochs");

  /** What the model is. */
  public static final List<String> MODEL =
      List.of(
          "architecture",
          "stem",
          "resolution",
          "parameters",
          "macs",
          "trainableShare",
          "sourceAccuracy",
          "stepSeconds",
          "logMe",
          "nearestClassMean");

  /** What came of it. */
  public static final List<String> OUTCOME =
      List.of(
          "fitAccuracy",
          "selectAccuracy",
          "testAccuracy",
          "costSeconds",
          "trainSeconds",
          "loadSeconds",
          "evaluateSeconds",
          "checkpointSeconds",
          "wallSeconds",
          "cpuSeconds",
          "diverged",
          "failure");

  /** The profile of the data. */
  public static final List<String> PROFILE = ProfileFeatures.NAMES;

  /** With what it was run. */
  public static final List<String> PROVENANCE =
      List.of("device", "threads", "versions", "bitIdentical");

  /** All columns in their order. */
  public static final List<String> NAMES =
      Stream.of(TASK, CONFIGURATION, MODEL, OUTCOME, PROFILE, PROVENANCE)
          .flatMap(List::stream)
          .toList();

  private TableColumns() {}
}
