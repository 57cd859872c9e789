package io.nasoa.worker.temporal;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.nasoa.workflows.payload.PayloadConverters;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.internal.testservice.InProcessGRPCServer;
import io.temporal.internal.testservice.TestServicesStarter;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Temporal server inside this process: no set-up, no port unless it is asked for one, and nothing
 * of it outlives {@link #close()}. What must survive stands in the store.
 *
 * <p>Thread-safe. Workers and their factories are to be shut down before it is closed.
 */
public final class EmbeddedTemporal implements TemporalConnection {
  private static final String NAMESPACE = "default";

  private final Optional<String> token;
  private final Scope metrics;
  private final LostWorkflowTasks lost = new LostWorkflowTasks();
  private volatile Running running;

  private EmbeddedTemporal(Optional<String> token, Scope metrics) {
    this.token = token;
    this.metrics = metrics;
    this.running = Running.start(token, 0, metrics, lost);
  }

  /** A server with its one client, and its door for other processes if it has one. */
  private record Running(
      TestServicesStarter services,
      InProcessGRPCServer server,
      Optional<LoopbackListener> door,
      WorkflowServiceStubs stubs,
      WorkflowClient client) {
    /** With a token it listens on that port, or on any free one where it is 0. */
    static Running start(Optional<String> token, int port, Scope metrics, LostWorkflowTasks lost) {
      TestServicesStarter services = new TestServicesStarter(true, 0);
      try {
        Optional<LoopbackListener> door =
            token.map(secret -> LoopbackListener.open(services.getServices(), port, secret));
        InProcessGRPCServer server = new InProcessGRPCServer(services.getServices());
        WorkflowServiceStubs stubs = connect(server, metrics, lost);
        return new Running(services, server, door, stubs, newClient(stubs));
      } catch (RuntimeException e) {
        services.close();
        throw e;
      }
    }

    int port() {
      return door.map(LoopbackListener::port).orElse(0);
    }

    void close() {
      StubsShutdown.end(stubs);
      door.ifPresent(LoopbackListener::close);
      server.shutdownNow();
      server.awaitTermination(1, TimeUnit.SECONDS);
      services.close();
    }
  }

  private static WorkflowServiceStubs connect(
      InProcessGRPCServer server, Scope metrics, LostWorkflowTasks lost) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder()
            .setChannel(server.getChannel())
            .setMetricsScope(metrics)
            .addGrpcClientInterceptor(lost)
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
    return new EmbeddedTemporal(Optional.empty(), metrics);
  }

  /**
   * Starts a server that other processes of this machine reach too.
   *
   * @param token what they must show; nobody else may know it
   * @param metrics where its client and workers report
   */
  public static EmbeddedTemporal startListening(String token, Scope metrics) {
    return new EmbeddedTemporal(Optional.of(token), metrics);
  }

  /**
   * The variables by which another process of this machine connects, its token among them; empty
   * unless this listens.
   */
  public Map<String, String> environment() {
    return token
        .map(
            secret ->
                Map.of(
                    "TEMPORAL_ADDRESS", "127.0.0.1:" + running.port(),
                    "TEMPORAL_NAMESPACE", NAMESPACE,
                    "TEMPORAL_GRPC_META_AUTHORIZATION", "Bearer " + secret))
        .orElse(Map.of());
  }

  /** The client of this server, with the project's data converter; until {@link #renew()}. */
  @Override
  public WorkflowClient client() {
    return running.client();
  }

  /** From now on the id of each workflow that this server has lost goes there. */
  void tellLostWorkflows(Consumer<String> listener) {
    lost.tell(listener);
  }

  /**
   * Goes on with an empty server: this one keeps the history of every workflow it has ended. Its
   * workers are to be shut down before and started anew on the new {@link #client()}.
   */
  public void renew() {
    Running old = running;
    int port = old.port();
    old.close(); // before the new one, which listens where it did
    running = Running.start(token, port, metrics, lost);
  }

  @Override
  public OperatorServiceStubs operators() {
    return OperatorServiceStubs.newServiceStubs(
        OperatorServiceStubsOptions.newBuilder()
            .setChannel(running.server().getChannel())
            .validateAndBuildWithDefaults());
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
