package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.registration.RegistrationRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds as the bodies of {@code PUT /v1/builds/{id}}: the fields of a {@link RegistrationRequest}
 * but those that the path and the owner give.
 */
final class BuildRequests {
  private static final List<String> GIVEN = List.of("schema", "registrationId", "deployment");

  /** The fields that are read as those of the record. */
  static final List<String> PLAIN =
      List.of("data", "stem", "resolution", "models", "recipe", "device", "priority");

  static final List<String> FIELDS =
      Stream.concat(PLAIN.stream(), Stream.of("before", "after")).toList();

  private final RequestDefaults defaults;

  BuildRequests(RequestDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads a request; a missing device is the owner's, a missing priority 3.
   *
   * @throws ApiException in one sentence if it cannot be right
   */
  RegistrationRequest read(String id, ObjectNode body) {
    TaskFields.requireKnown(body, FIELDS);
    ObjectNode whole = body.deepCopy();
    whole.put("schema", RegistrationRequest.SCHEMA).put("registrationId", id);
    DagStep before = DagStepFields.read("before", whole.remove("before"));
    DagStep after = DagStepFields.read("after", whole.remove("after"));
    RegistrationRequest request =
        RunFields.read("build", whole, defaults, RegistrationRequest.class).with(before, after);
    RunFields.check(request.problems());
    if (before == null || !before.preparesData() || !request.data().contains("://")) {
      RunFields.checkData(request.data());
    }
    RunFields.checkConnections(before, after, defaults);
    RunFields.checkDevice(request.device(), request.deviceClass(), defaults);
    return request;
  }

  /** The body that gives this request again. */
  static ObjectNode body(RegistrationRequest request) {
    ObjectNode body = PayloadJson.newMapper().valueToTree(request);
    body.remove(GIVEN);
    body.set("before", DagStepFields.write(request.before()));
    body.set("after", DagStepFields.write(request.after()));
    return body;
  }
}
