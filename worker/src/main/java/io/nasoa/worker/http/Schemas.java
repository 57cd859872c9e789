package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of records, made from what Jackson writes of them; records that others hold become
 * components. Not thread-safe.
 */
final class Schemas {
  private static final Map<Class<?>, String> SIMPLE =
      Map.of(
          boolean.class,
          "boolean",
          Boolean.class,
          "boolean",
          double.class,
          "number",
          Double.class,
          "number",
          String.class,
          "string");
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);

  private final JsonMapper mapper = ViewJson.newMapper();
  private final ObjectNode components = Json.MAPPER.createObjectNode();
  private final Map<Class<?>, String> names = new HashMap<>();

  /** The schemas that others refer to, by name. */
  ObjectNode components() {
    return components;
  }

  /** A record as an answer. */
  ObjectNode of(Class<?> type) {
    return schema(mapper.constructType(type));
  }

  ObjectNode listOf(Class<?> type) {
    return typed("array").set("items", of(type));
  }

  /** A request: some fields of a record, and no others. */
  ObjectNode request(Class<?> type, Collection<String> fields) {
    ObjectNode schema = typed("object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (BeanPropertyDefinition property : properties(type)) {
      if (fields.contains(property.getName())) {
        properties.set(property.getName(), schema(property.getPrimaryType()));
      }
    }
    return schema;
  }

  /** A record's own schema, without one of its fields. */
  ObjectNode inline(Class<?> type, String without) {
    ObjectNode schema = record(type);
    ((ObjectNode) schema.get("properties")).remove(without);
    ArrayNode required = (ArrayNode) schema.get("required");
    for (int i = required.size() - 1; i >= 0; i--) {
      if (required.get(i).asText().equals(without)) {
        required.remove(i);
      }
    }
    return schema;
  }

  private ObjectNode record(Class<?> type) {
    ObjectNode schema = typed("object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (BeanPropertyDefinition property : properties(type)) {
      ObjectNode one = schema(property.getPrimaryType());
      boolean nullable = isNullable(type, property.getName());
      properties.set(property.getName(), nullable ? orNull(one) : one);
      if (!nullable) {
        required.add(property.getName());
      }
    }
    return schema;
  }

  private Collection<BeanPropertyDefinition> properties(Class<?> type) {
    return mapper
        .getSerializationConfig()
        .introspect(mapper.constructType(type))
        .findProperties()
        .stream()
        .filter(BeanPropertyDefinition::couldSerialize)
        .toList();
  }

  private static boolean isNullable(Class<?> type, String name) {
    RecordComponent[] all = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    return Arrays.stream(all)
        .filter(component -> component.getName().equals(name))
        .anyMatch(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class));
  }

  private ObjectNode schema(JavaType type) {
    Class<?> raw = type.getRawClass();
    String simple = SIMPLE.get(raw);
    if (simple != null) {
      return typed(simple);
    }
    if (WHOLE.contains(raw)) {
      return typed("integer")
          .put("format", raw == int.class || raw == Integer.class ? "int32" : "int64");
    }
    if (raw == Instant.class) {
      return typed("string").put("format", "date-time");
    }
    if (type.isCollectionLikeType() || type.isArrayType()) {
      return typed("array").set("items", schema(type.getContentType()));
    }
    if (type.isMapLikeType()) {
      return typed("object").set("additionalProperties", schema(type.getContentType()));
    }
    if (raw.isEnum()) {
      ObjectNode schema = typed("string");
      ArrayNode values = schema.putArray("enum");
      for (Object constant : raw.getEnumConstants()) {
        values.add(mapper.convertValue(constant, String.class));
      }
      return schema;
    }
    return raw.isRecord() ? reference(raw) : Json.MAPPER.createObjectNode();
  }

  private ObjectNode reference(Class<?> type) {
    String name = names.get(type);
    if (name == null) {
      name = newName(type);
      names.put(type, name);
      components.set(name, record(type));
    }
    return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  private String newName(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    String name = (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
    String free = name;
    for (int number = 2; names.containsValue(free); number++) {
      free = name + number;
    }
    return free;
  }

  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.has("type") && !schema.has("enum")) {
      String type = schema.get("type").asText();
      schema.putArray("type").add(type).add("null");
      return schema;
    }
    ObjectNode either = Json.MAPPER.createObjectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private static ObjectNode typed(String type) {
    return Json.MAPPER.createObjectNode().put("type", type);
  }
}
