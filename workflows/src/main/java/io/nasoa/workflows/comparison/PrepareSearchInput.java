package io.nasoa.workflows.comparison;

import io.nasoa.workflows.hpo.HpoRequest;

/**
 * Input of {@link ComparisonRecordActivities#prepareSearch}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param comparisonId the comparison, whose calibration counts
 * @param search what is to be searched
 */
public record PrepareSearchInput(int schema, String comparisonId, HpoRequest search) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
