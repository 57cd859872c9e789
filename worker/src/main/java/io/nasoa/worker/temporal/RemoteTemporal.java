package io.nasoa.worker.temporal;

import com.uber.m3.tally.Scope;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nasoa.worker.config.TemporalProfile;
import io.nasoa.workflows.payload.PayloadConverters;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A Temporal server elsewhere: its workflows outlive this process. Thread-safe. */
public final class RemoteTemporal implements TemporalConnection {
  /** A server that has just begun knows its namespaces some seconds later. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration ONE_CALL = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final TemporalProfile profile;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private RemoteTemporal(TemporalProfile profile, Scope metrics) {
    this.profile = profile;
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(profile.connection())
                .setMetricsScope(metrics)
                .build());
    this.client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(profile.namespace())
                .setDataConverter(PayloadConverters.newDataConverter())
                .build());
  }

  /**
   * Connects and asks for the namespace, for at most eight seconds.
   *
   * @param metrics where its client and workers report
   * @throws TemporalUnreachableException if the server does not answer
   * @throws TemporalRefusedException if it has no such namespace or refuses the credentials
   */
  static RemoteTemporal connect(TemporalProfile profile, Scope metrics) {
    RemoteTemporal connection = new RemoteTemporal(profile, metrics);
    try {
      connection.requireNamespace();
      return connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void requireNamespace() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        stubs
            .blockingStub()
            .withDeadlineAfter(ONE_CALL.toMillis(), TimeUnit.MILLISECONDS)
            .describeNamespace(
                DescribeNamespaceRequest.newBuilder().setNamespace(profile.namespace()).build());
        return;
      } catch (StatusRuntimeException e) {
        if (!passes(e.getStatus().getCode()) || System.nanoTime() > end || !pause()) {
          throw refusal(e);
        }
      }
    }
  }

  /** Whether the next call may end otherwise. */
  private static boolean passes(Status.Code code) {
    return code == Status.Code.UNAVAILABLE || code == Status.Code.NOT_FOUND;
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RuntimeException refusal(StatusRuntimeException problem) {
    return switch (problem.getStatus().getCode()) {
      case NOT_FOUND, INVALID_ARGUMENT ->
          new TemporalRefusedException(
              "Temporal at %s has no namespace '%s': create it there, or set TEMPORAL_NAMESPACE"
                  .formatted(profile.address(), profile.namespace()),
              problem);
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new TemporalRefusedException(
              "Temporal at %s refuses us in namespace '%s': check TEMPORAL_API_KEY or the client certificate"
                  .formatted(profile.address(), profile.namespace()),
              problem);
      default ->
          new TemporalUnreachableException(
              "Temporal at %s does not answer (%s): %s"
                  .formatted(profile.address(), reason(problem), hint(problem)),
              problem);
    };
  }

  /** The innermost cause in words; headers, which hold the key, are in none of them. */
  private static String reason(StatusRuntimeException problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause == problem ? problem.getStatus().getDescription() : cause.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    return line.isEmpty() ? problem.getStatus().getCode().toString() : line;
  }

  private static String hint(StatusRuntimeException problem) {
    if (reason(problem).contains("not an SSL/TLS record")) {
      return "it speaks no TLS, see TEMPORAL_TLS";
    }
    return caused(problem, SSLException.class)
        ? "check the certificates and the server's name"
        : "start it, or check TEMPORAL_ADDRESS and whether it wants TLS";
  }

  private static boolean caused(@Nullable Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public WorkflowClient client() {
    return client;
  }

  @Override
  public OperatorServiceStubs operators() {
    return OperatorServiceStubs.newServiceStubs(
        OperatorServiceStubsOptions.newBuilder(profile.connection())
            .validateAndBuildWithDefaults());
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public String description() {
    return "Temporal at %s, namespace %s".formatted(profile.address(), profile.namespace());
  }

  @Override
  public void close() {
    StubsShutdown.end(stubs);
  }
}
