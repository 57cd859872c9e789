package io.nasoa.workflows.trial;

/**
 * Input of {@link TrialActivities#report}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param trial whose final weights are reported
 * @param weights their path, relative to the artifact root
 * @param weightsSha256 their hash
 */
public record ReportInput(int schema, TrialInput trial, String weights, String weightsSha256) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
