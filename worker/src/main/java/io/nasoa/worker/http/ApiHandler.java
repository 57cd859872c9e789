package io.nasoa.worker.http;

import io.nasoa.worker.temporal.RunConflictException;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.TaskConflictException;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.worker.temporal.TaskStateException;
import io.nasoa.worker.temporal.TemporalUnreachableException;
import io.nasoa.zoo.store.StoreException;
import io.temporal.failure.ApplicationFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request, holds its limits and turns failures into one sentence. */
final class ApiHandler extends Handler.Abstract {
  /** Longest body; a request with every field is far below it. */
  static final int LONGEST_BODY = 65_536;

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

  private final ApiTokens tokens;
  private final List<Route> routes;

  ApiHandler(ApiTokens tokens, List<Route> routes) {
    this.tokens = tokens;
    this.routes = List.copyOf(routes);
  }

  /** A route, and the variable part of the path that led to it. */
  private record Found(Route route, String variable) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    CompletionStage<Reply> reply;
    try {
      reply = answer(request);
    } catch (Exception e) {
      reply = CompletableFuture.completedFuture(failure(e));
    }
    CompletionStage<Void> unused =
        reply
            .exceptionally(this::failure)
            .thenAccept(ready -> Answers.send(request, response, callback, ready));
    return true;
  }

  private CompletionStage<Reply> answer(Request request) throws Exception {
    String path = Request.getPathInContext(request);
    List<Found> found = find(path);
    boolean open = !found.isEmpty() && found.stream().allMatch(one -> one.route().open());
    if (!open && !tokens.accepts(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
      return CompletableFuture.completedFuture(
          Reply.error(401, "a bearer token is needed: see \"token\" in api.json", null)
              .with("WWW-Authenticate", "Bearer"));
    }
    if (found.isEmpty()) {
      throw new ApiException(404, "there is nothing at this path");
    }
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    Optional<Found> one =
        found.stream().filter(candidate -> candidate.route().method().equals(method)).findFirst();
    return one.isPresent() ? perform(request, one.get()) : notAllowed(found);
  }

  private List<Found> find(String path) {
    List<Found> found = new ArrayList<>();
    for (Route route : routes) {
      route.match(path).ifPresent(variable -> found.add(new Found(route, variable)));
    }
    return found;
  }

  private static CompletionStage<Reply> notAllowed(List<Found> found) {
    List<String> methods = new ArrayList<>();
    for (Found one : found) {
      methods.add(one.route().method());
      if (one.route().method().equals("GET")) {
        methods.add("HEAD");
      }
    }
    String allowed = String.join(", ", methods);
    return CompletableFuture.completedFuture(
        Reply.error(405, "this path takes " + allowed + " only", null).with("Allow", allowed));
  }

  private static CompletionStage<Reply> perform(Request request, Found found) throws Exception {
    Map<String, String> query = query(request);
    if (found.route().method().equals("GET")) {
      return found.route().action().perform(new Call(found.variable(), query, ""));
    }
    requireJson(request);
    if (request.getLength() > LONGEST_BODY) {
      throw tooLong();
    }
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Content.Source.asByteArrayAsync(
        request,
        LONGEST_BODY,
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING, read::complete, read::completeExceptionally));
    return read.thenCompose(body -> withBody(found, query, body));
  }

  private static CompletionStage<Reply> withBody(
      Found found, Map<String, String> query, byte[] body) {
    try {
      return found.route().action().perform(new Call(found.variable(), query, text(body)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OwnerGoneException("the request was interrupted", e);
    }
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ApiException(400, "the body is not UTF-8");
    }
  }

  private static void requireJson(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type != null && !type.strip().matches("(?i)application/json\\s*(;.*)?")) {
      throw new ApiException(415, "the body must be application/json");
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      throw new ApiException(415, "the body must not be encoded (Content-Encoding)");
    }
  }

  private static Map<String, String> query(Request request) {
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request);
    } catch (RuntimeException e) { // as many kinds as there are ways to be malformed
      throw new ApiException(400, "the query cannot be read");
    }
    Map<String, String> query = new LinkedHashMap<>();
    for (Fields.Field field : fields) {
      if (field.getValues().size() > 1) {
        throw new ApiException(400, "a parameter stands twice in the query");
      }
      query.put(field.getName(), field.getValue() == null ? "" : field.getValue());
    }
    return query;
  }

  private static ApiException tooLong() {
    return new ApiException(413, "the body is longer than %d bytes".formatted(LONGEST_BODY));
  }

  /** The answer to a request that failed. */
  private Reply failure(Throwable thrown) {
    Throwable problem =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (problem instanceof ApiException told) {
      return Reply.error(told.status(), String.valueOf(told.getMessage()), told.field());
    }
    if (problem instanceof TaskNotFoundException || problem instanceof RunNotFoundException) {
      return Reply.error(404, String.valueOf(problem.getMessage()), null);
    }
    if (problem instanceof TaskConflictException
        || problem instanceof RunConflictException
        || problem instanceof TaskStateException) {
      return Reply.error(409, String.valueOf(problem.getMessage()), null);
    }
    if (problem instanceof ApplicationFailure told) {
      return Reply.json(
          422, Reply.errorOf(told.getOriginalMessage(), null).put("type", told.getType()));
    }
    if (problem instanceof OwnerGoneException
        || problem instanceof StoreException
        || problem instanceof TemporalUnreachableException) {
      return Reply.error(503, String.valueOf(problem.getMessage()), null);
    }
    if (problem instanceof HttpException http) {
      int status = http.getCode() >= 400 && http.getCode() < 500 ? http.getCode() : 400;
      return Reply.error(status, "the body cannot be read", null);
    }
    if (problem instanceof IllegalStateException && isBodyTooLong(problem)) {
      return failure(tooLong());
    }
    LOG.error("a request failed", problem);
    return Reply.error(500, "the request failed; the log of the owner tells why", null);
  }

  /** Jetty has no exception of its own for it. */
  private static boolean isBodyTooLong(Throwable problem) {
    return String.valueOf(problem.getMessage()).startsWith("Max size");
  }
}
