package io.nasoa.worker.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of an owner. */
public final class ApiServer implements AutoCloseable {
  private static final int THREADS = 24;
  private static final int CONNECTIONS = 1000;
  private static final int LONGEST_HEADERS = 8192;

  /** Above the longest wait that a request may ask for. */
  private static final long IDLE_MILLIS = 90_000;

  private final Server server;
  private final LongPolls polls;
  private final URI url;

  private ApiServer(Server server, LongPolls polls, URI url) {
    this.server = server;
    this.polls = polls;
    this.url = url;
  }

  /**
   * What it serves.
   *
   * @param owner whose tasks
   * @param defaults what requests do not say themselves
   * @param metrics what {@code /metrics} tells
   * @param lacking what is missing to be ready; empty when nothing is
   */
  public record Served(
      Owner owner,
      RequestDefaults defaults,
      OwnerMetrics metrics,
      Supplier<List<String>> lacking) {}

  /**
   * Starts it; it answers when this returns.
   *
   * @throws IOException if the address cannot be used
   * @throws IllegalArgumentException if the host has no address
   */
  public static ApiServer start(
      ListenAddress address, ApiTokens tokens, Served served, InstantSource clock)
      throws IOException {
    LongPolls polls = new LongPolls(served.owner()::task, clock);
    ApiRoutes routes =
        new ApiRoutes(
            served.owner(),
            new TaskRequests(served.defaults()),
            polls,
            served.lacking(),
            served.metrics()::scrape);
    try {
      List<Route> all = new ArrayList<>(routes.all());
      all.addAll(LongWorkRoutes.of(served));
      all.addAll(new ExperienceRoutes(served.owner().experience()).all());
      return start(address, new ApiHandler(tokens, ApiDescription.describing(all)), polls);
    } catch (IOException | RuntimeException e) {
      polls.close();
      throw e;
    }
  }

  private static ApiServer start(ListenAddress address, ApiHandler handler, LongPolls polls)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("api");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setHandler(handler);
    server.setErrorHandler(new Answers());
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    InetSocketAddress socket = address.resolve();
    connector.setHost(socket.getAddress().getHostAddress());
    connector.setPort(socket.getPort());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw e instanceof IOException io ? io : new IOException(String.valueOf(e.getMessage()), e);
    }
    return new ApiServer(server, polls, url(socket.getAddress(), connector.getLocalPort()));
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(LONGEST_HEADERS);
    // A connection's known headers are found again whatever their case, which tokens must not be.
    http.setHeaderCacheCaseSensitive(true);
    http.setHeaderCacheSize(0);
    http.setHttpCompliance(HttpCompliance.RFC9110);
    http.setUriCompliance(UriCompliance.DEFAULT);
    return http;
  }

  /** How this machine reaches it. */
  private static URI url(InetAddress bound, int port) {
    String host = bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
    return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
  }

  /** How this machine reaches it. */
  public URI url() {
    return url;
  }

  /** Answers those who wait and ends. */
  @Override
  public void close() {
    polls.close();
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop", e);
    }
  }
}
