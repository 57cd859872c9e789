package io.nasoa.worker.temporal;

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
public final class EmbeddedTemporal implements AutoCloseable {
  private static final String NAMESPACE = "default";

  private final TestServer.InProcessTestServer server;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private EmbeddedTemporal(TestServer.InProcessTestServer server) {
    this.server = server;
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setChannel(server.getChannel()).build());
    this.client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(NAMESPACE)
                .setDataConverter(PayloadConverters.newDataConverter())
                // The embedded server does not know worker heartbeats and would say so at each
                // start.
                .setWorkerHeartbeatInterval(Duration.ZERO)
                .build());
  }

  /** Starts a server; its clock is the machine's. */
  public static EmbeddedTemporal start() {
    TestServer.InProcessTestServer server = TestServer.createServer(true);
    try {
      return new EmbeddedTemporal(server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The client of this server, with the project's data converter. */
  public WorkflowClient client() {
    return client;
  }

  /** Ends every call and the server. A second call does nothing. */
  @Override
  public void close() {
    stubs.shutdown();
    if (!stubs.awaitTermination(1, TimeUnit.SECONDS)) {
      stubs.shutdownNow();
      stubs.awaitTermination(1, TimeUnit.SECONDS);
    }
    server.close();
  }
}
