package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FineTuningPlan;

/** What bodies about tasks look like: their fields are read one by one, so no record tells. */
final class TaskShapes {
  private static final String STEP =
      """
      {"anyOf": [{"type": "string", "description": "a DAG's id"}, {
        "type": "object", "additionalProperties": false, "properties": {
          "connection": {"type": "string", "default": "default"},
          "dag": {"type": "string"},
          "conf": {"type": "object"},
          "result": {"type": "string"},
          "resultKey": {"type": "string", "default": "return_value"},
          "logicalDate": {"type": "string", "enum": ["now"]},
          "unpause": {"type": "boolean", "default": false},
          "timeout": {"type": ["number", "string"], "description": "seconds, or such as 1h30m"},
          "asset": {"type": "string", "format": "uri"}}}]}
      """;

  private static final String PLAN =
      """
{"type": "object", "additionalProperties": false, "required": ["data"], "properties": {
  "data": {"type": "string", "description": "an absolute path, or draw:..."},
  "budget": {"type": ["number", "string"], "description": "seconds, or such as 1h30m; this or steps"},
  "steps": {"type": "integer", "minimum": 1},
  "model": {"type": "string", "description": "the zoo entry to start from; chosen otherwise"},
  "seed": {"type": "integer", "default": 0},
  "priority": {"type": "integer", "minimum": 1, "maximum": 5, "default": 3},
  "deadline": {"type": "string", "format": "date-time"},
  "learningRate": {"type": "number", "exclusiveMinimum": 0},
  "frozenStages": {"type": "integer", "minimum": 0},
  "batchSize": {"type": "integer", "minimum": 1},
  "checkpointInterval": {"type": ["number", "string"], "description": "seconds, or such as 30s"},
  "device": {"type": "string", "description": "cpu, cuda or cuda:N"}}}
""";

  private TaskShapes() {}

  /** What {@code POST /v1/plans} takes. */
  static ObjectNode planBody(Schemas schemas) {
    return Shape.json(PLAN).in(schemas);
  }

  /** What {@code PUT /v1/tasks/{id}} takes. */
  static ObjectNode taskBody(Schemas schemas) {
    return withSteps(TaskShapes::planBody).in(schemas);
  }

  /** A body that takes the fields {@code before} and {@code after} besides. */
  static Shape withSteps(Shape body) {
    return schemas -> {
      ObjectNode whole = body.in(schemas);
      ObjectNode properties = (ObjectNode) whole.get("properties");
      properties.set("before", Shape.json(STEP).in(schemas));
      properties.set("after", Shape.json(STEP).in(schemas));
      return whole;
    };
  }

  /** A plan as users get it. */
  static ObjectNode plan(Schemas schemas) {
    ObjectNode plan = schemas.inline(FineTuningPlan.class, "schema");
    ObjectNode properties = (ObjectNode) plan.get("properties");
    properties.set("data", schemas.inline(DatasetSummary.class, "schema"));
    return plan;
  }

  /** What became of a submission. */
  static Shape accepted(String noun) {
    return Shape.json(
        """
        {"type": "object", "required": ["%s", "run", "submission"], "properties": {
          "%s": {"type": "string", "description": "its id"},
          "run": {"type": "integer"},
          "submission": {"type": "string", "enum": ["STARTED", "ATTACHED", "FINISHED"]}}}
        """
            .formatted(noun, noun));
  }

  /** The 404 of a result that is not there yet: with a state, where the id is known. */
  static Shape notEnded() {
    return Shape.json(
        """
{"type": "object", "required": ["error"], "properties": {
  "error": {"type": "string"},
  "field": {"type": ["string", "null"]},
  "state": {"type": "string", "description": "where it stands; missing where nobody has the id"}}}
""");
  }
}
