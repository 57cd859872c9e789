package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Durations;
import io.nasoa.worker.config.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, each read as one type or refused by name. */
final class TaskFields {
  private static final int LONGEST_QUOTE = 80;
  private static final int LONGEST_TEXT = 4096;
  private static final double MOST_SECONDS = 10_000 * 86_400.0;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final ObjectNode object;

  /**
   * Fields of an object.
   *
   * @throws ApiException if there are others than the known ones
   */
  TaskFields(ObjectNode object, List<String> known) {
    requireKnown(object, known);
    this.object = object;
  }

  static void requireKnown(ObjectNode object, Collection<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw ApiException.invalid(quoted(name, LONGEST_QUOTE), unknown(name, known));
              }
            });
  }

  private static String unknown(String name, Collection<String> known) {
    String sentence = "unknown field '%s'".formatted(quoted(name, LONGEST_QUOTE));
    if (known.isEmpty()) {
      return sentence + ": this request has none";
    }
    String nearest = name.length() > LONGEST_QUOTE ? "" : nearest(name, known);
    return sentence + (nearest.isEmpty() ? "" : "; did you mean '%s'?".formatted(nearest));
  }

  private static String nearest(String name, Collection<String> known) {
    return Nearest.to(name, known, Integer.MAX_VALUE).orElse("");
  }

  /** Text for a sentence: short, and without anything that steers a terminal. */
  static String quoted(String text, int longest) {
    String cut = text.length() > longest ? text.substring(0, longest) + "..." : text;
    return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
  }

  private @Nullable JsonNode given(String field) {
    JsonNode value = object.get(field);
    return value == null || value.isNull() ? null : value;
  }

  private static ApiException wrong(String field, String rule, JsonNode value) {
    String was = value.isContainerNode() ? "an object or array" : quoted(value.toString(), 80);
    return ApiException.invalid(field, "%s %s, was %s".formatted(field, rule, was));
  }

  @Nullable String text(String field) {
    JsonNode value = given(field);
    if (value == null) {
      return null;
    }
    String text = value.asText();
    if (!value.isTextual()
        || text.length() > LONGEST_TEXT
        || text.codePoints().anyMatch(Character::isISOControl)) {
      String rule = "must be a text of at most %d characters".formatted(LONGEST_TEXT);
      throw wrong(field, rule, value);
    }
    return text;
  }

  /** The value as it was given. */
  @Nullable JsonNode raw(String field) {
    return given(field);
  }

  @Nullable ObjectNode object(String field) {
    JsonNode value = given(field);
    if (value != null && !value.isObject()) {
      throw wrong(field, "must be an object", value);
    }
    return (ObjectNode) value;
  }

  @Nullable Boolean flag(String field) {
    JsonNode value = given(field);
    if (value != null && !value.isBoolean()) {
      throw wrong(field, "must be true or false", value);
    }
    return value == null ? null : (Boolean) value.booleanValue();
  }

  @Nullable Integer wholeNumber(String field) {
    JsonNode value = given(field);
    if (value != null && !value.isInt()) {
      throw wrong(field, "must be a whole number below 2^31", value);
    }
    return value == null ? null : (Integer) value.intValue();
  }

  long longNumber(String field, long otherwise) {
    JsonNode value = given(field);
    if (value != null && !value.isInt() && !value.isLong()) {
      throw wrong(field, "must be a whole number of at most 64 bits", value);
    }
    return value == null ? otherwise : value.longValue();
  }

  @Nullable Double number(String field) {
    JsonNode value = given(field);
    if (value != null && (!value.isNumber() || !Double.isFinite(value.doubleValue()))) {
      throw wrong(field, "must be a number", value);
    }
    return value == null ? null : (Double) value.doubleValue();
  }

  /** Seconds, from a number of them or a text such as {@code 1h30m}. */
  @Nullable Double seconds(String field) {
    JsonNode value = given(field);
    Double seconds = value == null || value.isNumber() ? number(field) : parsed(field, value);
    if (value != null && seconds != null && seconds > MOST_SECONDS) {
      throw wrong(field, "must be at most 10000 days", value);
    }
    return seconds;
  }

  private static Double parsed(String field, JsonNode value) {
    try {
      if (value.isTextual() && value.asText().length() <= LONGEST_QUOTE) {
        return Durations.parse(value.asText()).toMillis() / 1000.0;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // told below
    }
    throw wrong(field, "must be seconds or a duration such as \"90s\" or \"1h30m\"", value);
  }

  /** A positive duration. */
  Duration duration(String field) {
    Double seconds = seconds(field);
    if (seconds == null) {
      throw ApiException.invalid(field, field + " is missing: seconds, or a text such as \"30s\"");
    }
    if (seconds < 0.001) {
      throw wrong(field, "must be at least 0.001 seconds", object.path(field));
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  @Nullable Instant time(String field) {
    JsonNode value = given(field);
    if (value == null) {
      return null;
    }
    try {
      if (value.isTextual() && value.asText().length() <= LONGEST_QUOTE) {
        Instant time = OffsetDateTime.parse(value.asText()).toInstant();
        if (time.isAfter(Instant.EPOCH) && time.isBefore(LATEST)) {
          return time;
        }
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw wrong(field, "must be a time such as \"2026-12-24T18:00:00Z\"", value);
  }
}
