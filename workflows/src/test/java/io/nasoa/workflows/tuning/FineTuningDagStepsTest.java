package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nasoa.workflows.airflow.AirflowFailures;
import io.nasoa.workflows.airflow.AssetNews;
import io.nasoa.workflows.airflow.DagRunRef;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.airflow.StartDagRunInput;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run whose before and after steps are DAGs, with an Airflow that is made up. */
@Timeout(120)
class FineTuningDagStepsTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void close() {
    cluster.close();
  }

  private FineTuningResult run(FineTuningRequest request) {
    return cluster.stub("a").run(cluster.accepted(request));
  }

  private ApplicationFailure failureOf(FineTuningRequest request) {
    Throwable thrown = catchThrowable(() -> run(request));
    assertThat(thrown).isInstanceOf(WorkflowFailedException.class);
    return (ApplicationFailure) Objects.requireNonNull(thrown.getCause());
  }

  private TaskResult recorded() {
    return cluster.records.finished.get(0).toResult().task();
  }

  @Test
  void run_withBoth_trainsOnWhatWasPreparedAndTellsOfItsModel() {
    FineTuningResult result = run(Samples.withSteps());

    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(cluster.trainer.inputs)
        .hasSize(4)
        .allSatisfy(input -> assertThat(input.toString()).contains("data=/data/prepared"));
    assertThat(cluster.airflow.started)
        .extracting(start -> start.run().dag())
        .containsExactly("prepare", "deploy");
    StartDagRunInput before = cluster.airflow.started.get(0);
    assertThat(before.conf()).isEqualTo(Map.of("rows", 3));
    assertThat(before.purpose()).containsEntry("task", "a").containsEntry("data", "draw:shapes");
    assertThat(before.unpause()).isTrue();
    assertThat(before.logicalDateMillis()).isPositive();
    assertThat(cluster.airflow.started.get(1).purpose())
        .containsEntry("model", "tasks/task-flowers/model.safetensors")
        .containsEntry("accuracy", 0.75);
    assertThat(cluster.airflow.news)
        .extracting(AssetNews::asset)
        .containsExactly("nasoa://models/a");
    assertThat(Objects.requireNonNull(result.task().before()).data()).isEqualTo("/data/prepared");
    assertThat(Objects.requireNonNull(result.task().after()).asset()).isEqualTo("nasoa://models/a");
    assertThat(cluster.airflow.cancelled).isEmpty();
  }

  @Test
  void run_afterAssetOnly_startsNoDag() {
    DagStep news = new DagStep(1, null, null, null, null, null, null, null, null, "s3://models/a");

    FineTuningResult result = run(Samples.request("a", null, null).with(null, news));

    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(cluster.airflow.started).isEmpty();
    assertThat(cluster.airflow.news).hasSize(1);
  }

  @Test
  void start_failingForNow_isAskedAgainForTheSameRun() {
    cluster.airflow.failStart(ApplicationFailure.newFailure("away", AirflowFailures.UNAVAILABLE));

    run(Samples.withSteps());

    List<DagRunRef> asked =
        cluster.airflow.started.stream().map(StartDagRunInput::run).limit(2).toList();
    assertThat(asked.get(1)).isEqualTo(asked.get(0));
  }

  /** As after a reset or from the store of a process that was killed: nothing else tells. */
  @Test
  void run_begunAgainFromTheSameState_asksForTheSameRuns() {
    FineTuningState accepted = cluster.accepted(Samples.withSteps());
    cluster.stub("a").run(accepted);

    cluster.stub("a").run(accepted);

    List<DagRunRef> asked = cluster.airflow.started.stream().map(StartDagRunInput::run).toList();
    assertThat(asked.subList(2, 4)).isEqualTo(asked.subList(0, 2));
    assertThat(asked.get(0).runId()).isNotEqualTo(asked.get(1).runId());
  }

  @Test
  void run_goingOnBehindItsSteps_asksForNone() {
    cluster.stub("a").run(Samples.withDagRuns());

    assertThat(cluster.airflow.started).isEmpty();
    assertThat(cluster.airflow.news).isEmpty();
  }

  @Test
  void dagRunThatFails_failsTheTaskInItsWords() {
    cluster.airflow.failWaits(
        ApplicationFailure.newNonRetryableFailure(
            "task load failed", AirflowFailures.DAG_RUN_FAILED));

    ApplicationFailure failure = failureOf(Samples.withSteps());

    assertThat(failure.getType()).isEqualTo(AirflowFailures.DAG_RUN_FAILED);
    assertThat(failure.getOriginalMessage()).isEqualTo("before: task load failed");
    assertThat(recorded().error()).isEqualTo("before: task load failed");
    assertThat(cluster.airflow.cancelled).isEmpty();
    assertThat(cluster.trainer.calls).isEmpty();
  }

  @Test
  void dagRunThatTakesTooLong_isCancelledAndFailsTheTask() {
    cluster.airflow.failWaits(
        ApplicationFailure.newFailure("Airflow is away", AirflowFailures.UNAVAILABLE));

    ApplicationFailure failure = failureOf(Samples.withSteps());

    assertThat(failure.getType()).isEqualTo(AirflowFailures.TIMED_OUT);
    assertThat(failure.getOriginalMessage())
        .startsWith("before: run nasoa__")
        .contains("of DAG prepare did not end within 60 s");
    assertThat(cluster.airflow.cancelled).containsExactly(cluster.airflow.started.get(0).run());
  }

  @Test
  void cancel_whileItsDagRuns_cancelsThatToo() throws Exception {
    cluster.airflow.hold();
    cluster.request = Samples.withSteps();
    cluster.start();
    cluster.airflow.awaitWaiting();

    cluster.cancel();
    Throwable end =
        catchThrowable(
            () -> WorkflowStub.fromTyped(cluster.run()).getResult(FineTuningResult.class));

    assertThat(end).hasCauseInstanceOf(CanceledFailure.class);
    assertThat(recorded().state()).isEqualTo(TaskState.CANCELLED);
    assertThat(cluster.airflow.cancelled).containsExactly(cluster.airflow.started.get(0).run());
  }

  @Test
  void stop_whileItsDagRuns_cancelsThatAndLeavesNoModel() throws Exception {
    cluster.airflow.hold();
    cluster.request = Samples.withSteps();
    cluster.start();
    cluster.airflow.awaitWaiting();
    assertThat(cluster.run().status().stage()).isEqualTo(Stage.BEFORE);

    cluster.run().stop();
    Throwable end =
        catchThrowable(
            () -> WorkflowStub.fromTyped(cluster.run()).getResult(FineTuningResult.class));

    assertThat(end).hasStackTraceContaining(FailureTypes.STOPPED);
    assertThat(cluster.airflow.cancelled).containsExactly(cluster.airflow.started.get(0).run());
  }
}
