package io.nasoa.activities.comparison;

import io.nasoa.activities.record.RunDocuments;
import io.nasoa.workflows.comparison.ComparisonEntry;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonState;

/** The JSON documents in the rows of comparisons. Safe for use by many threads. */
public final class ComparisonDocuments
    extends RunDocuments<ComparisonRequest, ComparisonState, ComparisonResult> {
  /** Those of comparisons. */
  public ComparisonDocuments() {
    super(
        "comparison",
        ComparisonRequest.class,
        ComparisonState.class,
        ComparisonResult.class,
        ComparisonState::accepted);
  }

  @Override
  protected ComparisonState asAsked(ComparisonState reached, ComparisonRequest newest) {
    return reached.asking(newest);
  }

  @Override
  public boolean asksForMore(String storedJson, String json) {
    ComparisonRequest asked = read(json, ComparisonRequest.class, "request", "that was asked for");
    return asked.asksForMoreThan(
        read(storedJson, ComparisonRequest.class, "request", asked.comparisonId()));
  }

  /**
   * What a piece gave.
   *
   * @throws io.nasoa.zoo.store.StoreException if the row holds something else
   */
  public ComparisonEntry entry(String comparisonId, String json) {
    return read(json, ComparisonEntry.class, "piece", comparisonId);
  }
}
