package io.nasoa.worker.temporal;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.nasoa.workflows.payload.PayloadConverters;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A Temporal server inside this process: no port, no set-up, and nothing of it outlives {@link
 * #close()}. What must survive stands in the store.
 *
 * <p>Thread-safe. Workers and their factories are to be shut down before it is closed.
 */
public final class EmbeddedTemporal implements TemporalConnection {
  private static final String NAMESPACE = "default";

  private final Scope metrics;
  private volatile Running running;

  private EmbeddedTemporal(Scope metrics) {
    this.metrics = metrics;
    this.running = Running.start(metrics);
  }

  /** A server with its one client. */
  private record Running(
      TestServer.InProcessTestServer server, WorkflowServiceStubs stubs, WorkflowClient client) {
    static Running start(Scope metrics) {
      TestServer.InProcessTestServer server = TestServer.createServer(true);
      try {
        WorkflowServiceStubs stubs = connect(server, metrics);
        return new Running(server, stubs, newClient(stubs));
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    }

    void close() {
      stubs.shutdown();
      if (!stubs.awaitTermination(1, TimeUnit.SECONDS)) {
        stubs.shutdownNow();
        stubs.awaitTermination(1, TimeUnit.SECONDS);
      }
      server.close();
    }
  }

  private static WorkflowServiceStubs connect(
      TestServer.InProcessTestServer server, Scope metrics) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder()
            .setChannel(server.getChannel())
            .setMetricsScope(metrics)
            .build());
  }

  private static WorkflowClient newClient(WorkflowServiceStubs stubs) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(NAMESPACE)
            .setDataConverter(PayloadConverters.newDataConverter())
            // The embedded server does not know worker heartbeats and would say so at each start.
            .setWorkerHeartbeatInterval(Duration.ZERO)
            .build());
  }

  /** Starts a server; its clock is the machine's. */
  public static EmbeddedTemporal start() {
    return start(new NoopScope());
  }

  /**
   * Starts a server.
   *
   * @param metrics where its client and workers report
   */
  public static EmbeddedTemporal start(Scope metrics) {
    return new EmbeddedTemporal(metrics);
  }

  /** The client of this server, with the project's data converter; until {@link #renew()}. */
  @Override
  public WorkflowClient client() {
    return running.client();
  }

  /**
   * Goes on with an empty server: this one keeps the history of every workflow it has ended. Its
   * workers are to be shut down before and started anew on the new {@link #client()}.
   */
  public void renew() {
    Running old = running;
    running = Running.start(metrics);
    old.close();
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public String description() {
    return "embedded in this process; tasks are kept in the data directory";
  }

  @Override
  public void close() {
    running.close();
  }
}
