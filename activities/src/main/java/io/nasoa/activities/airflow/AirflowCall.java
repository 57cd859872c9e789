package io.nasoa.activities.airflow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request, made from an endpoint; only what the endpoint lists can be filled in. */
final class AirflowCall {
  private final AirflowEndpoint endpoint;
  private final String path;
  private final List<String> query = new ArrayList<>();
  private @Nullable Object body;

  private AirflowCall(AirflowEndpoint endpoint, String path) {
    this.endpoint = endpoint;
    this.path = path;
  }

  /** A request; the values replace the endpoint's path parameters from left to right. */
  static AirflowCall of(AirflowEndpoint endpoint, Object... pathValues) {
    Deque<Object> values = new ArrayDeque<>(List.of(pathValues));
    StringBuilder path = new StringBuilder();
    for (String segment : endpoint.path().substring(1).split("/", -1)) {
      path.append('/').append(segment.startsWith("{") ? encode(values.remove()) : segment);
    }
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("too many values for " + endpoint.path());
    }
    return new AirflowCall(endpoint, path.toString());
  }

  AirflowCall with(String parameter, Object value) {
    if (!endpoint.queryParameters().contains(parameter)) {
      throw new IllegalArgumentException(endpoint + " has no query parameter " + parameter);
    }
    query.add(parameter + "=" + encode(value));
    return this;
  }

  AirflowCall withBody(Object content) {
    body = endpoint.request().cast(content);
    return this;
  }

  AirflowEndpoint endpoint() {
    return endpoint;
  }

  @Nullable Object body() {
    return body;
  }

  /** Path and query, to be put behind the base address as they are. */
  String target() {
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  /** Percent-encoding for paths and queries alike: nothing but unreserved characters is left. */
  static String encode(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
