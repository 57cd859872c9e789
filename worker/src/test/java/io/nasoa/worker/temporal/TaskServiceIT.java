package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nasoa.activities.record.TaskDocuments;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.RequestHash;
import io.nasoa.workflows.tuning.Stage;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TaskServiceIT {
  @TempDir Path directory;
  final AtomicInteger checkpoint = new AtomicInteger();
  OneProcess process;

  /** The server that a process finds when it starts: here an empty one of its own. */
  TemporalConnection connect() {
    return EmbeddedTemporal.start();
  }

  @BeforeEach
  void start() {
    process = new OneProcess(directory, checkpoint, connect());
  }

  @AfterEach
  void stop() {
    process.close();
  }

  void restart() {
    process.close();
    process = new OneProcess(directory, checkpoint, connect());
  }

  private FineTuningResult run(String id) throws InterruptedException {
    process.service.submit(OneProcess.request(id, 0));
    return process.service.await(id);
  }

  @Test
  void submit_newTask_runsToItsStoredResult() throws Exception {
    Submission submission = process.service.submit(OneProcess.request("a", 0));
    FineTuningResult result = process.service.await("a");

    assertThat(submission).isEqualTo(new Submission("a", 1, Submission.Kind.STARTED, null));
    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.task().accuracy()).isEqualTo(0.875);
    assertThat(result.task().model()).isEqualTo("some");
    assertThat(process.trainer.calls)
        .containsExactly("profile", "plan", "fineTune from 0", "evaluate");
    assertThat(process.stepTimes.list("cpu", 1)).hasSize(1);
  }

  @Test
  void submit_manyTasksOneAfterAnother_theIdleServerIsRenewedAndNoTaskIsLost() throws Exception {
    WorkflowClient first = process.temporal.client();
    for (int i = 0; i < 22; i++) {
      assertThat(run("t" + i).task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    assertThat(process.temporal.client()).isNotSameAs(first);
    assertThat(process.tasks.list()).hasSize(22);
    assertThat(process.service.submit(OneProcess.request("t3", 0)).kind())
        .isEqualTo(Submission.Kind.FINISHED);
  }

  @Test
  void submit_activeTaskAgain_joinsIt() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();

    Submission again = process.service.submit(OneProcess.request("a", 0));
    process.trainer.endless = false;

    assertThat(again.kind()).isEqualTo(Submission.Kind.ATTACHED);
    assertThat(process.service.await("a").run()).isEqualTo(1);
    assertThat(process.trainer.calls).hasSize(4);
  }

  @Test
  void submit_finishedTask_historyGone_givesTheStoredResult() throws Exception {
    FineTuningResult first = run("a");
    restart();

    Submission again = process.service.submit(OneProcess.request("a", 0));

    assertThat(again.kind()).isEqualTo(Submission.Kind.FINISHED);
    assertThat(again.result()).isEqualTo(first);
    assertThat(process.service.await("a")).isEqualTo(first);
    assertThat(process.trainer.calls).isEmpty();
  }

  @Test
  void submit_otherRequestWithTheId_isAConflict() throws Exception {
    FineTuningResult first = run("a");

    assertThatExceptionOfType(TaskConflictException.class)
        .isThrownBy(() -> process.service.submit(OneProcess.request("a", 1)))
        .withMessageContaining("task a exists with another request");
    assertThat(process.service.await("a")).isEqualTo(first);
  }

  @Test
  void submit_afterAFailure_isTheNextRun() throws Exception {
    process.trainer.profileFailure =
        () -> ApplicationFailure.newFailure("x.zip is empty", FailureTypes.INVALID_DATA);
    FineTuningResult failed = run("a");
    assertThat(failed.task().state()).isEqualTo(TaskState.FAILED);
    assertThat(failed.task().error()).isEqualTo("x.zip is empty");
    assertThat(failed.failureType()).isEqualTo(FailureTypes.INVALID_DATA);

    Submission again = process.service.submit(OneProcess.request("a", 0));

    assertThat(again).isEqualTo(new Submission("a", 2, Submission.Kind.STARTED, null));
    assertThat(process.service.await("a").run()).isEqualTo(2);
  }

  @Test
  void submit_unknownModel_failsWithTheName() throws Exception {
    process.service.submit(
        new FineTuningRequest(
            1,
            "a",
            "default",
            "draw:shapes",
            null,
            20,
            "none",
            0,
            null,
            null,
            null,
            10,
            null,
            3,
            "cpu",
            1));

    FineTuningResult result = process.service.await("a");

    assertThat(result.failureType()).isEqualTo(FailureTypes.INVALID_MODEL);
    assertThat(result.task().error()).contains("'none'");
  }

  @Test
  void submit_otherDeployment_isRefusedAndNotStored() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                process.service.submit(
                    new FineTuningRequest(
                        1, "a", "other", "x", null, 20, null, 0, null, null, null, 10, null, 3,
                        "cpu", 1)))
        .withMessageContaining("deployment other");
    assertThat(process.tasks.find("a")).isEmpty();
  }

  @Test
  void defect_isNotTriedAgain() throws Exception {
    process.trainer.profileFailure = () -> new NullPointerException("oops");

    FineTuningResult result = run("a");

    assertThat(result.failureType()).isEqualTo(FailureTypes.INTERNAL);
    assertThat(result.task().error()).contains("oops");
    assertThat(process.trainer.calls).containsExactly("profile");
  }

  @Test
  void unreadableFile_isTriedAgain() throws Exception {
    process.trainer.profileFailure = () -> new UncheckedIOException(new IOException("no space"));

    assertThat(run("a").task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls).startsWith("profile", "profile", "plan");
  }

  @Test
  void shutdown_whileTraining_goesOnFromTheCheckpoint() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    while (checkpoint.get() < 10) {
      Thread.sleep(5);
    }
    CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> awaitQuietly("a"));

    process.service.shutdownGracefully(Duration.ofSeconds(10));

    assertThat(process.trainer.calls).containsExactly("profile", "plan", "fineTune from 0");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(waiting::get)
        .withCauseInstanceOf(ServiceStoppedException.class);
    assertThat(process.tasks.find("a"))
        .hasValueSatisfying(
            task ->
                assertThat(task.newestRun().state())
                    .isEqualTo(io.nasoa.zoo.store.TaskState.QUEUED));
    restart();
    assertThat(process.service.resumeUnfinished()).containsExactly("a");
    assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls).containsExactly("fineTune from 10", "evaluate");
  }

  private Object awaitQuietly(String task) {
    try {
      return process.service.await(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  @Test
  void resumeUnfinished_claimedButNeverStarted_runs() throws Exception {
    process.close();
    try (OneProcess claimer = new OneProcess(directory, checkpoint, connect())) {
      claimer.tasks.claim(
          "a",
          RequestHash.of(OneProcess.request("a", 0)),
          new TaskDocuments().write(OneProcess.request("a", 0)),
          Instant.now());
    }
    process = new OneProcess(directory, checkpoint, connect());

    assertThat(process.service.resumeUnfinished()).containsExactly("a");
    assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void resumeUnfinished_runningTasks_areLeftAlone() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();

    process.service.resumeUnfinished();
    process.service.resume("a");
    process.trainer.endless = false;

    assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls).hasSize(4);
  }

  @Test
  void status_whileTraining_tellsTheLastHeartbeat() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    FineTuningStatus status = process.service.status("a");
    while (status.progress() == null || status.progress().step() < 10) {
      Thread.sleep(20);
      status = process.service.status("a");
    }

    assertThat(status.state()).isEqualTo(TaskState.RUNNING);
    assertThat(status.stage()).isEqualTo(Stage.FINE_TUNE);
    assertThat(status.plannedSteps()).isEqualTo(20);
  }

  @Test
  void status_taskThatNobodyWorksOn_isTheStoredOne() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();
    restart();

    assertThat(process.service.status("a").state()).isEqualTo(TaskState.QUEUED);
    assertThat(process.trainer.calls).isEmpty();
  }

  @Test
  void status_secondTaskOnOneSlot_isQueued() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();

    process.service.submit(OneProcess.request("b", 0));

    assertThat(process.service.status("b").state()).isEqualTo(TaskState.QUEUED);
    assertThat(process.service.status("a").state()).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void cancel_runningTask_isStoredAsCancelled() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();

    process.service.cancel("a");

    assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.CANCELLED);
    assertThat(process.service.status("a").state()).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void cancel_taskThatNobodyWorksOn_isStoredAsCancelled() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();
    restart();

    process.service.cancel("a");

    assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void await_unknownTask_isNotFound() {
    assertThatExceptionOfType(TaskNotFoundException.class)
        .isThrownBy(() -> process.service.await("nobody"))
        .withMessageContaining("nobody");
  }

  @Test
  void submit_manyTimesAtOnce_isOneRun() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<?>[] submitters = new CompletableFuture<?>[8];
    for (int i = 0; i < submitters.length; i++) {
      submitters[i] =
          CompletableFuture.runAsync(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                process.service.submit(OneProcess.request("a", 0));
              });
    }
    go.countDown();
    CompletableFuture.allOf(submitters).get(30, TimeUnit.SECONDS);

    assertThat(process.service.await("a").run()).isEqualTo(1);
    assertThat(process.trainer.calls).hasSize(4);
  }

  @Test
  void submit_forADeviceWithoutATrainer_waits() throws Exception {
    process.service.submit(
        new FineTuningRequest(
            1, "gpu", "default", "x", null, 20, null, 0, null, null, null, 10, null, 3, "cuda:0",
            1));
    run("a");

    assertThat(process.service.status("gpu").state()).isEqualTo(TaskState.QUEUED);
    assertThat(process.trainer.calls).hasSize(4);
  }

  @Test
  void twoDeployments_onOneServer_neverMeet(@TempDir Path elsewhere) throws Exception {
    try (OneProcess other =
        new OneProcess(elsewhere, new AtomicInteger(), "other", process.temporal, false)) {
      other.service.submit(OneProcess.request("a", "other", 0));
      FineTuningResult result = other.service.await("a");

      assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(other.trainer.calls).hasSize(4);
      assertThat(process.trainer.calls).isEmpty();
      assertThat(process.tasks.find("a")).isEmpty();
    }
  }
}
