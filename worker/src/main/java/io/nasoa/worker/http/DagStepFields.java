package io.nasoa.worker.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.workflows.airflow.DagStep;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields {@code before} and {@code after} of a request: a DAG's id, or an object. */
public final class DagStepFields {
  static final List<String> FIELDS =
      List.of(
          "connection",
          "dag",
          "conf",
          "result",
          "resultKey",
          "logicalDate",
          "unpause",
          "timeout",
          "asset");

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private DagStepFields() {}

  /**
   * Reads a step.
   *
   * @param step {@code before} or {@code after}
   * @param value what was given; null for nothing
   * @throws IllegalArgumentException one sentence that names the field that cannot be right
   */
  public static @Nullable DagStep parse(String step, @Nullable JsonNode value) {
    try {
      return read(step, value);
    } catch (ApiException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Reads a step.
   *
   * @throws ApiException naming the field within the step that cannot be right
   */
  static @Nullable DagStep read(String step, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isTextual()) {
      return DagStep.of(value.asText());
    }
    if (!(value instanceof ObjectNode object)) {
      throw ApiException.invalid(
          step,
          "%s must be a DAG's id or an object with the fields %s"
              .formatted(step, String.join(", ", FIELDS)));
    }
    try {
      return read(new TaskFields(object, FIELDS));
    } catch (ApiException e) {
      String message = String.valueOf(e.getMessage());
      String field = e.field();
      boolean named = field != null && message.startsWith(field + " ");
      throw ApiException.invalid(
          field == null ? step : step + "." + field, step + (named ? "." : ": ") + message);
    }
  }

  private static DagStep read(TaskFields fields) {
    return new DagStep(
        DagStep.SCHEMA,
        fields.text("connection"),
        fields.text("dag"),
        conf(fields),
        fields.text("result"),
        fields.text("resultKey"),
        fields.text("logicalDate"),
        fields.flag("unpause"),
        fields.seconds("timeout"),
        fields.text("asset"));
  }

  private static @Nullable Map<String, Object> conf(TaskFields fields) {
    ObjectNode conf = fields.object("conf");
    return conf == null ? null : Json.MAPPER.convertValue(conf, MAP);
  }

  /** The field that a sentence on a step begins with; null for a sentence on something else. */
  static @Nullable String of(String problem) {
    return problem.startsWith("before") || problem.startsWith("after")
        ? problem.split(" ", 2)[0]
        : null;
  }

  /** What {@link #read} reads as this step. */
  static @Nullable ObjectNode write(@Nullable DagStep step) {
    if (step == null) {
      return null;
    }
    ObjectNode object = Json.MAPPER.valueToTree(step);
    object.remove("schema");
    JsonNode timeout = object.remove("timeoutSeconds");
    if (timeout != null) {
      object.set("timeout", timeout);
    }
    return object;
  }
}
