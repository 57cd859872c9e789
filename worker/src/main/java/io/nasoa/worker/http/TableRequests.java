package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableTask;
import io.nasoa.zoo.task.SubTask;
import java.util.List;

/**
 * Fine-tuning tables as the bodies of {@code PUT /v1/tables/{id}}: the fields of a {@link
 * TableRequest} but those that the path and the owner give.
 */
final class TableRequests {
  private static final List<String> GIVEN = List.of("schema", "tableId", "deployment");

  static final List<String> FIELDS =
      List.of(
          "tasks",
          "limits",
          "configurations",
          "models",
          "designSeed",
          "seed",
          "parallel",
          "profileSeconds",
          "device",
          "priority");

  private final RequestDefaults defaults;

  TableRequests(RequestDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads a request; a missing device is the owner's, a missing priority 3.
   *
   * @throws ApiException in one sentence if it cannot be right
   */
  TableRequest read(String id, ObjectNode body) {
    TaskFields.requireKnown(body, FIELDS);
    ObjectNode whole = body.deepCopy();
    whole.put("schema", TableRequest.SCHEMA).put("tableId", id);
    TableRequest request = RunFields.read("table", whole, defaults, TableRequest.class);
    RunFields.check(request.problems());
    for (TableTask task : request.tasks()) {
      RunFields.checkData(SubTask.parse(task.task()).data());
    }
    RunFields.checkDevice(request.device(), request.deviceClass(), defaults);
    return request;
  }

  /** The body that gives this request again. */
  static ObjectNode body(TableRequest request) {
    ObjectNode body = PayloadJson.newMapper().valueToTree(request);
    body.remove(GIVEN);
    return body;
  }
}
