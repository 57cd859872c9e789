package io.nasoa.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.workflows.payload.PayloadJson;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Calls of an owner's API. Safe for use by many threads. */
final class OwnerCalls {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** The longest that an owner takes for what it does not have to work for. */
  static final Duration ANSWER = Duration.ofSeconds(60);

  private final URI url;
  private final String token;
  private final long pid;
  private final JsonMapper mapper = PayloadJson.newMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  OwnerCalls(URI url, String token, long pid) {
    this.url = url;
    this.token = token;
    this.pid = pid;
  }

  <T> List<T> list(String path, Class<T> type) {
    return records(call("GET", path, null, ANSWER), type);
  }

  <T> List<T> records(JsonNode array, Class<T> type) {
    return array.isArray()
        ? StreamSupport.stream(array.spliterator(), false)
            .map(element -> record(element, type))
            .toList()
        : List.of();
  }

  <T> T record(JsonNode content, Class<T> type) {
    try {
      return mapper.treeToValue(content, type);
    } catch (JsonProcessingException e) {
      throw new OwnerRefusedException(
          500,
          "process %d answered with something unreadable: %s"
              .formatted(pid, e.getOriginalMessage()));
    }
  }

  JsonNode call(String method, String path, @Nullable JsonNode body, Duration longest) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(longest)
            .header("Authorization", "Bearer " + token);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<String> response = send(request.build());
    JsonNode content = parsed(response.body());
    if (response.statusCode() >= 300) {
      throw refusal(response.statusCode(), content);
    }
    return content;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new OwnerGoneException(
          "process %d, which owned the data directory, does not answer any more".formatted(pid), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OwnerGoneException("interrupted while process %d was asked".formatted(pid), e);
    }
  }

  private JsonNode parsed(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return mapper.createObjectNode();
    }
  }

  private static RuntimeException refusal(int status, JsonNode content) {
    String sentence = content.path("error").asText("refused with status " + status);
    if (content.hasNonNull("type")) {
      return ApplicationFailure.newNonRetryableFailure(sentence, content.get("type").asText());
    }
    return status == 503
        ? new OwnerGoneException(sentence)
        : new OwnerRefusedException(status, sentence);
  }
}
