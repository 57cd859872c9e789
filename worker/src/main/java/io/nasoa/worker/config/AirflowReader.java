package io.nasoa.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.activities.airflow.AirflowConnection;
import io.nasoa.activities.airflow.AirflowCredentials;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the connections to users' Airflows: addresses and users from the configuration file or the
 * environment, secrets from the environment only. {@code AIRFLOW_URL}, {@code AIRFLOW_USER}, {@code
 * AIRFLOW_PASSWORD} and {@code AIRFLOW_TOKEN} are those of the connection {@code default}; a suffix
 * names another one: {@code AIRFLOW_URL_TEAM}.
 */
final class AirflowReader {
  /** The key of the configuration file. */
  static final String KEY = "airflow";

  private static final String DEFAULT = "default";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
  private static final String URL_VARIABLE = "AIRFLOW_URL";
  private static final List<String> SECRETS = List.of("password", "token");

  private final Map<String, String> environment;
  private final List<String> problems;
  private final SortedMap<String, String> urls = new TreeMap<>();
  private final SortedMap<String, String> users = new TreeMap<>();

  /**
   * @param environment the variables
   * @param problems takes what is wrong
   */
  AirflowReader(Map<String, String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * The connections by their names.
   *
   * @param section what the configuration file has under {@value #KEY}; null for nothing
   */
  SortedMap<String, AirflowConnection> read(@Nullable JsonNode section) {
    file(section);
    variables();
    SortedMap<String, AirflowConnection> connections = new TreeMap<>();
    for (Map.Entry<String, String> url : urls.entrySet()) {
      connection(url.getKey(), url.getValue())
          .ifPresent(connection -> connections.put(url.getKey(), connection));
    }
    return connections;
  }

  private void file(@Nullable JsonNode section) {
    if (section == null || section.isNull()) {
      return;
    }
    if (!section.isObject()) {
      problems.add("airflow must hold connections by their names, such as 'default: {url: ...}'");
      return;
    }
    section.properties().forEach(entry -> named(entry.getKey(), entry.getValue()));
  }

  private void named(String name, JsonNode fields) {
    if (!NAME.matcher(name).matches() || !fields.isObject()) {
      problems.add(
          "airflow.%s must be a name of small letters, digits, '_' and '-' with the fields url and user"
              .formatted(name));
      return;
    }
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String key = field.getKey();
      if (SECRETS.contains(key)) {
        problems.add(
            "airflow.%s.%s: secrets come from the environment only (%s)"
                .formatted(name, key, variable("AIRFLOW_" + key.toUpperCase(Locale.ROOT), name)));
      } else if (!field.getValue().isTextual() || !List.of("url", "user").contains(key)) {
        problems.add("airflow.%s.%s: a connection has the texts url and user".formatted(name, key));
      }
    }
    urls.put(name, fields.path("url").asText(""));
    if (fields.path("user").isTextual()) {
      users.put(name, fields.path("user").asText());
    }
  }

  private void variables() {
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (variable.getValue().isBlank()) {
        continue;
      }
      if (name.equals(URL_VARIABLE)) {
        urls.put(DEFAULT, variable.getValue());
      } else if (name.startsWith(URL_VARIABLE + "_")) {
        named(name.substring(URL_VARIABLE.length() + 1), variable.getValue());
      }
    }
  }

  /** The file may have a connection whose name only differs in characters that variables lack. */
  private void named(String suffix, String url) {
    String known =
        urls.keySet().stream()
            .filter(name -> suffix(name).equals(suffix))
            .findFirst()
            .orElse(suffix.toLowerCase(Locale.ROOT));
    if (NAME.matcher(known).matches()) {
      urls.put(known, url);
    } else {
      problems.add(
          "%s_%s: must end with a connection's name of letters, digits and '_'"
              .formatted(URL_VARIABLE, suffix));
    }
  }

  private Optional<AirflowConnection> connection(String name, String url) {
    String password = secret("AIRFLOW_PASSWORD", name);
    String token = secret("AIRFLOW_TOKEN", name);
    String given = environment.getOrDefault(variable("AIRFLOW_USER", name), "");
    String user = given.isBlank() ? users.getOrDefault(name, "") : given;
    int before = problems.size();
    if (!token.isEmpty() && !password.isEmpty()) {
      problems.add("airflow.%s has both a password and a token; give one".formatted(name));
    } else if (token.isEmpty() && user.isEmpty() != password.isEmpty()) {
      problems.add(
          user.isEmpty()
              ? "airflow.%s has a password but no user; %s names one"
                  .formatted(name, variable("AIRFLOW_USER", name))
              : "airflow.%s has a user but no password; %s gives it"
                  .formatted(name, variable("AIRFLOW_PASSWORD", name)));
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(AirflowConnection.to(url, credentials(user, password, token)));
    } catch (IllegalArgumentException e) {
      problems.add("airflow.%s.url: %s".formatted(name, e.getMessage()));
      return Optional.empty();
    }
  }

  private static AirflowCredentials credentials(String user, String password, String token) {
    if (!token.isEmpty()) {
      return new AirflowCredentials.BearerToken(() -> token);
    }
    return user.isEmpty()
        ? new AirflowCredentials.Anonymous()
        : new AirflowCredentials.UserPassword(user, password);
  }

  private String secret(String variable, String name) {
    return environment.getOrDefault(variable(variable, name), "");
  }

  private static String variable(String variable, String name) {
    return name.equals(DEFAULT) ? variable : variable + "_" + suffix(name);
  }

  private static String suffix(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
