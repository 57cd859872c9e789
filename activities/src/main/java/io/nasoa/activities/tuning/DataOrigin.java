package io.nasoa.activities.tuning;

import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FineTuningRequest;

/** Tells data apart for learning: errors on data of one origin are alike. */
public final class DataOrigin {
  private static final String DRAWN = "draw:";

  private DataOrigin() {}

  /** What a task's data come from: the kind of drawn ones, the hash of others. */
  public static String of(FineTuningRequest request, DatasetSummary data) {
    String named = request.data();
    if (!named.startsWith(DRAWN)) {
      return data.sha256();
    }
    int options = named.indexOf(':', DRAWN.length());
    return options < 0 ? named : named.substring(0, options);
  }
}
