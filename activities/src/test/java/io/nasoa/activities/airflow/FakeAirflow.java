package io.nasoa.activities.airflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nasoa.activities.airflow.AirflowCredentials.UserPassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers requests with what a test has laid out, in that order, and remembers them. Tokens are
 * minted apart from that: {@code token-1}, {@code token-2}, ...
 */
final class FakeAirflow implements AutoCloseable {
  /** Writes one answer; to write none closes the connection. */
  interface Answer {
    void write(HttpExchange exchange) throws IOException;
  }

  /** A request as it came in. */
  record Request(
      String method, String target, com.sun.net.httpserver.Headers headers, String body) {
    String line() {
      return method + " " + target;
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Request> logins = new CopyOnWriteArrayList<>();
  private volatile Answer login =
      exchange ->
          json(201, "{\"access_token\":\"token-%d\"}".formatted(logins.size())).write(exchange);

  FakeAirflow() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      if (request.target().endsWith("/auth/token")) {
        logins.add(request);
        login.write(exchange);
      } else {
        requests.add(request);
        Answer answer = answers.poll();
        (answer == null ? json(500, "{\"detail\":\"nothing laid out\"}") : answer).write(exchange);
      }
    }
  }

  static Answer json(int status, String body) {
    return text(status, "application/json", body);
  }

  static Answer text(int status, String type, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** The request was carried out, but its answer never arrives. */
  static Answer lost() {
    return exchange -> {};
  }

  FakeAirflow answers(Answer... next) {
    answers.addAll(List.of(next));
    return this;
  }

  FakeAirflow answersLogin(Answer always) {
    login = always;
    return this;
  }

  List<Request> requests() {
    return requests;
  }

  List<Request> logins() {
    return logins;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  AirflowClient client() {
    return client("");
  }

  AirflowClient client(String prefix) {
    return new AirflowClient(
        AirflowConnection.to(url() + prefix, new UserPassword("ada", "planted-secret"))
            .withRequestTimeout(Duration.ofSeconds(20)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
