package io.nasoa.activities.airflow;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Where an Airflow is and how to speak to it.
 *
 * @param baseUrl the address under which a browser finds Airflow, a path prefix included and
 *     without a slash at its end
 * @param connectTimeout longest time to connect
 * @param requestTimeout longest time until an answer begins
 */
public record AirflowConnection(
    URI baseUrl, AirflowCredentials credentials, Duration connectTimeout, Duration requestTimeout) {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration REQUEST = Duration.ofSeconds(30);

  /**
   * A connection with the usual time limits of 10 and 30 s.
   *
   * @throws IllegalArgumentException if the address is none of an Airflow
   */
  public static AirflowConnection to(String baseUrl, AirflowCredentials credentials) {
    return new AirflowConnection(parse(baseUrl), credentials, CONNECT, REQUEST);
  }

  /** The same with another time limit of requests. */
  public AirflowConnection withRequestTimeout(Duration limit) {
    return new AirflowConnection(baseUrl, credentials, connectTimeout, limit);
  }

  private static URI parse(String text) {
    URI url;
    try {
      url = new URI(text.strip().replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "Airflow's address must be like http://host:8080, was unreadable: " + e.getReason(), e);
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "Airflow's address must be like http://host:8080, was '%s'"
              .formatted(url.getRawUserInfo() == null ? url : "one with a password"));
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "Airflow's address must not contain user or password: give them apart from it");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "Airflow's address must end before '?' and '#', was '%s'".formatted(url));
    }
    return url;
  }
}
