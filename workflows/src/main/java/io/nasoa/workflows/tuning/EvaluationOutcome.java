package io.nasoa.workflows.tuning;

/**
 * The final model on the validation images.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param accuracy share of right answers in [0, 1]
 * @param images images it was measured on, every one once
 * @param seconds what it took
 */
public record EvaluationOutcome(int schema, double accuracy, int images, double seconds) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
