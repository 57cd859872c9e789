package io.nasoa.workflows.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nasoa.workflows.airflow.AirflowFailures;
import io.nasoa.workflows.airflow.AssetNews;
import io.nasoa.workflows.airflow.StartDagRunInput;
import io.nasoa.workflows.run.FakeCluster;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A build whose before and after steps are DAGs, with an Airflow that is made up. */
@Timeout(120)
class RegistrationDagStepsTest {
  private final FakeRegistrationWorkers workers = new FakeRegistrationWorkers();
  private final Cluster cluster = new Cluster(workers);

  private static final class Cluster extends FakeCluster<ZooRegistrationWorkflow> {
    Cluster(FakeRegistrationWorkers workers) {
      super(
          ZooRegistrationWorkflow.class,
          ZooRegistrationWorkflowImpl.class,
          TaskQueues.registrationWorkflowId("default", "b"),
          workers);
    }
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private RegistrationState accepted() {
    return RegistrationState.accepted(RegistrationSamples.withSteps(), 1, cluster.now());
  }

  @Test
  void build_withBoth_trainsOnWhatWasPreparedAndTellsOfItsModels() {
    cluster.startFrom(accepted());
    RegistrationResult result = cluster.result(RegistrationResult.class);

    assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(workers.data).containsOnly("/data/prepared");
    assertThat(cluster.airflow.started)
        .extracting(start -> start.run().dag())
        .containsExactly("prepare", "deploy");
    assertThat(cluster.airflow.started.get(0).purpose())
        .containsEntry("build", "b")
        .containsEntry("data", "draw:shapes")
        .doesNotContainKey("models");
    assertThat(cluster.airflow.started.get(1).purpose())
        .containsEntry("models", List.of("one", "two"));
    assertThat(cluster.airflow.news).extracting(AssetNews::asset).containsExactly("nasoa://zoo");
    assertThat(Objects.requireNonNull(result.status().before()).data()).isEqualTo("/data/prepared");
    assertThat(Objects.requireNonNull(result.status().after()).asset()).isEqualTo("nasoa://zoo");
    assertThat(cluster.airflow.cancelled).isEmpty();
  }

  @Test
  void stepThatFails_failsTheBuildInItsWords_andNothingTrains() {
    cluster.airflow.failWaits(
        ApplicationFailure.newNonRetryableFailure(
            "task load failed", AirflowFailures.DAG_RUN_FAILED));
    cluster.startFrom(accepted());

    Throwable end = catchThrowable(() -> cluster.result(RegistrationResult.class));

    assertThat(end).hasStackTraceContaining("before: task load failed");
    assertThat(workers.calls).contains("finish FAILED").noneMatch(it -> it.startsWith("pretrain"));
  }

  @Test
  void cancel_whileItsDagRuns_cancelsThatToo() throws Exception {
    cluster.airflow.hold();
    cluster.startFrom(accepted());
    cluster.airflow.awaitWaiting();

    cluster.cancel();
    Throwable end = catchThrowable(() -> cluster.result(RegistrationResult.class));

    assertThat(end).hasCauseInstanceOf(CanceledFailure.class);
    assertThat(workers.calls).contains("finish CANCELLED");
    assertThat(cluster.airflow.cancelled).containsExactly(cluster.airflow.started.get(0).run());
  }

  /** The models stay; only what failed is done again, under another name. */
  @Test
  void nextRun_afterAFailedStep_hasAnotherDagRun_andKeepsWhatWasPrepared() {
    RegistrationState first =
        RegistrationSamples.withDagRuns().with(0, registered()).with(1, registered());

    cluster.startFrom(first.asRun(2, cluster.now()));
    RegistrationResult result = cluster.result(RegistrationResult.class);

    assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(workers.data).isEmpty();
    assertThat(cluster.airflow.started)
        .extracting(StartDagRunInput::run)
        .singleElement()
        .satisfies(run -> assertThat(run.runId()).contains("__2-", "__after__"));
  }

  private static ModelProgress registered() {
    return new ModelProgress(
        RegistrationSamples.pretrained(),
        RegistrationSamples.measured(),
        new RegisterOutcome(1, true, null));
  }
}
