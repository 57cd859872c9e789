package io.nasoa.activities.hpo;

import io.nasoa.activities.record.RunDocuments;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;

/**
 * The JSON documents in the rows of searches for hyper-parameters. Safe for use by many threads.
 */
public final class HpoDocuments extends RunDocuments<HpoRequest, HpoState, HpoResult> {
  /** Those of searches for hyper-parameters. */
  public HpoDocuments() {
    super("hpo", HpoRequest.class, HpoState.class, HpoResult.class, HpoState::accepted);
  }

  /**
   * What a piece gave.
   *
   * @throws io.nasoa.zoo.store.StoreException if the row holds something else
   */
  public HpoEntry entry(String hpoId, String json) {
    return read(json, HpoEntry.class, "piece", hpoId);
  }
}
