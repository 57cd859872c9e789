package io.nasoa.worker.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nasoa.activities.airflow.AirflowEndpoint;
import io.nasoa.activities.airflow.DagRunState;
import io.nasoa.activities.airflow.TaskInstanceState;
import io.nasoa.worker.tools.InstalledTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that the client asks an Airflow is in the description of its API that the installed
 * Airflow brings along: a newer one that has renamed something fails here, by name.
 */
class AirflowContractIT {
  private static final Map<String, JsonNode> PATHS = new HashMap<>();
  private static final Map<String, JsonNode> SCHEMAS = new HashMap<>();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @BeforeAll
  static void readDescriptions() throws Exception {
    Path installation = InstalledTool.require("airflow");
    List<Path> files;
    try (Stream<Path> all = Files.walk(installation.resolve("lib"))) {
      files = all.filter(file -> file.toString().endsWith("-generated.yaml")).toList();
    }
    for (Path file : files) {
      readDescription(file);
    }
    assertThat(PATHS).hasSizeGreaterThan(50);
  }

  private static void readDescription(Path file) throws IOException {
    JsonNode description = new YAMLMapper().readTree(Files.readString(file));
    // The sub-application of the users' manager is mounted at /auth, and describes itself without.
    boolean auth = file.toString().contains("simple");
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                PATHS.put(
                    auth && !path.getKey().startsWith("/auth")
                        ? "/auth" + path.getKey()
                        : path.getKey(),
                    path.getValue()));
    description
        .at("/components/schemas")
        .properties()
        .forEach(schema -> SCHEMAS.put(schema.getKey(), schema.getValue()));
  }

  private static JsonNode operation(AirflowEndpoint endpoint) {
    assertThat(PATHS).containsKey(endpoint.path());
    JsonNode path = Objects.requireNonNull(PATHS.get(endpoint.path()));
    JsonNode operation = path.path(endpoint.method().toLowerCase(Locale.ROOT));
    assertThat(operation.isObject()).as("%s %s", endpoint.method(), endpoint.path()).isTrue();
    return operation;
  }

  private static JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    return reference.isEmpty()
        ? schema
        : SCHEMAS.getOrDefault(reference.substring(reference.lastIndexOf('/') + 1), schema);
  }

  /** The schema itself, or the alternatives that it leaves, without null. */
  private static List<JsonNode> alternatives(JsonNode schema) {
    JsonNode resolved = resolved(schema);
    for (String word : List.of("anyOf", "oneOf")) {
      if (resolved.has(word)) {
        return StreamSupport.stream(resolved.get(word).spliterator(), false)
            .flatMap(choice -> alternatives(choice).stream())
            .filter(choice -> !choice.path("type").asText().equals("null"))
            .toList();
      }
    }
    return List.of(resolved);
  }

  private static List<BeanPropertyDefinition> fields(Class<?> record, boolean sent) {
    JavaType type = JSON.constructType(record);
    return sent
        ? JSON.getSerializationConfig().introspect(type).findProperties()
        : JSON.getDeserializationConfig().introspect(type).findProperties();
  }

  private static void collectMissing(
      List<String> missing, String place, Class<?> record, JsonNode schema, boolean sent) {
    for (BeanPropertyDefinition field : fields(record, sent)) {
      String name = place + "." + field.getName();
      List<JsonNode> having =
          alternatives(schema).stream()
              .map(choice -> choice.path("properties").path(field.getName()))
              .filter(JsonNode::isObject)
              .toList();
      if (having.isEmpty()) {
        missing.add(name);
        continue;
      }
      JavaType type = field.getPrimaryType();
      JavaType inner = type.isCollectionLikeType() ? type.getContentType() : type;
      if (inner.getRawClass().isRecord()) {
        for (JsonNode choice : having) {
          JsonNode next = type.isCollectionLikeType() ? choice.path("items") : choice;
          collectMissing(missing, name, inner.getRawClass(), next, sent);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void endpoint_takesOurQueryParameters(AirflowEndpoint endpoint) {
    List<String> known =
        StreamSupport.stream(operation(endpoint).path("parameters").spliterator(), false)
            .filter(parameter -> parameter.path("in").asText().equals("query"))
            .map(parameter -> parameter.path("name").asText())
            .toList();

    assertThat(known).containsAll(endpoint.queryParameters());
  }

  @ParameterizedTest
  @EnumSource
  void endpoint_takesOurBody(AirflowEndpoint endpoint) {
    JsonNode schema = operation(endpoint).at("/requestBody/content/application~1json/schema");
    if (endpoint.request() == Void.class) {
      assertThat(operation(endpoint).at("/requestBody/required").asBoolean()).isFalse();
      return;
    }
    List<String> missing = new ArrayList<>();
    collectMissing(missing, endpoint.name(), endpoint.request(), schema, true);
    assertThat(missing).isEmpty();

    TreeSet<String> required = new TreeSet<>();
    resolved(schema).path("required").forEach(name -> required.add(name.asText()));
    assertThat(fields(endpoint.request(), true))
        .extracting(BeanPropertyDefinition::getName)
        .containsAll(required);
  }

  @ParameterizedTest
  @EnumSource
  void endpoint_answersWithTheFieldsThatWeRead(AirflowEndpoint endpoint) {
    JsonNode responses = operation(endpoint).path("responses");
    JsonNode success = responses.has("201") ? responses.get("201") : responses.path("200");
    assertThat(success.isObject()).isTrue();
    if (endpoint == AirflowEndpoint.LOGS) {
      assertThat(success.path("content").has("application/x-ndjson")).isTrue();
      return;
    }
    JsonNode schema = success.at("/content/application~1json/schema");
    List<String> missing = new ArrayList<>();
    collectMissing(missing, endpoint.name(), endpoint.response(), schema, false);
    assertThat(missing).isEmpty();
  }

  /** A state that we do not know would be waited on for ever. */
  @Test
  void states_areOurs() {
    assertThat(values("DagRunState")).isSubsetOf(names(DagRunState.values()));
    assertThat(values("TaskInstanceState")).isSubsetOf(names(TaskInstanceState.values()));
  }

  private static List<String> values(String schema) {
    List<String> values = new ArrayList<>();
    Objects.requireNonNull(SCHEMAS.get(schema))
        .path("enum")
        .forEach(value -> values.add(value.asText()));
    assertThat(values).hasSizeGreaterThan(3);
    return values;
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .toList();
  }
}
