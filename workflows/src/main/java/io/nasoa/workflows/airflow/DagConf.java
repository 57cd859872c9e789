package io.nasoa.workflows.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nasoa.workflows.payload.PayloadJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a DAG run: what users give, and what NASOA tells beside it. */
public final class DagConf {
  /** The field in which a run is told for what it runs; users cannot give it. */
  public static final String NASOA = "nasoa";

  private static final int MOST_CHARACTERS = 16_384;
  private static final int DEEPEST = 20;

  /** Airflow shows parameters unmasked, and histories keep them. */
  private static final List<String> SECRETS =
      List.of("password", "passwd", "secret", "token", "apikey", "accesskey", "privatekey");

  private DagConf() {}

  /** Why it cannot be a run's parameters, to be read after its field's name. */
  static Optional<String> problem(Map<String, Object> conf) {
    if (conf.containsKey(NASOA)) {
      return Optional.of("must not have the field '%s', which NASOA fills".formatted(NASOA));
    }
    Optional<String> secret = secret(conf, 0);
    if (secret.isPresent()) {
      return secret;
    }
    try {
      int length = PayloadJson.newMapper().writeValueAsString(conf).length();
      return length <= MOST_CHARACTERS
          ? Optional.empty()
          : Optional.of(
              "must be at most %d characters of JSON, was %d".formatted(MOST_CHARACTERS, length));
    } catch (JsonProcessingException e) {
      return Optional.of("must be JSON");
    }
  }

  private static Optional<String> secret(Object value, int depth) {
    if (depth > DEEPEST) {
      return Optional.of("must not be nested deeper than %d levels".formatted(DEEPEST));
    }
    if (value instanceof Map<?, ?> object) {
      for (Map.Entry<?, ?> field : object.entrySet()) {
        String name = String.valueOf(field.getKey());
        if (isSecret(name)) {
          return Optional.of(
              "must not hold secrets such as '%s': Airflow shows it to everybody; use a connection or variable of Airflow"
                  .formatted(name));
        }
        Optional<String> inner = within(field.getValue(), depth);
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    if (value instanceof List<?> array) {
      return array.stream().flatMap(it -> within(it, depth).stream()).findFirst();
    }
    return Optional.empty();
  }

  private static Optional<String> within(@Nullable Object value, int depth) {
    return value == null ? Optional.empty() : secret(value, depth + 1);
  }

  private static boolean isSecret(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return SECRETS.stream().anyMatch(plain::endsWith);
  }
}
