package io.nasoa.workflows.tuning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooEntry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FineTuningWorkflowTest {
  private static final List<String> ALL = List.of("PROFILE", "PLAN", "FINE_TUNE", "EVALUATE");

  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void run_allStagesWork_recordsTheEvaluatedModel() {
    FineTuningResult result = cluster.stub("a").run(cluster.accepted(Samples.request("a")));

    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.task().accuracy()).isEqualTo(0.75);
    assertThat(result.task().modelPath()).isEqualTo(Samples.training().modelPath());
    assertThat(cluster.trainer.calls).isEqualTo(ALL);
    assertThat(cluster.records.saved)
        .extracting(FineTuningState::nextStage)
        .containsExactly(Stage.PLAN, Stage.FINE_TUNE, Stage.EVALUATE, Stage.RECORD);
    assertThat(cluster.records.finished).hasSize(1);
  }

  @Test
  void run_ledger_sumsToTheElapsedTime() {
    FineTuningState submitted =
        FineTuningState.accepted(
            Samples.request("a"), 1, cluster.environment.currentTimeMillis() - 100_000);

    Ledger ledger = requireNonNull(cluster.stub("a").run(submitted).task().ledger());

    double known = Samples.evaluated().spent().elapsedSeconds();
    assertThat(ledger.elapsedSeconds()).isBetween(100.0, 130.0);
    assertThat(ledger.queue()).isCloseTo(ledger.elapsedSeconds() - known, within(1e-9));
    assertThat(ledger.train()).isEqualTo(Samples.trainingLedger().train());
  }

  @Test
  void run_trainer_isToldWhatWasSpentBefore() {
    cluster.stub("a").run(cluster.accepted(Samples.request("a")).plusDown(5));

    FineTuneInput input = (FineTuneInput) cluster.trainer.inputs.get(2);
    assertThat(input.spent())
        .isEqualTo(
            Ledger.ofProfile(Samples.profile().seconds())
                .plus(Ledger.ofPlan(Samples.plan().seconds()))
                .plus(Ledger.ofDown(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "PROFILE, InvalidData, 1",
    "PLAN, NoFeasiblePlan, 2",
    "FINE_TUNE, Diverged, 3",
    "EVALUATE, Internal, 4"
  })
  void run_stageFailsForGood_isRecordedWithItsSentence(Stage stage, String type, int calls) {
    String sentence = "train/b/x.png cannot be used";
    cluster.trainer.failAt(stage, ApplicationFailure.newFailure(sentence, type, Ledger.ofPlan(7)));

    ApplicationFailure failure = failureOf(Samples.request("a"));

    assertThat(failure.getType()).isEqualTo(type);
    assertThat(failure.getOriginalMessage()).isEqualTo(sentence);
    assertThat(cluster.trainer.calls).isEqualTo(ALL.subList(0, calls));
    FinishInput end = cluster.records.finished.get(0);
    assertThat(end.state()).isEqualTo(TaskState.FAILED);
    assertThat(end.failureType()).isEqualTo(type);
    assertThat(end.error()).isEqualTo(sentence);
    assertThat(end.ledger().plan()).isEqualTo(7 + (calls > 2 ? Samples.plan().seconds() : 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"PROFILE", "PLAN", "FINE_TUNE", "EVALUATE"})
  void run_stageFailsOnce_isTriedAgain(Stage stage) {
    cluster.trainer.failAt(
        stage, ApplicationFailure.newFailure("disk is gone", FailureTypes.STORAGE_UNAVAILABLE));

    FineTuningResult result = cluster.stub("a").run(cluster.accepted(Samples.request("a")));

    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(cluster.trainer.calls).hasSize(5);
    assertThat(Collections.frequency(cluster.trainer.calls, stage.name())).isEqualTo(2);
  }

  @Test
  void run_trainerLostTenTimes_pausesNoLongerAfterTheLast() {
    for (int i = 0; i < 10; i++) {
      cluster.trainer.failAt(Stage.FINE_TUNE, ApplicationFailure.newFailure("gone", "Gone"));
    }

    FineTuningResult result = cluster.stub("a").run(cluster.accepted(Samples.request("a")));

    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    // In the environment's time: pauses take none of ours.
    Ledger ledger = requireNonNull(result.task().ledger());
    assertThat(ledger.queue()).isLessThan(60);
  }

  @Test
  void run_invalidRequest_isRecordedWithoutWork() {
    FineTuningRequest bad =
        new FineTuningRequest(
            1, "a", "default", "x", 60.0, 5, null, 0, null, null, null, 10, null, 3, "cpu", 1);

    ApplicationFailure failure = failureOf(bad);

    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.getOriginalMessage()).contains("exactly one of budget and steps");
    assertThat(cluster.trainer.calls).isEmpty();
    assertThat(cluster.records.finished).hasSize(1);
  }

  @Test
  void run_cancelledWhileTraining_isRecordedAndClosedAsCanceled() throws Exception {
    cluster.trainer.hold(Stage.FINE_TUNE);
    FineTuningWorkflow stub = cluster.stub("a");
    WorkflowClient.start(stub::run, cluster.accepted(Samples.request("a")));
    cluster.trainer.await(Stage.FINE_TUNE, 1);
    assertThat(stub.status().stage()).isEqualTo(Stage.FINE_TUNE);

    WorkflowStub.fromTyped(stub).cancel();

    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> WorkflowStub.fromTyped(stub).getResult(FineTuningResult.class))
        .withCauseInstanceOf(CanceledFailure.class);
    assertThat(cluster.records.finished)
        .extracting(FinishInput::state)
        .containsExactly(TaskState.CANCELLED);
    assertThat(cluster.trainer.calls).doesNotContain("EVALUATE");
  }

  @Test
  void run_trainerTellsTheLedgerOfACancellation_isCancelledWithIt() {
    cluster.trainer.failAt(
        Stage.FINE_TUNE,
        ApplicationFailure.newFailure(
            "cancelled", FailureTypes.CANCELLED, Samples.trainingLedger()));

    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> cluster.stub("a").run(cluster.accepted(Samples.request("a"))));

    FinishInput end = cluster.records.finished.get(0);
    assertThat(end.state()).isEqualTo(TaskState.CANCELLED);
    assertThat(end.ledger().train()).isEqualTo(Samples.trainingLedger().train());
  }

  @ParameterizedTest
  @CsvSource({"PROFILE, 4", "PLAN, 3", "FINE_TUNE, 2", "EVALUATE, 1", "RECORD, 0"})
  void run_savedState_goesOnBehindItsLastStage(Stage next, int callsLeft) {
    FineTuningState fresh = cluster.accepted(Samples.request("a"));
    FineTuningState saved = fresh;
    while (saved.nextStage() != next) {
      saved = oneStageLater(saved);
    }

    FineTuningResult result = cluster.stub("a").run(saved);

    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.task().accuracy()).isEqualTo(0.75);
    assertThat(cluster.trainer.calls).isEqualTo(ALL.subList(4 - callsLeft, 4));
  }

  @Test
  void run_payloadAboveTheLimit_failsInsteadOfLooping() {
    ZooEntry heavy =
        new ZooEntry(
            "heavy",
            "x",
            Stem.STANDARD,
            64,
            1,
            List.of(),
            1,
            1,
            Samples.SHA,
            "zoo",
            "x".repeat(300_000));
    cluster.records.offer(new PlanningMaterial(1, List.of(heavy), List.of()));

    assertThat(failureOf(Samples.request("a")).getType()).isEqualTo(FailureTypes.PAYLOAD_TOO_LARGE);
    assertThat(cluster.records.finished)
        .extracting(FinishInput::failureType)
        .containsExactly(FailureTypes.PAYLOAD_TOO_LARGE);
  }

  @Test
  void status_afterTheEnd_tellsStateAndAccuracy() {
    FineTuningWorkflow stub = cluster.stub("a");
    stub.run(cluster.accepted(Samples.request("a")));

    FineTuningStatus status = stub.status();

    assertThat(status.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(status.stage()).isEqualTo(Stage.RECORD);
    assertThat(status.plannedSteps()).isEqualTo(20);
    assertThat(status.accuracy()).isEqualTo(0.75);
  }

  private static FineTuningState oneStageLater(FineTuningState state) {
    return switch (state.nextStage()) {
      case PROFILE -> state.with(Samples.profile());
      case PLAN -> state.with(Samples.plan());
      case FINE_TUNE -> state.with(Samples.training());
      case EVALUATE -> state.with(Samples.evaluation());
      case BEFORE, AFTER, RECORD, UNKNOWN ->
          throw new IllegalStateException("no stage after " + state);
    };
  }

  private ApplicationFailure failureOf(FineTuningRequest request) {
    FineTuningState accepted = cluster.accepted(request);
    Throwable thrown = catchThrowable(() -> cluster.stub("a").run(accepted));
    assertThat(thrown).isInstanceOf(WorkflowFailedException.class);
    return assertThat(thrown.getCause())
        .asInstanceOf(InstanceOfAssertFactories.type(ApplicationFailure.class))
        .actual();
  }
}
