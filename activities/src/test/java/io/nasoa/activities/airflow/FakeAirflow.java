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
public final class FakeAirflow implements AutoCloseable {
  /** Writes one answer; to write none closes the connection. */
  public interface Answer {
    void write(HttpExchange exchange) throws IOException;
  }

  /** A request as it came in. */
  public record Request(
      String method, String target, com.sun.net.httpserver.Headers headers, String body) {
    public String line() {
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

  /** Starts it on a free port. */
  public FakeAirflow() {
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

  public static Answer json(int status, String body) {
    return text(status, "application/json", body);
  }

  public static Answer text(int status, String type, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** The request was carried out, but its answer never arrives. */
  public static Answer lost() {
    return exchange -> {};
  }

  public FakeAirflow answers(Answer... next) {
    answers.addAll(List.of(next));
    return this;
  }

  public FakeAirflow answersLogin(Answer always) {
    login = always;
    return this;
  }

  public List<Request> requests() {
    return requests;
  }

  public List<Request> logins() {
    return logins;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public AirflowClient client() {
    return client("");
  }

  public AirflowClient client(String prefix) {
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
