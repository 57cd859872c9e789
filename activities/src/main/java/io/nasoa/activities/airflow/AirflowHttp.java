package io.nasoa.activities.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.nasoa.activities.airflow.AirflowCredentials.BearerToken;
import io.nasoa.activities.airflow.AirflowCredentials.UserPassword;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Requests and answers as JSON, with a token that is minted anew once when Airflow refuses it.
 * Thread-safe. Only HTTP/1.1: the offer of HTTP/2 that Java makes otherwise costs the requests
 * their bodies with the server that Airflow runs on.
 */
final class AirflowHttp {
  /** The largest JSON answer; a page of a hundred runs with big parameters stays far below. */
  private static final int LARGEST = 16 << 20;

  private final AirflowConnection connection;
  private final JsonMapper mapper = newMapper();
  private final AirflowErrors errors;
  private final AirflowTokens tokens;
  private final HttpClient http;

  AirflowHttp(AirflowConnection connection) {
    this.connection = connection;
    this.errors = new AirflowErrors(connection.baseUrl(), mapper);
    this.tokens = new AirflowTokens(this::newToken);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connection.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static JsonMapper newMapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build();
  }

  JsonMapper mapper() {
    return mapper;
  }

  /** The answer to a request, as the record of its endpoint. */
  <T> T ask(AirflowCall call, Class<T> type) {
    String text = authorized(call, "application/json", () -> BoundedBody.whole(LARGEST));
    return read(text, type);
  }

  /** The last lines of an answer, of which about {@code bytes} are kept. */
  String end(AirflowCall call, String accept, int bytes) {
    return authorized(call, accept, () -> BoundedBody.end(bytes));
  }

  private String authorized(AirflowCall call, String accept, Supplier<BoundedBody> body) {
    Optional<String> token = tokens.current();
    HttpResponse<String> response = send(request(call, accept, token), body);
    if (token.isPresent() && errors.refusesToken(response.statusCode(), response.body())) {
      response = send(request(call, accept, tokens.after(token)), body);
      if (response.statusCode() == 401 && connection.credentials() instanceof UserPassword) {
        throw errors.refusesItsOwnToken(response.body());
      }
    }
    return content(call.endpoint(), response);
  }

  private Optional<String> newToken() {
    AirflowCredentials credentials = connection.credentials();
    if (credentials instanceof UserPassword user) {
      AirflowCall call =
          AirflowCall.of(AirflowEndpoint.TOKEN)
              .withBody(new AirflowBodies.Login(user.username(), user.password()));
      HttpResponse<String> response =
          send(
              request(call, "application/json", Optional.empty()),
              () -> BoundedBody.whole(LARGEST));
      String text = content(AirflowEndpoint.TOKEN, response);
      return Optional.of(read(text, AirflowBodies.AccessToken.class).accessToken());
    }
    return credentials instanceof BearerToken bearer
        ? Optional.of(bearer.token().get())
        : Optional.empty();
  }

  private HttpRequest request(AirflowCall call, String accept, Optional<String> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(connection.baseUrl() + call.target()))
            .timeout(connection.requestTimeout())
            .header("Accept", accept);
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    Object body = call.body();
    if (body == null) {
      request.method(call.endpoint().method(), HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(call.endpoint().method(), HttpRequest.BodyPublishers.ofString(write(body)));
    }
    return request.build();
  }

  private HttpResponse<String> send(HttpRequest request, Supplier<BoundedBody> body) {
    CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, head -> body.get());
    try {
      // The request's own time limit ends with the head of the answer; this one covers its body.
      return answer.get(connection.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw errors.unreachable(new HttpTimeoutException("timed out"));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw errors.interrupted(e);
    } catch (ExecutionException e) {
      throw errors.unreachable(
          e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause()));
    }
  }

  private String content(AirflowEndpoint endpoint, HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw errors.refused(endpoint, response.statusCode(), response.body());
    }
    return response.body();
  }

  private String write(Object body) {
    try {
      return mapper.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  private <T> T read(String text, Class<T> type) {
    try {
      T content = mapper.readValue(text, type);
      if (content == null) {
        throw errors.unreadable(200, "it answers null", null);
      }
      return content;
    } catch (JsonProcessingException e) {
      String why = e.getOriginalMessage();
      throw errors.unreadable(200, errors.words(why == null ? "unreadable JSON" : why), e);
    }
  }
}
