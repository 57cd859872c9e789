package io.nasoa.zoo.experience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * Experience as JSON. Unknown fields are skipped, since a newer version may add some; a newer
 * schema is refused.
 */
public final class ExperienceJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .build();

  private ExperienceJson() {}

  /** Writes one on one line. */
  public static String write(Experience experience) {
    try {
      return JSON.writeValueAsString(experience);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an experience cannot be written: " + e.getMessage(), e);
    }
  }

  /** One as a tree. */
  public static ObjectNode tree(Experience experience) {
    return JSON.valueToTree(experience);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is damaged, or of a newer schema, saying where
   */
  public static Experience read(String json) {
    try {
      return read(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the experience is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads one from a tree.
   *
   * @throws IllegalArgumentException as {@link #read(String)}
   */
  public static Experience read(JsonNode tree) {
    int schema = tree.path("schema").asInt(-1);
    if (schema < 1) {
      throw new IllegalArgumentException("the experience has no schema");
    }
    if (schema > Experience.SCHEMA) {
      throw new IllegalArgumentException(
          "the experience has schema %d, this version reads up to %d"
              .formatted(schema, Experience.SCHEMA));
    }
    try {
      return JSON.treeToValue(tree, Experience.class);
    } catch (JsonMappingException e) {
      // What a record says of itself is the sentence; Jackson's own names only the place.
      Throwable cause = e.getCause();
      throw new IllegalArgumentException(
          cause instanceof IllegalArgumentException
              ? String.valueOf(cause.getMessage())
              : "experience field %s is damaged: %s".formatted(place(e), e.getOriginalMessage()),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the experience is damaged: " + e.getOriginalMessage(), e);
    }
  }

  private static String place(JsonMappingException e) {
    return String.join(
        ".",
        e.getPath().stream()
            .map(
                part ->
                    part.getFieldName() == null
                        ? Integer.toString(part.getIndex())
                        : part.getFieldName())
            .toList());
  }
}
