package io.nasoa.workflows.trial;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a task's data are. TEST is counted, not looked at.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param dataSha256 hash of the sub-task's data
 * @param classes number of classes
 * @param fitImages images to train on
 * @param selectImages images to choose by
 * @param testImages images to report on
 * @param profile numbers of the data set's profile by name; what is missing is not there
 * @param models LogME and nearest-class-mean accuracy by model; what is missing is not there
 */
public record TaskDescription(
    int schema,
    String dataSha256,
    int classes,
    int fitImages,
    int selectImages,
    int testImages,
    SortedMap<String, Double> profile,
    SortedMap<String, ModelScore> models) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  /**
   * How well a model's frozen features separate the classes.
   *
   * @param logMe null when it cannot be told
   * @param nearestClassMean accuracy; null when it cannot be told
   */
  public record ModelScore(@Nullable Double logMe, @Nullable Double nearestClassMean) {}

  public TaskDescription {
    profile = orEmpty(profile);
    models = orEmpty(models);
  }

  private static <V> SortedMap<String, V> orEmpty(@Nullable SortedMap<String, V> map) {
    return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
  }
}
