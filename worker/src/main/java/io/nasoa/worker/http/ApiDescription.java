package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The description of the API in OpenAPI 3.1, made from the routes themselves. */
final class ApiDescription {
  /** Where it is served. */
  static final String PATH = "/v1/openapi.json";

  /** The shape of what is not JSON. */
  static final Shape TEXT = Shape.json("{\"type\": \"string\"}");

  private static final String ABOUT =
      "Fine-tuning of shipped networks, and the searches and tables behind it. Bodies are JSON of"
          + " at most %d bytes; unknown fields are refused by name; every error is one sentence,"
          + " with the field at fault where there is one.";

  private static final Shape ERROR =
      Shape.json(
          """
{"type": "object", "required": ["error"], "properties": {
  "error": {"type": "string", "description": "one sentence"},
  "field": {"type": ["string", "null"], "description": "the field at fault"},
  "type": {"type": "string", "description": "kind of failure, where work was tried (422)"}}}
""");

  private static final Shape WAIT =
      Shape.json(
          """
          {"name": "waitSeconds", "in": "query",
           "description": "answers when the task has ended, or else after so many seconds",
           "schema": {"type": "number", "minimum": 0, "maximum": 60, "default": 0}}
          """);

  private static final Shape ID =
      Shape.json(
          """
          {"name": "id", "in": "path", "required": true,
           "schema": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"}}
          """);

  private final Schemas schemas = new Schemas();
  private @Nullable Reply made;

  private ApiDescription() {}

  /** Those routes and one more, which describes all of them. */
  static List<Route> describing(List<Route> routes) {
    Told told = Told.of("This description, in OpenAPI 3.1", Shape.json("{\"type\": \"object\"}"));
    ApiDescription description = new ApiDescription();
    List<Route> all = new ArrayList<>(routes);
    all.add(
        Route.of(
            "GET",
            PATH,
            told,
            call -> CompletableFuture.completedFuture(description.reply(List.copyOf(all)))));
    return List.copyOf(all);
  }

  /** Made when it is asked for: most processes that serve the API are never asked. */
  private synchronized Reply reply(List<Route> routes) {
    Reply reply = made;
    if (reply == null) {
      reply = Reply.json(200, of(routes));
      made = reply;
    }
    return reply;
  }

  private ObjectNode of(List<Route> routes) {
    ObjectNode whole = Json.MAPPER.createObjectNode().put("openapi", "3.1.0");
    whole
        .putObject("info")
        .put("title", "NASOA")
        .put("version", "1")
        .put("description", ABOUT.formatted(ApiHandler.LONGEST_BODY));
    whole.putArray("security").addObject().putArray("token");
    ObjectNode paths = whole.putObject("paths");
    for (Route route : routes) {
      paths
          .withObjectProperty(route.template().replace("*", "{id}"))
          .set(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    ObjectNode components = whole.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    schemas.components().set("Error", ERROR.in(schemas));
    components.set("schemas", schemas.components());
    return whole;
  }

  private ObjectNode operation(Route route) {
    Told told = route.told();
    ObjectNode operation = Json.MAPPER.createObjectNode();
    operation.put("operationId", name(route)).put("summary", told.summary());
    if (route.open()) {
      operation.putArray("security");
    }
    if (route.template().contains("*")) {
      operation.withArrayProperty("parameters").add(ID.in(schemas));
    }
    if (told.waits()) {
      operation.withArrayProperty("parameters").add(WAIT.in(schemas));
    }
    if (told.body() != null) {
      content(operation.putObject("requestBody").put("required", true), told.body());
    }
    ObjectNode responses = operation.putObject("responses");
    told.answers().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            answer ->
                content(
                    responses
                        .putObject(answer.getKey().toString())
                        .put("description", meaning(answer.getKey())),
                    answer.getValue()));
    responses
        .putObject("default")
        .put("description", "refused or failed")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Error");
    return operation;
  }

  private void content(ObjectNode owner, Shape shape) {
    String type = shape == TEXT ? "text/plain" : "application/json";
    owner.putObject("content").putObject(type).set("schema", shape.in(schemas));
  }

  private static String meaning(int status) {
    return switch (status) {
      case 200 -> "done";
      case 201 -> "accepted anew";
      case 404 -> "not there, or not yet";
      default -> "not now";
    };
  }

  /** Such as {@code putTasksId}. */
  private static String name(Route route) {
    StringBuilder name = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
    for (String part :
        route.template().replace("*", "id").replaceAll("^/(v1/)?", "").split("[/.-]", -1)) {
      name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return name.toString();
  }
}
