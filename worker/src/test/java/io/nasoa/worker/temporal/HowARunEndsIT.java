package io.nasoa.worker.temporal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.activities.training.LedgerFile;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.Lesson;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How a run ends, cause by cause, with the real engine: its state, whether its slot is free, what
 * is kept of its model, what may be learned from it, what counts. The causes that end a whole
 * process have tests of their own, with the real program: a killed worker {@link
 * io.nasoa.worker.faults.KillIT}, a first signal {@code StopSignalsIT}, a frozen trainer {@link
 * FrozenTrainerIT}.
 */
@Timeout(600)
class HowARunEndsIT {
  /** Far more than a test waits for: whatever ends such a run is not its schedule. */
  static final int ENDLESS = 200_000;

  @TempDir private Path files;
  EngineProcess process;

  TemporalConnection connect() {
    return EmbeddedTemporal.start();
  }

  @BeforeEach
  void start() {
    process = EngineProcess.training(files, connect(), InstantSource.system());
  }

  @AfterEach
  void stop() {
    process.close();
  }

  private static TaskResult task(FineTuningResult result) {
    Ledger ledger = requireNonNull(result.task().ledger());
    assertThat(result.task().elapsedSeconds()).isCloseTo(ledger.elapsedSeconds(), within(1e-6));
    return result.task();
  }

  /** The one slot takes another task, which it could not while the first one holds it. */
  private void assertSlotIsFree() throws InterruptedException {
    FineTuningResult other = process.run(EngineProcess.steps("other", 1));
    assertThat(other.task().state()).isEqualTo(TaskState.SUCCEEDED);
  }

  private void assertModelKept(String task) throws InterruptedException {
    assertThat(process.file(task, "model.safetensors")).exists();
    assertCheckpointsGo(task);
  }

  private void assertNoModelKept(String task) throws InterruptedException {
    assertThat(process.file(task, "model.safetensors")).doesNotExist();
    assertCheckpointsGo(task);
  }

  /** The end is stored first; only then may they go, so that whoever awaits it may be earlier. */
  private void assertCheckpointsGo(String task) throws InterruptedException {
    Path checkpoints = process.file(task, "checkpoints");
    for (int tries = 0; Files.exists(checkpoints) && tries < 600; tries++) {
      Thread.sleep(50);
    }
    assertThat(checkpoints).doesNotExist();
  }

  private int linesOfMetrics(String task) throws IOException {
    return Files.readAllLines(process.file(task, "metrics.jsonl")).size();
  }

  @Test
  void scheduleFinished() throws Exception {
    FineTuningResult result = process.run(EngineProcess.steps("a", 20));

    assertThat(task(result).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(task(result).endedBy()).isEqualTo(EndedBy.SCHEDULE);
    assertThat(task(result).steps()).isEqualTo(20);
    assertThat(task(result).accuracy()).isBetween(0.0, 1.0);
    assertThat(result.lesson()).isEqualTo(Lesson.WHOLE);
    assertModelKept("a");
    assertSlotIsFree();
  }

  /** Once it trains, the trainer loses 25 of its 30 seconds to something else. */
  @Test
  void budgetShortenedIt() throws Exception {
    AtomicLong elsewhere = new AtomicLong();
    process.close();
    process =
        EngineProcess.training(files, connect(), () -> Instant.now().plusMillis(elsewhere.get()));
    process.service.submit(EngineProcess.request("a", EngineProcess.DATA, 30.0, null, null, null));
    process.awaitStep("a", 0);

    elsewhere.set(25_000);
    FineTuningResult result = process.service.await("a");

    assertThat(task(result).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(task(result).endedBy()).isEqualTo(EndedBy.BUDGET);
    assertThat(task(result).steps()).isLessThan(requireNonNull(task(result).regime()).steps());
    assertThat(linesOfMetrics("a")).isEqualTo(task(result).steps());
    assertThat(result.lesson()).isEqualTo(Lesson.WHOLE);
    assertModelKept("a");
  }

  @Test
  void stop_keepsTheWeightsItHas() throws Exception {
    process.service.submit(EngineProcess.steps("a", ENDLESS));
    int seen = process.awaitStep("a", 0);

    process.service.stop("a");
    FineTuningResult result = process.service.await("a");

    assertThat(task(result).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(task(result).endedBy()).isEqualTo(EndedBy.STOP);
    assertThat(task(result).steps()).isBetween(seen, ENDLESS / 2);
    assertThat(linesOfMetrics("a")).isEqualTo(task(result).steps());
    assertThat(task(result).accuracy()).isBetween(0.0, 1.0);
    assertThat(task(result).attempts()).isEqualTo(1);
    assertThat(task(result).activeSeconds()).isPositive();
    assertThat(result.lesson()).isEqualTo(Lesson.CENSORED);
    assertModelKept("a");
    assertSlotIsFree();
  }

  @Test
  void deadlinePassed_keepsTheWeightsItHas() throws Exception {
    Instant soon = Instant.now().plusSeconds(15);
    process.service.submit(
        EngineProcess.request("a", EngineProcess.DATA, null, ENDLESS, null, soon));

    FineTuningResult result = process.service.await("a");

    assertThat(task(result).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(task(result).endedBy()).isEqualTo(EndedBy.DEADLINE);
    assertThat(linesOfMetrics("a")).isEqualTo(task(result).steps()).isPositive();
    assertThat(result.lesson()).isEqualTo(Lesson.CENSORED);
    assertModelKept("a");
    assertSlotIsFree();
  }

  @Test
  void deadlinePassed_withoutAStep_fails() throws Exception {
    process.service.submit(EngineProcess.steps("first", ENDLESS));
    process.awaitStep("first", 0);
    Instant soon = Instant.now().plusSeconds(1);

    FineTuningResult result =
        process.run(EngineProcess.request("a", EngineProcess.DATA, null, 20, null, soon));

    assertThat(task(result).state()).isEqualTo(TaskState.FAILED);
    assertThat(result.failureType()).isEqualTo(FailureTypes.DEADLINE_PASSED);
    assertThat(result.lesson()).isEqualTo(Lesson.NONE);
    assertThat(requireNonNull(task(result).ledger()).activeSeconds()).isZero();
    assertNoModelKept("a");
    process.service.cancel("first");
    assertSlotIsFree();
  }

  @Test
  void pause_threeTimes_isTheUndisturbedRun() throws Exception {
    int steps = 2_400; // a pause reaches the trainer with its heartbeat, hundreds of steps later
    process.run(EngineProcess.steps("undisturbed", steps));
    process.service.submit(EngineProcess.steps("a", steps));
    int step = 0;
    for (int pause = 1; pause <= 3; pause++) {
      step = process.awaitStep("a", step);
      process.service.pause("a");
      process.await("a", TaskState.PAUSED);
      assertThat(process.stored("a").state()).isEqualTo(io.nasoa.zoo.store.TaskState.PAUSED);
      process.run(EngineProcess.steps("while-paused-" + pause, 1));
      assertThat(process.file("a", "checkpoints")).isNotEmptyDirectory();
      process.service.resume("a");
    }
    FineTuningResult result = process.service.await("a");

    for (String name : List.of("model.safetensors", "metrics.jsonl", "model.json")) {
      assertThat(process.file("a", name)).hasSameBinaryContentAs(process.file("undisturbed", name));
    }
    LedgerFile ledger = new LedgerFile(process.file("a", "ledger.jsonl"), InstantSource.system());
    assertThat(ledger.resumedSteps()).hasSize(4).isSorted().doesNotHaveDuplicates();
    assertThat(task(result).attempts()).isEqualTo(1);
    assertThat(requireNonNull(task(result).ledger()).paused()).isPositive();
    assertThat(requireNonNull(task(result).ledger()).lost()).isLessThan(0.5);
    assertThat(task(result).endedBy()).isEqualTo(EndedBy.SCHEDULE);
    assertThat(result.lesson()).isEqualTo(Lesson.WHOLE);
  }

  @Test
  void cancel_keepsNothing() throws Exception {
    process.service.submit(EngineProcess.steps("a", ENDLESS));
    process.awaitStep("a", 0);

    process.service.cancel("a");
    FineTuningResult result = process.service.await("a");

    assertThat(task(result).state()).isEqualTo(TaskState.CANCELLED);
    assertThat(result.lesson()).isEqualTo(Lesson.CENSORED);
    assertThat(task(result).activeSeconds()).isPositive();
    assertNoModelKept("a");
    assertSlotIsFree();
  }

  @Test
  void divergence_failsAndIsLearnedAsSuch() throws Exception {
    FineTuningResult result =
        process.run(EngineProcess.request("a", EngineProcess.DATA, null, 50, 1e30, null));

    assertThat(task(result).state()).isEqualTo(TaskState.FAILED);
    assertThat(result.failureType()).isEqualTo(FailureTypes.DIVERGED);
    assertThat(result.lesson()).isEqualTo(Lesson.DIVERGED);
    assertNoModelKept("a");
    assertSlotIsFree();
  }

  @Test
  void drain_goesBackToTheQueueAndIsNoRetry() throws Exception {
    int steps = 600;
    process.run(EngineProcess.steps("undisturbed", steps));
    process.service.submit(EngineProcess.steps("a", steps));
    int seen = process.awaitStep("a", 0);
    double activeBefore =
        new LedgerFile(process.file("a", "ledger.jsonl"), InstantSource.system())
            .totals()
            .activeSeconds();

    process.service.shutdownGracefully(Duration.ofSeconds(60));

    assertThat(process.stored("a").state()).isEqualTo(io.nasoa.zoo.store.TaskState.QUEUED);
    assertThat(process.file("a", "checkpoints")).isNotEmptyDirectory();
    process.close();
    start();
    process.service.resumeUnfinished();
    FineTuningResult result = process.service.await("a");
    assertThat(process.file("a", "model.safetensors"))
        .hasSameBinaryContentAs(process.file("undisturbed", "model.safetensors"));
    assertThat(task(result).attempts()).isEqualTo(1);
    assertThat(task(result).activeSeconds()).isGreaterThan(activeBefore);
    LedgerFile ledger = new LedgerFile(process.file("a", "ledger.jsonl"), InstantSource.system());
    assertThat(ledger.resumedSteps()).hasSize(2).last().matches(step -> step >= seen);
    assertThat(requireNonNull(task(result).ledger()).lost()).isLessThan(0.5);
  }

  @Test
  void terminatedPastUs_isCancelledAndTheTrainerStops() throws Exception {
    process.service.submit(EngineProcess.steps("a", ENDLESS));
    process.awaitStep("a", 0);

    process.temporal.client().newUntypedWorkflowStub("nasoa/default/fine-tuning/a").terminate("x");
    FineTuningResult result = process.service.await("a");

    assertThat(task(result).state()).isEqualTo(TaskState.CANCELLED);
    assertThat(result.lesson()).isEqualTo(Lesson.CENSORED);
    assertSlotIsFree();
    assertThat(process.file("a", "model.safetensors")).doesNotExist();
    // The trainer may have begun a checkpoint when the run's end was stored.
    Path checkpoints = process.file("a", "checkpoints");
    if (Files.exists(checkpoints)) {
      assertThat(checkpoints).isEmptyDirectory();
    }
  }

  /** With ten times the budget it trains on, beyond the steps that were planned. */
  @Test
  void extend_trainsBeyondThePlan() throws Exception {
    // With fewer images the plan would have all the passes it wants long before its budget ends.
    String data = "draw:shapes:classes=2,images=800,size=32";
    process.service.submit(EngineProcess.request("a", data, 12.0, null, null, null));
    process.awaitStep("a", 0);
    int planned = requireNonNull(process.service.status("a").plannedSteps());

    process.service.extend("a", Duration.ofSeconds(108));
    // However much slower the machine is than the plan's measurement: it gets there.
    process.awaitStep("a", planned);
    process.service.stop("a");
    FineTuningResult result = process.service.await("a");

    assertThat(task(result).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(task(result).endedBy()).isEqualTo(EndedBy.STOP);
    assertThat(task(result).budgetSeconds()).isEqualTo(120);
    assertThat(requireNonNull(task(result).regime()).steps()).isEqualTo(planned);
    assertThat(task(result).steps()).isGreaterThan(planned);
    LedgerFile ledger = new LedgerFile(process.file("a", "ledger.jsonl"), InstantSource.system());
    assertThat(ledger.notes()).anySatisfy(note -> assertThat(note).contains("schedule resized"));
  }
}
