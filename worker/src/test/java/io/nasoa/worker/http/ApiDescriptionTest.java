package io.nasoa.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.RunningOwner;
import io.nasoa.worker.config.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the API says of itself, held against what it does. */
@Timeout(120)
class ApiDescriptionTest {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  /** What submissions may say. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "/v1/tasks/{id}", TaskRequests.FIELDS,
          "/v1/searches/{id}", SearchRequests.FIELDS,
          "/v1/builds/{id}", BuildRequests.FIELDS,
          "/v1/tables/{id}", TableRequests.FIELDS,
          "/v1/hpo/{id}", HpoRequests.FIELDS);

  @TempDir static Path directory;
  private static RunningOwner owner;
  private static JsonNode description;

  @BeforeAll
  static void start() throws Exception {
    owner = new RunningOwner(directory, Map.of("HOME", directory.toString()));
    description = owner.json(ApiDescription.PATH);
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode body(String path, String method) {
    return description
        .path("paths")
        .path(path)
        .path(method)
        .at("/requestBody/content/application~1json/schema");
  }

  @Test
  void paths_takeTheMethodsThatAreTold_andNoOthers() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (String method : METHODS) {
        String asked = path.getKey().replace("{id}", "none");
        // Only whether there is a route is asked: no body is one that any route takes.
        HttpResponse<String> answer =
            owner.send(method.toUpperCase(Locale.ROOT), asked, method.equals("get") ? "" : "[]");
        boolean taken =
            answer.statusCode() != 405 && !answer.body().contains("there is nothing at this path");
        if (taken != path.getValue().has(method)) {
          wrong.add(method + " " + path.getKey() + " gives " + answer.statusCode());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(names(description.path("paths"))).hasSizeGreaterThan(35);
  }

  @Test
  void bodies_haveTheFieldsThatAreTaken() {
    FIELDS.forEach(
        (path, fields) ->
            assertThat(names(body(path, "put").path("properties")))
                .as(path)
                .containsExactlyInAnyOrderElementsOf(fields));
    for (String path : List.of("/v1/tasks/{id}", "/v1/builds/{id}")) {
      JsonNode step = body(path, "put").at("/properties/before/anyOf/1/properties");
      assertThat(names(step)).as(path).containsExactlyInAnyOrderElementsOf(DagStepFields.FIELDS);
    }
    assertThat(names(body("/v1/plans", "post").path("properties")))
        .containsExactlyInAnyOrderElementsOf(
            TaskRequests.FIELDS.stream()
                .filter(field -> !field.equals("before") && !field.equals("after"))
                .toList());
  }

  @Test
  void bodies_withAnUnknownField_areRefused() throws Exception {
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (String method : List.of("put", "post")) {
        if (path.getValue().has(method)) {
          String asked = path.getKey().replace("{id}", "none");
          HttpResponse<String> answer =
              owner.send(method.toUpperCase(Locale.ROOT), asked, "{\"nobody's\": 1}");
          assertThat(answer.statusCode()).as("%s %s", method, asked).isEqualTo(400);
          assertThat(answer.body()).as("%s %s", method, asked).contains("unknown field");
        }
      }
    }
  }

  @Test
  void schemas_leadSomewhere_andLeaveNothingOpen() {
    List<String> wrong = new ArrayList<>();
    description.findValuesAsText("$ref").stream()
        .filter(reference -> description.at(reference.substring(1)).isMissingNode())
        .forEach(wrong::add);
    description
        .at("/components/schemas")
        .properties()
        .forEach(schema -> open(wrong, schema.getKey(), schema.getValue()));
    assertThat(wrong).isEmpty();
    Set<String> operations = new TreeSet<>(description.findValuesAsText("operationId"));
    assertThat(operations).hasSameSizeAs(description.findValuesAsText("operationId"));
  }

  /** Schemas that any value fits. */
  private static void open(List<String> wrong, String place, JsonNode schema) {
    if (schema.isObject() && schema.isEmpty()) {
      wrong.add(place + " takes anything");
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> open(wrong, place + "." + field.getKey(), field.getValue()));
    if (schema.has("items")) {
      open(wrong, place + "[]", schema.get("items"));
    }
  }

  @Test
  void answers_areAsTheyAreTold() throws Exception {
    String request = "{\"data\":\"draw:shapes\",\"steps\":5}";
    HttpResponse<String> created = owner.send("PUT", "/v1/tasks/told", request);
    owner.json("/v1/tasks/told?waitSeconds=60");
    List<String> wrong = new ArrayList<>();
    check(wrong, "/v1/tasks/{id}", "put", 201, Json.MAPPER.readTree(created.body()));
    for (String path : List.of("", "/status", "/result", "/logs")) {
      JsonNode answer = owner.json("/v1/tasks/told" + path);
      check(wrong, "/v1/tasks/{id}" + path, "get", 200, answer);
    }
    for (String path : List.of("/v1/tasks", "/v1/zoo", "/v1/owner", "/readyz", "/healthz")) {
      check(wrong, path, "get", 200, owner.json(path));
    }
    JsonNode missing = Json.MAPPER.readTree(owner.get("/v1/tasks/none/result").body());
    check(wrong, "/v1/tasks/{id}/result", "get", 404, missing);
    JsonNode plan = Json.MAPPER.readTree(owner.send("POST", "/v1/plans", request).body());
    check(wrong, "/v1/plans", "post", 200, plan);
    assertThat(wrong).isEmpty();
  }

  private static void check(
      List<String> wrong, String path, String method, int status, JsonNode answer) {
    JsonNode schema =
        description
            .path("paths")
            .path(path)
            .path(method)
            .path("responses")
            .path(Integer.toString(status))
            .at("/content/application~1json/schema");
    assertThat(schema.isObject()).as("%s %s %d", method, path, status).isTrue();
    check(wrong, method + " " + path, schema, answer);
  }

  private static void check(List<String> wrong, String place, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      check(wrong, place, description.at(schema.get("$ref").asText().substring(1)), value);
    } else if (schema.has("anyOf")) {
      if (!value.isNull()) {
        check(wrong, place, schema.get("anyOf").get(0), value);
      }
    } else if (!types(schema).contains(type(value))) {
      wrong.add("%s is %s instead of %s".formatted(place, value, schema.get("type")));
    } else if (value.isArray()) {
      value.forEach(element -> check(wrong, place + "[]", schema.path("items"), element));
    } else if (value.isObject() && schema.has("additionalProperties")) {
      value.forEach(
          element -> check(wrong, place + "{}", schema.get("additionalProperties"), element));
    } else if (value.isObject()) {
      checkFields(wrong, place, schema, value);
    } else if (schema.has("enum") && !values(schema.get("enum")).contains(value.asText())) {
      wrong.add("%s is %s instead of %s".formatted(place, value, schema.get("enum")));
    }
  }

  private static void checkFields(
      List<String> wrong, String place, JsonNode schema, JsonNode value) {
    for (String needed : values(schema.path("required"))) {
      if (!value.has(needed)) {
        wrong.add(place + " lacks " + needed);
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode told = schema.path("properties").path(field.getKey());
      if (told.isMissingNode()) {
        wrong.add("%s.%s is not told".formatted(place, field.getKey()));
      } else {
        check(wrong, place + "." + field.getKey(), told, field.getValue());
      }
    }
  }

  private static List<String> values(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asText()));
    return values;
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    List<String> types = type.isArray() ? values(type) : new ArrayList<>(List.of(type.asText()));
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  private static String type(JsonNode value) {
    return value.isIntegralNumber()
        ? "integer"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
