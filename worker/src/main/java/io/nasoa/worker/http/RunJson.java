package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.temporal.RunSubmission;
import io.nasoa.worker.temporal.WorkKind;

/** Views of searches and builds that the API and the command line share. */
public final class RunJson {
  private RunJson() {}

  /** What a submission did. */
  public static ObjectNode accepted(WorkKind kind, RunSubmission<?> submission) {
    return Json.MAPPER
        .createObjectNode()
        .put(kind.noun(), submission.id())
        .put("run", submission.run())
        .put("submission", submission.kind().name());
  }
}
