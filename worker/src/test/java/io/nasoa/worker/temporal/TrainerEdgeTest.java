package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nasoa.workflows.tuning.TuningActivities;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Activities that say nothing for longer than the server waits for them. */
@Timeout(60)
class TrainerEdgeTest {
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private final TrainerEdge edge = new TrainerEdge(Duration.ofMillis(100));
  private TemporalConnection temporal;
  private WorkerFactory factory;

  TemporalConnection connect() {
    return EmbeddedTemporal.start();
  }

  @ActivityInterface
  public interface Silent {
    @ActivityMethod(name = TuningActivities.PROFILE)
    String profile();

    @ActivityMethod(name = TuningActivities.FINE_TUNE)
    String fineTune();
  }

  @WorkflowInterface
  public interface Caller {
    @WorkflowMethod
    String call(String activity);
  }

  public static final class CallerImpl implements Caller {
    @Override
    public String call(String activity) {
      return Workflow.newUntypedActivityStub(
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofSeconds(20))
                  .setHeartbeatTimeout(SILENCE)
                  .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                  .build())
          .execute(activity, String.class);
    }
  }

  public static final class SilentImpl implements Silent {
    @Override
    public String profile() {
      return sleep();
    }

    @Override
    public String fineTune() {
      return sleep();
    }

    private static String sleep() {
      try {
        Thread.sleep(SILENCE.multipliedBy(3).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return "done";
    }
  }

  @BeforeEach
  void start() {
    temporal = connect();
    factory =
        WorkerFactory.newInstance(
            temporal.client(),
            WorkerFactoryOptions.newBuilder().setWorkerInterceptors(edge).build());
    Worker worker =
        factory.newWorker(
            "queue",
            WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                .build());
    worker.registerWorkflowImplementationTypes(CallerImpl.class);
    worker.registerActivitiesImplementations(new SilentImpl());
    factory.start();
  }

  @AfterEach
  void stop() {
    factory.shutdownNow();
    factory.awaitTermination(5, TimeUnit.SECONDS);
    edge.close();
    temporal.close();
  }

  @Test
  void shortActivity_isKeptAlive() {
    assertThat(call(TuningActivities.PROFILE)).isEqualTo("done");
  }

  @Test
  void training_mustBeatItself() {
    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> call(TuningActivities.FINE_TUNE))
        .withStackTraceContaining("TIMEOUT_TYPE_HEARTBEAT");
  }

  private String call(String activity) {
    WorkflowClient client = temporal.client();
    return client
        .newWorkflowStub(Caller.class, WorkflowOptions.newBuilder().setTaskQueue("queue").build())
        .call(activity);
  }
}
