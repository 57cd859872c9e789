package io.nasoa.zoo.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Profiles and source means as JSON. Unknown fields are skipped, since a newer version may add
 * some; a newer schema is refused. Missing parts are written as null and may be left out.
 */
public final class ProfileJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ProfileJson() {}

  /** Writes a profile on one line. */
  public static String write(DatasetProfile profile) {
    return text(profile);
  }

  /** Writes source means on one line. */
  public static String write(SourceMeans means) {
    return text(means);
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a profile cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a profile.
   *
   * @throws IllegalArgumentException if it is damaged, or of a newer schema, saying which
   */
  public static DatasetProfile readProfile(String json) {
    DatasetProfile read = read(json, "profile", DatasetProfile.SCHEMA, DatasetProfile.class);
    if (read.sha256() == null || read.balance() == null) {
      throw new IllegalArgumentException("the profile lacks sha256 or balance");
    }
    return read;
  }

  /**
   * Reads source means.
   *
   * @throws IllegalArgumentException if they are damaged, or of a newer schema, saying which
   */
  public static SourceMeans readSourceMeans(String json) {
    return read(json, "source means file", SourceMeans.SCHEMA, SourceMeans.class);
  }

  private static <T> T read(String json, String what, int newest, Class<T> type) {
    try {
      JsonNode tree = JSON.readTree(json);
      int schema = tree.path("schema").asInt(-1);
      if (schema < 1) {
        throw new IllegalArgumentException("the %s has no schema".formatted(what));
      }
      if (schema > newest) {
        throw new IllegalArgumentException(
            "the %s has schema %d, this version reads up to %d".formatted(what, schema, newest));
      }
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the %s is damaged: %s".formatted(what, e.getOriginalMessage()), e);
    }
  }
}
