package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.zoo.task.SubTask;
import java.util.List;

/**
 * Searches for hyper-parameters as the bodies of {@code PUT /v1/hpo/{id}}: the fields of an {@link
 * HpoRequest} but those that the path and the owner give.
 */
final class HpoRequests {
  private static final List<String> GIVEN = List.of("schema", "hpoId", "deployment");

  static final List<String> FIELDS =
      List.of(
          "task",
          "method",
          "limit",
          "cap",
          "eta",
          "rungs",
          "models",
          "seed",
          "parallel",
          "device",
          "priority");

  private final RequestDefaults defaults;

  HpoRequests(RequestDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads a request; a missing device is the owner's, a missing priority 3.
   *
   * @throws ApiException in one sentence if it cannot be right
   */
  HpoRequest read(String id, ObjectNode body) {
    TaskFields.requireKnown(body, FIELDS);
    ObjectNode whole = body.deepCopy();
    whole.put("schema", HpoRequest.SCHEMA).put("hpoId", id);
    HpoRequest request = RunFields.read("hpo", whole, defaults, HpoRequest.class);
    RunFields.check(request.problems());
    RunFields.checkData(SubTask.parse(request.task()).data());
    RunFields.checkDevice(request.device(), request.deviceClass(), defaults);
    return request;
  }

  /** The body that gives this request again. */
  static ObjectNode body(HpoRequest request) {
    ObjectNode body = PayloadJson.newMapper().valueToTree(request);
    body.remove(GIVEN);
    return body;
  }
}
