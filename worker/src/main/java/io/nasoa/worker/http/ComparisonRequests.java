package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonTask;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.zoo.task.SubTask;
import java.util.List;

/**
 * Side-by-side comparisons as the bodies of {@code PUT /v1/comparisons/{id}}: the fields of a
 * {@link ComparisonRequest} but those that the path and the owner give.
 */
final class ComparisonRequests {
  private static final List<String> GIVEN = List.of("schema", "comparisonId", "deployment");

  static final List<String> FIELDS =
      List.of(
          "tasks",
          "methods",
          "limits",
          "cap",
          "eta",
          "rungs",
          "models",
          "rivals",
          "seeds",
          "planSeeds",
          "firstSeed",
          "parallel",
          "device",
          "priority");

  private final RequestDefaults defaults;

  ComparisonRequests(RequestDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads a request; a missing device is the owner's, a missing priority 3.
   *
   * @throws ApiException in one sentence if it cannot be right
   */
  ComparisonRequest read(String id, ObjectNode body) {
    TaskFields.requireKnown(body, FIELDS);
    ObjectNode whole = body.deepCopy();
    whole.put("schema", ComparisonRequest.SCHEMA).put("comparisonId", id);
    ComparisonRequest request =
        RunFields.read("comparison", whole, defaults, ComparisonRequest.class);
    RunFields.check(request.problems());
    for (ComparisonTask task : request.tasks()) {
      RunFields.checkData(SubTask.parse(task.task()).data());
    }
    RunFields.checkDevice(request.device(), request.deviceClass(), defaults);
    return request;
  }

  /** The body that gives this request again. */
  static ObjectNode body(ComparisonRequest request) {
    ObjectNode body = PayloadJson.newMapper().valueToTree(request);
    body.remove(GIVEN);
    return body;
  }
}
