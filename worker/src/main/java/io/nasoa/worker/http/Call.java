package io.nasoa.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A request as an action sees it.
 *
 * @param variable the variable part of its path; empty if there is none
 * @param query the query's parameters, each once
 * @param body the body's text
 */
record Call(String variable, Map<String, String> query, String body) {
  /** Reads no more than a request can need; each bound is far above it. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(100)
                          .maxStringLength(16_384)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  Call {
    query = Map.copyOf(query);
  }

  /**
   * The body, which must be a JSON object.
   *
   * @throws ApiException if it is not
   */
  ObjectNode object() {
    JsonNode content;
    try {
      content = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ApiException(400, "the body is not valid JSON: " + firstLine(e));
    }
    if (content instanceof ObjectNode object) {
      return object;
    }
    throw new ApiException(400, "the body must be a JSON object such as {\"data\": ...}");
  }

  /** Refuses a body with anything in it. */
  void requireNoFields() {
    if (!body.isBlank()) {
      TaskFields.requireKnown(object(), List.of());
    }
  }

  private static String firstLine(JsonProcessingException problem) {
    String text = problem.getOriginalMessage().lines().findFirst().orElse("");
    return TaskFields.quoted(text, 200);
  }
}
