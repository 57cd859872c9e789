package io.nasoa.workflows.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What models took against each other.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param models in the order of the subjects
 * @param device what they were timed on; null when that failed
 * @param failure one sentence when it failed, else null
 */
public record MeasureOutcome(
    int schema, List<MeasuredModel> models, @Nullable String device, @Nullable String failure) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public MeasureOutcome {
    models = orEmpty(models);
  }

  /** Why nothing is known. */
  public static MeasureOutcome failed(String sentence) {
    return new MeasureOutcome(SCHEMA, List.of(), null, sentence);
  }

  private static List<MeasuredModel> orEmpty(@Nullable List<MeasuredModel> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
