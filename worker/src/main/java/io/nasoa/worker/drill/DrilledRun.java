package io.nasoa.worker.drill;

import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.StoredData;

/** Long work for a drill whose pieces are made up, so that two runs of it can be compared. */
public interface DrilledRun {
  /** What users call it: {@code search}. */
  String noun();

  /** Starts it again, as a client does who cannot know what arrived, and says whether it ended. */
  boolean submitted(OwnerClient owner, String deployment);

  /** What it left behind. */
  RunEvidence evidence(StoredData data);
}
