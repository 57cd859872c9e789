package io.nasoa.worker.temporal;

import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;

/** Whether a server answers, asked without the client's own patience of a minute. */
final class Reachability {
  private static final int SECONDS = 2;

  private Reachability() {}

  /** One short call, and another one on a new connection when the old one is known to be down. */
  static boolean of(WorkflowServiceStubs stubs) {
    if (answers(stubs, false)) {
      return true;
    }
    // After a failure a channel pauses for longer and longer before it connects again.
    stubs.getRawChannel().resetConnectBackoff();
    return answers(stubs, true);
  }

  private static boolean answers(WorkflowServiceStubs stubs, boolean patient) {
    Deadline deadline = Deadline.after(SECONDS, TimeUnit.SECONDS);
    try {
      var stub = stubs.blockingStub().withDeadline(deadline);
      (patient ? stub.withWaitForReady() : stub)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }
}
