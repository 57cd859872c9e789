package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.search.SearchRequest;
import java.util.List;

/**
 * Searches as the bodies of {@code PUT /v1/searches/{id}}: the fields of a {@link SearchRequest}
 * but those that the path and the owner give.
 */
final class SearchRequests {
  private static final List<String> GIVEN = List.of("schema", "searchId", "deployment");

  static final List<String> FIELDS =
      List.of(
          "data",
          "stem",
          "seed",
          "blockEvaluations",
          "macroEvaluations",
          "parallel",
          "proxy",
          "block",
          "macro",
          "settings",
          "limits",
          "seeds",
          "device",
          "priority");

  private final RequestDefaults defaults;

  SearchRequests(RequestDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads a request; a missing device is the owner's, a missing priority 3.
   *
   * @throws ApiException in one sentence if it cannot be right
   */
  SearchRequest read(String id, ObjectNode body) {
    TaskFields.requireKnown(body, FIELDS);
    ObjectNode whole = body.deepCopy();
    whole.put("schema", SearchRequest.SCHEMA).put("searchId", id);
    SearchRequest request = RunFields.read("search", whole, defaults, SearchRequest.class);
    RunFields.check(request.problems());
    RunFields.checkData(request.data());
    RunFields.checkDevice(request.device(), request.deviceClass(), defaults);
    return request;
  }

  /** The body that gives this request again. */
  static ObjectNode body(SearchRequest request) {
    ObjectNode body = PayloadJson.newMapper().valueToTree(request);
    body.remove(GIVEN);
    return body;
  }
}
