package io.nasoa.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.util.List;

/** What a body or an answer looks like, as a JSON schema. */
@FunctionalInterface
interface Shape {
  /** The schema; what it refers to is among the components afterwards. */
  ObjectNode in(Schemas schemas);

  /** A record as an answer. */
  static Shape of(Class<?> type) {
    return schemas -> schemas.of(type);
  }

  /** An array of records as an answer. */
  static Shape listOf(Class<?> type) {
    return schemas -> schemas.listOf(type);
  }

  /** A request of which a record has those fields. */
  static Shape request(Class<?> type, List<String> fields) {
    return schemas -> schemas.request(type, fields);
  }

  /**
   * A schema that is written out.
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  static Shape json(String schema) {
    ObjectNode read;
    try {
      read = (ObjectNode) Json.MAPPER.readTree(schema);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalArgumentException("not a JSON object: " + schema, e);
    }
    return schemas -> read.deepCopy();
  }

  /** An object with these fields, all of one type and always there. */
  static Shape object(String type, String... names) {
    return schemas -> {
      ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      for (String name : names) {
        properties.putObject(name).put("type", type);
      }
      List.of(names).forEach(schema.putArray("required")::add);
      return schema;
    };
  }
}
