package io.nasoa.worker.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetClusterInfoRequest;
import io.temporal.api.workflowservice.v1.ListSchedulesRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a server offers beyond what every one does: found by harmless calls, because no answer of a
 * server tells it.
 *
 * @param version the server's; empty when it does not tell
 * @param visibility whether workflows can be listed, counted and searched
 * @param schedules whether workflows can be started by the clock
 * @param deletion whether a workflow's history can be deleted
 * @param reset whether a workflow can be reset
 */
public record TemporalCapabilities(
    String version, boolean visibility, boolean schedules, boolean deletion, boolean reset) {
  private static final String NOBODY = "nasoa/no-such-workflow";
  private static final int SECONDS = 5;

  /** Answers that stand for "not here" or "not for you". */
  private static final Set<Status.Code> MISSING =
      Set.of(Status.Code.UNIMPLEMENTED, Status.Code.PERMISSION_DENIED, Status.Code.UNAUTHENTICATED);

  /**
   * Asks a server.
   *
   * @throws TemporalUnreachableException if it does not answer
   */
  static TemporalCapabilities probe(WorkflowClient client) {
    WorkflowServiceBlockingStub stub = client.getWorkflowServiceStubs().blockingStub();
    String namespace = client.getOptions().getNamespace();
    WorkflowExecution nobody = WorkflowExecution.newBuilder().setWorkflowId(NOBODY).build();
    return new TemporalCapabilities(
        version(stub),
        offers(
            () ->
                timed(stub)
                    .countWorkflowExecutions(
                        CountWorkflowExecutionsRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())),
        offers(
            () ->
                timed(stub)
                    .listSchedules(
                        ListSchedulesRequest.newBuilder()
                            .setNamespace(namespace)
                            .setMaximumPageSize(1)
                            .build())),
        offers(
            () ->
                timed(stub)
                    .deleteWorkflowExecution(
                        DeleteWorkflowExecutionRequest.newBuilder()
                            .setNamespace(namespace)
                            .setWorkflowExecution(nobody)
                            .build())),
        offers(
            () ->
                timed(stub)
                    .resetWorkflowExecution(
                        ResetWorkflowExecutionRequest.newBuilder()
                            .setNamespace(namespace)
                            .setWorkflowExecution(nobody)
                            .build())));
  }

  private static WorkflowServiceBlockingStub timed(WorkflowServiceBlockingStub stub) {
    return stub.withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
  }

  private static String version(WorkflowServiceBlockingStub stub) {
    try {
      return timed(stub)
          .getClusterInfo(GetClusterInfoRequest.getDefaultInstance())
          .getServerVersion();
    } catch (StatusRuntimeException e) {
      requireAnswer(e);
      return "";
    }
  }

  private static boolean offers(Runnable call) {
    try {
      call.run();
      return true;
    } catch (StatusRuntimeException e) {
      requireAnswer(e);
      return !MISSING.contains(e.getStatus().getCode());
    }
  }

  private static void requireAnswer(StatusRuntimeException problem) {
    Status.Code code = problem.getStatus().getCode();
    if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
      throw new TemporalUnreachableException("Temporal stopped answering (%s)".formatted(code));
    }
  }

  /** The names of what it offers. */
  public List<String> offered() {
    return named(true);
  }

  /** The names of what it lacks. */
  public List<String> lacking() {
    return named(false);
  }

  private List<String> named(boolean wanted) {
    List<String> names = new ArrayList<>();
    add(names, "visibility", visibility == wanted);
    add(names, "schedules", schedules == wanted);
    add(names, "deletion", deletion == wanted);
    add(names, "reset", reset == wanted);
    return names;
  }

  private static void add(List<String> names, String name, boolean whether) {
    if (whether) {
      names.add(name);
    }
  }
}
