package io.nasoa.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param headers beside those that every answer has
 */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply json(int status, JsonNode content) {
    try {
      String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(content);
      return new Reply(status, "application/json", text + "\n", Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  static Reply text(int status, String contentType, String text) {
    return new Reply(status, contentType, text, Map.of());
  }

  /** An error: one sentence, and the field at fault if it is one. */
  static Reply error(int status, String sentence, @Nullable String field) {
    return json(status, errorOf(sentence, field));
  }

  static ObjectNode errorOf(String sentence, @Nullable String field) {
    return Json.MAPPER.createObjectNode().put("error", sentence).put("field", field);
  }

  Reply with(String header, String value) {
    return new Reply(status, contentType, body, Map.of(header, value));
  }
}
