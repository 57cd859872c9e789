package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.tuning.FineTuningRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fine-tuning requests as the bodies of {@code PUT /v1/tasks/{id}} and {@code POST /v1/plans}. */
final class TaskRequests {
  static final List<String> FIELDS =
      List.of(
          "data",
          "budget",
          "steps",
          "model",
          "seed",
          "priority",
          "deadline",
          "learningRate",
          "frozenStages",
          "batchSize",
          "checkpointInterval",
          "device",
          "before",
          "after");

  /** What the request's own sentences begin with, and the field that each is about. */
  private static final Map<String, String> FIELD_OF_PROBLEM = fieldOfProblem();

  private final RequestDefaults defaults;

  TaskRequests(RequestDefaults defaults) {
    this.defaults = defaults;
  }

  private static Map<String, String> fieldOfProblem() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("exactly one of budget", "budget");
    fields.put("learning rate", "learningRate");
    fields.put("frozen stages", "frozenStages");
    fields.put("batch size", "batchSize");
    fields.put("checkpoint interval", "checkpointInterval");
    List.of("id", "data", "budget", "steps", "model", "priority", "device")
        .forEach(field -> fields.put(field + " must", field));
    return fields;
  }

  /**
   * Reads a request.
   *
   * @throws ApiException naming the first field that cannot be right
   */
  FineTuningRequest read(String id, ObjectNode body) {
    TaskFields fields = new TaskFields(body, FIELDS);
    Double interval = fields.seconds("checkpointInterval");
    Integer priority = fields.wholeNumber("priority");
    String device = fields.text("device");
    DagStep before = DagStepFields.read("before", fields.raw("before"));
    FineTuningRequest request =
        new FineTuningRequest(
            FineTuningRequest.SCHEMA,
            id,
            defaults.deployment(),
            data(fields.text("data"), before != null && before.preparesData()),
            fields.seconds("budget"),
            fields.wholeNumber("steps"),
            fields.text("model"),
            fields.longNumber("seed", 0),
            fields.number("learningRate"),
            fields.wholeNumber("frozenStages"),
            fields.wholeNumber("batchSize"),
            interval == null ? defaults.checkpointIntervalSeconds() : interval,
            fields.time("deadline"),
            priority == null ? 3 : priority,
            device == null ? defaults.device() : device,
            defaults.threads(),
            before,
            DagStepFields.read("after", fields.raw("after")));
    check(request);
    return request;
  }

  /** A relative path would start wherever the owner was started. */
  private static String data(@Nullable String data, boolean prepared) {
    if (data == null) {
      throw ApiException.invalid(
          "data", "data is missing: name a directory or zip by its absolute path, or draw:...");
    }
    try {
      if ((prepared && data.contains("://"))
          || data.startsWith("draw:")
          || Path.of(data).isAbsolute()) {
        return data;
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw ApiException.invalid(
        "data",
        "data must be an absolute path or draw:..., was '%s'"
            .formatted(TaskFields.quoted(data, 80)));
  }

  private void check(FineTuningRequest request) {
    List<String> problems = request.problems();
    if (!problems.isEmpty()) {
      String problem = problems.get(0);
      String field =
          FIELD_OF_PROBLEM.entrySet().stream()
              .filter(entry -> problem.startsWith(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(DagStepFields.of(problem));
      throw new ApiException(400, TaskFields.quoted(problem, 200), field);
    }
    RunFields.checkConnections(request.before(), request.after(), defaults);
    if (!defaults.deviceClasses().contains(request.deviceClass())) {
      throw ApiException.invalid(
          "device",
          "device is '%s', but this process trains on %s only"
              .formatted(request.device(), String.join(", ", defaults.deviceClasses())));
    }
  }

  /** The body that gives this request again. */
  static ObjectNode body(FineTuningRequest request) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("data", request.data());
    body.put("budget", request.budgetSeconds());
    body.put("steps", request.steps());
    body.put("model", request.model());
    body.put("seed", request.seed());
    body.put("priority", request.priority());
    body.put("deadline", request.deadline() == null ? null : request.deadline().toString());
    body.put("learningRate", request.learningRate());
    body.put("frozenStages", request.frozenStages());
    body.put("batchSize", request.batchSize());
    body.put("checkpointInterval", request.checkpointIntervalSeconds());
    body.put("device", request.device());
    body.set("before", DagStepFields.write(request.before()));
    body.set("after", DagStepFields.write(request.after()));
    return body;
  }
}
