package io.nasoa.workflows.tuning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.workflows.tuning.Intervention.Extend;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of a run while it is in a stage. */
@Timeout(60)
class FineTuningInterventionsTest {
  private static final List<String> ALL = List.of("PROFILE", "PLAN", "FINE_TUNE", "EVALUATE");

  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void close() {
    cluster.close();
  }

  private FineTuningWorkflow run() {
    return cluster.run();
  }

  /** Starts a run that stays in that stage. */
  private void startAt(Stage stage) throws InterruptedException {
    cluster.trainer.hold(stage);
    cluster.start();
    cluster.trainer.await(stage, 1);
  }

  private TaskResult result() {
    return WorkflowStub.fromTyped(run()).getResult(FineTuningResult.class).task();
  }

  private ApplicationFailure failure() {
    WorkflowFailedException thrown =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            WorkflowFailedException.class, this::result);
    return (ApplicationFailure) requireNonNull(thrown.getCause());
  }

  @ParameterizedTest
  @EnumSource(names = {"PROFILE", "PLAN", "FINE_TUNE", "EVALUATE"})
  void pauseAndResume_inAnyStage_beginsItAgainAndCountsThePause(Stage stage) throws Exception {
    startAt(stage);

    run().pause();
    cluster.awaitPause();
    cluster.environment.sleep(Duration.ofSeconds(100));
    cluster.trainer.release(stage);
    FineTuningStatus going = run().resume();

    assertThat(going.state()).isEqualTo(TaskState.RUNNING);
    assertThat(requireNonNull(result().ledger()).paused()).isCloseTo(100, within(10.0));
    int repeated = ALL.indexOf(stage.name());
    List<String> expected =
        Stream.concat(
                ALL.subList(0, repeated + 1).stream(), ALL.subList(repeated, ALL.size()).stream())
            .toList();
    assertThat(cluster.trainer.calls).isEqualTo(expected);
    assertThat(cluster.records.saved)
        .anySatisfy(saved -> assertThat(saved.asked().pause()).isTrue())
        .anySatisfy(saved -> assertThat(saved.asked().pausedAtMillis()).isNotNull());
  }

  @Test
  void updates_askedTwice_changeNothingTheSecondTime() throws Exception {
    startAt(Stage.FINE_TUNE);

    run().resume();
    run().pause();
    cluster.awaitPause();
    run().pause();
    assertThat(run().status().state()).isEqualTo(TaskState.PAUSED);
    run().resume();
    run().resume();
    cluster.trainer.await(Stage.FINE_TUNE, 2);
    run().stop();
    run().stop();

    assertThat(result().endedBy()).isEqualTo(EndedBy.STOP);
    assertThat(cluster.trainer.calls)
        .containsExactly("PROFILE", "PLAN", "FINE_TUNE", "FINE_TUNE", "FINISH", "EVALUATE");
  }

  @Test
  void pausedState_startedAgain_standsStill() throws Exception {
    cluster.environment.sleep(Duration.ofSeconds(50));
    long since = cluster.environment.currentTimeMillis() - 50_000;
    cluster.state =
        cluster
            .accepted(cluster.request)
            .with(Samples.profile())
            .with(new Interventions(true, since, 10, null, 0, null));
    cluster.start();
    cluster.awaitPause();
    assertThat(cluster.trainer.calls).isEmpty();

    run().resume();

    assertThat(requireNonNull(result().ledger()).paused()).isCloseTo(60, within(5.0));
    assertThat(cluster.trainer.calls).containsExactly("PLAN", "FINE_TUNE", "EVALUATE");
  }

  @Test
  void stop_whileTraining_isFinishedWithWhatItHas() throws Exception {
    startAt(Stage.FINE_TUNE);

    run().stop();

    TaskResult result = result();
    assertThat(result.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.endedBy()).isEqualTo(EndedBy.STOP);
    assertThat(result.steps()).isEqualTo(12);
    assertThat(result.accuracy()).isEqualTo(0.75);
  }

  @ParameterizedTest
  @EnumSource(names = {"PROFILE", "PLAN"})
  void stop_beforeThePlan_failsBecauseThereIsNoModel(Stage stage) throws Exception {
    startAt(stage);

    run().stop();

    assertThat(failure().getType()).isEqualTo(FailureTypes.STOPPED);
    assertThat(cluster.records.finished.get(0).error())
        .isEqualTo("stopped before the first training step: there is no model to keep");
  }

  @Test
  void stop_whileEvaluating_changesNothing() throws Exception {
    startAt(Stage.EVALUATE);

    run().stop();
    cluster.trainer.release(Stage.EVALUATE);

    assertThat(result().endedBy()).isEqualTo(EndedBy.SCHEDULE);
    assertThat(cluster.trainer.calls).isEqualTo(ALL);
  }

  @ParameterizedTest
  @CsvSource({"PROFILE, DeadlinePassed", "PLAN, DeadlinePassed", "FINE_TUNE,", "EVALUATE,"})
  void deadline_inAnyStage_keepsTheModelOrFailsWithoutOne(Stage stage, @Nullable String failure)
      throws Exception {
    Instant now = Instant.ofEpochMilli(cluster.environment.currentTimeMillis());
    cluster.request = Samples.request("a", null, now.plusSeconds(3));
    startAt(stage);
    if (stage == Stage.EVALUATE) {
      while (cluster.environment.currentTimeMillis() < now.toEpochMilli() + 3500) {
        Thread.sleep(50);
      }
      cluster.trainer.release(stage);
      assertThat(result().endedBy()).isEqualTo(EndedBy.SCHEDULE);
    } else if (failure == null) {
      assertThat(result().endedBy()).isEqualTo(EndedBy.DEADLINE);
      assertThat(cluster.trainer.calls).endsWith("FINISH", "EVALUATE");
    } else {
      assertThat(failure().getType()).isEqualTo(failure);
    }
  }

  @Test
  void deadline_whilePaused_finishesWithWhatItHas() throws Exception {
    Instant now = Instant.ofEpochMilli(cluster.environment.currentTimeMillis());
    cluster.request = Samples.request("a", null, now.plus(Duration.ofHours(1)));
    startAt(Stage.FINE_TUNE);
    run().pause();
    cluster.awaitPause();

    cluster.environment.sleep(Duration.ofMinutes(61));

    assertThat(result().endedBy()).isEqualTo(EndedBy.DEADLINE);
    assertThat(requireNonNull(result().ledger()).paused()).isCloseTo(3600, within(60.0));
  }

  @Test
  void deadline_passedBeforeTheStart_failsWithoutWork() {
    Instant now = Instant.ofEpochMilli(cluster.environment.currentTimeMillis());
    cluster.request = Samples.request("a", null, now.minusSeconds(1));
    cluster.start();

    assertThat(failure().getType()).isEqualTo(FailureTypes.DEADLINE_PASSED);
    assertThat(cluster.trainer.calls).isEmpty();
  }

  @Test
  void extend_whilePlanning_plansAgainWithTheLargerBudget() throws Exception {
    cluster.request = Samples.request("a", 60.0, null);
    startAt(Stage.PLAN);

    run().extend(new Extend(1, 30));
    cluster.trainer.await(Stage.PLAN, 2);
    cluster.trainer.release(Stage.PLAN);

    assertThat(result().budgetSeconds()).isEqualTo(90);
    assertThat(cluster.trainer.inputs)
        .filteredOn(PlanInput.class::isInstance)
        .extracting(input -> ((PlanInput) input).request().budgetSeconds())
        .containsExactly(60.0, 90.0);
    assertThat(cluster.trainer.training(0).mostSteps()).isNull();
  }

  @Test
  void extend_whileTraining_goesOnWithMoreSteps() throws Exception {
    cluster.request = Samples.request("a", 60.0, null);
    startAt(Stage.FINE_TUNE);

    run().extend(new Extend(1, 30));
    cluster.trainer.await(Stage.FINE_TUNE, 2);
    run().extend(new Extend(1, 90));
    cluster.trainer.await(Stage.FINE_TUNE, 3);
    cluster.trainer.release(Stage.FINE_TUNE);

    assertThat(result().budgetSeconds()).isEqualTo(180);
    // 20 steps were planned for 60 seconds.
    assertThat(cluster.trainer.training(1).mostSteps()).isEqualTo(30);
    assertThat(cluster.trainer.training(2).mostSteps()).isEqualTo(60);
    assertThat(cluster.trainer.training(2).request().budgetSeconds()).isEqualTo(180);
  }

  @Test
  void extend_whatCannotBe_isRefusedWithASentence() throws Exception {
    startAt(Stage.FINE_TUNE);
    assertRefused(() -> run().extend(new Extend(1, 30)), "a number of steps, not a budget");
    assertRefused(() -> run().extend(new Extend(1, -1)), "by positive seconds only, not by -1.0");
    assertRefused(() -> run().extend(new Extend(1, Double.NaN)), "positive seconds");
    assertThat(run().status().state()).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void extendAndPause_finishingRun_areRefused() throws Exception {
    cluster.request = Samples.request("a", 60.0, null);
    cluster.trainer.hold(Stage.EVALUATE);
    startAt(Stage.FINE_TUNE);
    run().stop();
    cluster.trainer.await(Stage.EVALUATE, 1);

    assertRefused(() -> run().extend(new Extend(1, 30)), "the training of task a is over");
    assertRefused(() -> run().pause(), "finishing");
    cluster.trainer.release(Stage.EVALUATE);
    assertThat(result().endedBy()).isEqualTo(EndedBy.STOP);
  }

  @ParameterizedTest
  @EnumSource(names = {"PROFILE", "PLAN", "FINE_TUNE", "EVALUATE"})
  void cancel_inAnyStageOrPaused_isRecordedWithThePause(Stage stage) throws Exception {
    startAt(stage);
    run().pause();
    cluster.awaitPause();
    cluster.environment.sleep(Duration.ofSeconds(100));

    cluster.cancel();

    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(this::result)
        .withCauseInstanceOf(CanceledFailure.class);
    FinishInput end = cluster.records.finished.get(0);
    assertThat(end.state()).isEqualTo(TaskState.CANCELLED);
    assertThat(end.ledger().paused()).isCloseTo(100, within(10.0));
  }

  /** What a trainer still writes must be there before the end is recorded and cleans up. */
  @Test
  void cancel_trainerTakesItsTime_isRecordedAfterItsLastWord() throws Exception {
    cluster.trainer.answerCancellationAfter(Duration.ofSeconds(1));
    AtomicInteger busy = new AtomicInteger(-1);
    cluster.records.onFinish(() -> busy.set(cluster.trainer.busy()));
    startAt(Stage.FINE_TUNE);

    cluster.cancel();

    assertThatExceptionOfType(WorkflowFailedException.class).isThrownBy(this::result);
    assertThat(busy).hasValue(0);
  }

  /** The server tries no activity again that is being cancelled; the embedded one forgets it. */
  @Test
  void pause_trainerFailsForNowInstead_isPausedAllTheSame() throws Exception {
    cluster.trainer.answerCancellationWith(
        ApplicationFailure.newFailure("disk is full", FailureTypes.STORAGE_UNAVAILABLE));
    startAt(Stage.FINE_TUNE);

    run().pause();
    cluster.environment.sleep(Duration.ofMinutes(3));
    cluster.awaitPause();
    cluster.trainer.release(Stage.FINE_TUNE);
    run().resume();

    assertThat(result().state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void cancel_trainerFailsForNowInstead_isCancelled() throws Exception {
    cluster.trainer.answerCancellationWith(
        ApplicationFailure.newFailure("disk is full", FailureTypes.STORAGE_UNAVAILABLE));
    startAt(Stage.FINE_TUNE);

    cluster.cancel();

    assertThatExceptionOfType(WorkflowFailedException.class).isThrownBy(this::result);
    assertThat(cluster.records.finished.get(0).state()).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void pause_trainingDivergesMeanwhile_hasFailed() throws Exception {
    cluster.trainer.answerCancellationWith(
        ApplicationFailure.newFailure("the loss is not finite", FailureTypes.DIVERGED));
    startAt(Stage.FINE_TUNE);

    run().pause();

    assertThat(failure().getType()).isEqualTo(FailureTypes.DIVERGED);
    assertThat(cluster.records.finished.get(0).toResult().lesson()).isEqualTo(Lesson.DIVERGED);
  }

  private static void assertRefused(Runnable update, String sentence) {
    assertThatExceptionOfType(WorkflowUpdateException.class)
        .isThrownBy(update::run)
        .satisfies(
            refused ->
                assertThat(requireNonNull(refused.getCause()).getMessage()).contains(sentence));
  }
}
