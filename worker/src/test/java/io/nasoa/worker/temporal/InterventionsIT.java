package io.nasoa.worker.temporal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user asks of a task, worked on or not, as the service takes it. */
@Timeout(60)
class InterventionsIT {
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

  TaskService service() {
    return process.service;
  }

  /** Trains until it has half of its steps, and no further. */
  void submitEndless(FineTuningRequest request) throws InterruptedException {
    process.trainer.endless = true;
    service().submit(request);
    while (checkpoint.get() < 10) {
      Thread.sleep(5);
    }
  }

  void submitEndless() throws InterruptedException {
    submitEndless(OneProcess.request("a", 0));
  }

  void awaitState(TaskState state) throws InterruptedException {
    while (service().status("a").state() != state) {
      Thread.sleep(10);
    }
  }

  io.nasoa.zoo.store.TaskState stored() {
    return process.tasks.find("a").orElseThrow().newestRun().state();
  }

  TaskResult result() throws InterruptedException {
    FineTuningResult result = service().await("a");
    return result.task();
  }

  @Test
  void pause_whileTraining_givesTheSlotBackAndResumeGoesOn() throws Exception {
    submitEndless();

    service().pause("a");
    awaitState(TaskState.PAUSED);
    assertThat(stored()).isEqualTo(io.nasoa.zoo.store.TaskState.PAUSED);
    process.trainer.endless = false;
    service().submit(OneProcess.request("b", 0));
    service().await("b");
    assertThat(service().status("a").state()).isEqualTo(TaskState.PAUSED);
    service().pause("a");
    // It must not end between the two.
    process.trainer.step.set(10);
    process.trainer.endless = true;
    service().resume("a");
    service().resume("a");
    process.trainer.endless = false;

    assertThat(result().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(requireNonNull(result().ledger()).paused()).isPositive();
    assertThat(process.trainer.calls)
        .containsExactly(
            "profile",
            "plan",
            "fineTune from 0",
            "profile",
            "plan",
            "fineTune from 10",
            "evaluate",
            "fineTune from 10",
            "evaluate");
  }

  @Test
  void pause_taskWaitingForASlot_neverStarts() throws Exception {
    submitEndless(OneProcess.request("b", 0));
    service().submit(OneProcess.request("a", 0));

    service().pause("a");

    awaitState(TaskState.PAUSED);
    assertThat(process.trainer.calls).hasSize(3);
  }

  @Test
  void paused_serverLost_isPausedAfterwardsAndNotStarted() throws Exception {
    submitEndless();
    service().pause("a");
    awaitState(TaskState.PAUSED);
    restart();
    assertThat(service().status("a").state()).isEqualTo(TaskState.PAUSED);

    assertThat(service().resumeUnfinished()).isEmpty();

    assertThat(service().status("a").state()).isEqualTo(TaskState.PAUSED);
    assertThat(process.trainer.calls).isEmpty();
    service().resume("a");
    assertThat(result().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls).containsExactly("fineTune from 10", "evaluate");
  }

  @Test
  void pause_taskThatNobodyWorksOn_isStoredWithoutAStart() throws Exception {
    submitEndless();
    restart();

    assertThat(service().pause("a").state()).isEqualTo(TaskState.PAUSED);

    assertThat(stored()).isEqualTo(io.nasoa.zoo.store.TaskState.PAUSED);
    service().resumeUnfinished();
    assertThat(service().status("a").state()).isEqualTo(TaskState.PAUSED);
    assertThat(process.trainer.calls).isEmpty();
    service().resume("a");
    assertThat(result().state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void stop_whileTraining_keepsTheWeightsItHas() throws Exception {
    submitEndless();

    service().stop("a");
    TaskResult result = result();

    assertThat(result.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.endedBy()).isEqualTo(EndedBy.STOP);
    assertThat(result.steps()).isEqualTo(10);
    assertThat(result.accuracy()).isEqualTo(0.875);
    assertThat(process.trainer.calls)
        .containsExactly("profile", "plan", "fineTune from 0", "finish STOP at 10", "evaluate");
    assertThat(service().stop("a").state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void stop_pausedTaskThatNobodyWorksOn_finishesIt() throws Exception {
    submitEndless();
    service().pause("a");
    awaitState(TaskState.PAUSED);
    restart();

    service().stop("a");

    assertThat(result().endedBy()).isEqualTo(EndedBy.STOP);
    assertThat(process.trainer.calls).containsExactly("finish STOP at 10", "evaluate");
  }

  @Test
  void stop_beforeThePlan_failsWithASentence() throws Exception {
    submitEndless(OneProcess.request("b", 0));
    service().submit(OneProcess.request("a", 0));

    service().stop("a");

    assertThat(result().state()).isEqualTo(TaskState.FAILED);
    assertThat(result().error()).contains("stopped before the first training step");
    assertThatExceptionOfType(TaskStateException.class)
        .isThrownBy(() -> service().stop("a"))
        .withMessageContaining("task a has ended as FAILED");
  }

  @Test
  void cancel_pausedTask_isCancelled() throws Exception {
    submitEndless();
    service().pause("a");
    awaitState(TaskState.PAUSED);

    service().cancel("a");

    assertThat(result().state()).isEqualTo(TaskState.CANCELLED);
    assertThat(service().cancel("a").state()).isEqualTo(TaskState.CANCELLED);
    assertThatExceptionOfType(TaskStateException.class).isThrownBy(() -> service().pause("a"));
  }

  @Test
  void extend_budget_trainsOnWithMoreSteps() throws Exception {
    submitEndless(request(60.0, null));

    service().extend("a", Duration.ofSeconds(30));
    while (process.trainer.calls.size() < 4) {
      Thread.sleep(10);
    }
    process.trainer.endless = false;

    assertThat(result().budgetSeconds()).isEqualTo(90.0);
    assertThat(process.trainer.calls)
        .containsExactly("profile", "plan", "fineTune from 0", "fineTune from 10", "evaluate");
    assertThat(process.trainer.mostSteps).isEqualTo(30);
    assertThatExceptionOfType(TaskStateException.class)
        .isThrownBy(() -> service().extend("a", Duration.ofSeconds(30)))
        .withMessageContaining("SUCCEEDED and cannot be extended");
  }

  @Test
  void extend_taskWithSteps_isRefused() throws Exception {
    submitEndless();

    assertThatExceptionOfType(TaskStateException.class)
        .isThrownBy(() -> service().extend("a", Duration.ofSeconds(30)))
        .withMessageContaining("number of steps");
    restart();
    assertThatExceptionOfType(TaskStateException.class)
        .isThrownBy(() -> service().extend("a", Duration.ofSeconds(30)))
        .withMessageContaining("number of steps");
  }

  @Test
  void deadline_whilePaused_endsWithTheWeightsItHas() throws Exception {
    submitEndless(request(null, Instant.now().plusSeconds(4)));
    service().pause("a");

    assertThat(result().endedBy()).isEqualTo(EndedBy.DEADLINE);
    assertThat(process.trainer.calls).endsWith("finish DEADLINE at 10", "evaluate");
  }

  @Test
  void deadline_whileWaitingForASlot_fails() throws Exception {
    submitEndless(OneProcess.request("b", 0));
    service().submit(request(null, Instant.now().plusSeconds(1)));

    assertThat(result().state()).isEqualTo(TaskState.FAILED);
    assertThat(result().error()).isEqualTo("the deadline passed before the first training step");
    assertThat(service().status("b").state()).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void terminated_pastTheService_isCancelled() throws Exception {
    submitEndless();

    process.client().newUntypedWorkflowStub("nasoa/default/fine-tuning/a").terminate("by hand");

    assertThat(result().state()).isEqualTo(TaskState.CANCELLED);
    assertThat(service().resumeUnfinished()).isEmpty();
  }

  @Test
  void unknownTask_isNotFound() {
    assertThatExceptionOfType(TaskNotFoundException.class)
        .isThrownBy(() -> service().pause("nobody"));
    assertThatExceptionOfType(TaskNotFoundException.class)
        .isThrownBy(() -> service().resume("nobody"));
    assertThatExceptionOfType(TaskNotFoundException.class)
        .isThrownBy(() -> service().stop("nobody"));
    assertThatExceptionOfType(TaskNotFoundException.class)
        .isThrownBy(() -> service().extend("nobody", Duration.ofSeconds(1)));
    assertThatExceptionOfType(TaskNotFoundException.class)
        .isThrownBy(() -> service().cancel("nobody"));
  }

  private static FineTuningRequest request(@Nullable Double budget, @Nullable Instant deadline) {
    return new FineTuningRequest(
        1,
        "a",
        "default",
        "draw:shapes",
        budget,
        budget == null ? 20 : null,
        null,
        0,
        null,
        null,
        null,
        10,
        deadline,
        3,
        "cpu",
        1);
  }
}
