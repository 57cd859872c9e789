package io.nasoa.worker.temporal;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of workflows that the embedded server has lost. When it refuses what a workflow decided, as
 * it does when an activity or timer ends while the workflow cancels it, it never asks that workflow
 * again (temporalio/sdk-java, issues 2391 and 3088); a real server does. Thread-safe.
 */
final class LostWorkflowTasks implements ClientInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(LostWorkflowTasks.class);
  private static final int REMEMBERED = 10_000;

  private final Map<ByteString, String> workflows =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteString, String> eldest) {
          return size() > REMEMBERED;
        }
      };
  private volatile Consumer<String> listener = workflow -> {};

  /** From now on the id of each lost workflow goes there, on a thread of the client. */
  void tell(Consumer<String> newListener) {
    listener = newListener;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    ClientCall<Q, A> call = next.newCall(method, options);
    String name = method.getBareMethodName();
    return "PollWorkflowTaskQueue".equals(name) || "RespondWorkflowTaskCompleted".equals(name)
        ? new Watched<>(call)
        : call;
  }

  private synchronized void given(PollWorkflowTaskQueueResponse task) {
    if (!task.getTaskToken().isEmpty()) {
      workflows.put(task.getTaskToken(), task.getWorkflowExecution().getWorkflowId());
    }
  }

  private synchronized @Nullable String returned(ByteString token) {
    return workflows.remove(token);
  }

  /** A call that hands out a workflow task or takes one back. */
  private final class Watched<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private volatile @Nullable String workflow;

    Watched(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void sendMessage(Q message) {
      if (message instanceof RespondWorkflowTaskCompletedRequest decision) {
        workflow = returned(decision.getTaskToken());
      }
      super.sendMessage(message);
    }

    @Override
    public void start(Listener<A> answers, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(answers) {
            @Override
            public void onMessage(A message) {
              if (message instanceof PollWorkflowTaskQueueResponse task) {
                given(task);
              } else if (message instanceof RespondWorkflowTaskCompletedResponse answer) {
                given(answer.getWorkflowTask());
              }
              super.onMessage(message);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              closed(status);
              super.onClose(status, trailers);
            }
          },
          headers);
    }

    private void closed(Status status) {
      String lost = workflow;
      boolean refused =
          status.getCode() == Status.Code.FAILED_PRECONDITION
              || status.getCode() == Status.Code.INVALID_ARGUMENT;
      if (lost != null && refused) {
        LOG.info("the embedded server lost workflow {}: {}", lost, status);
        listener.accept(lost);
      }
    }
  }
}
