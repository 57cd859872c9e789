package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.temporal.SearchSubmission;

/** Views of searches that the API and the command line share. */
public final class SearchJson {
  private SearchJson() {}

  /** What a submission did. */
  public static ObjectNode accepted(SearchSubmission submission) {
    return Json.MAPPER
        .createObjectNode()
        .put("search", submission.searchId())
        .put("run", submission.run())
        .put("submission", submission.kind().name());
  }
}
