package io.nasoa.workflows.hpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.run.FakeCluster;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories against today's workflow. {@link #main} records those that are missing; an
 * existing one is never written again.
 */
class HpoReplayTest {
  private static final String HISTORIES = "hpo-0.2-";

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "paused-resumed", "stopped", "failed", "cancelled"})
  void recordedHistory_replays(String kind) throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.replay(FakeCluster.history(HISTORIES + kind));
      assertThat(cluster.workers.calls).isEmpty();
    }
  }

  @Test
  void changedOrder_isFound() throws Exception {
    String swapped =
        FakeCluster.history(HISTORIES + "succeeded")
            .replace(TrialActivities.REPORT, "x")
            .replace(TrialActivities.DESCRIBE, TrialActivities.REPORT);
    try (Cluster cluster = new Cluster()) {
      assertThatThrownBy(() -> cluster.replay(swapped))
          .hasMessageContaining("NonDeterministicException");
    }
  }

  @Test
  void run_reportsOnTheIncumbentOnly() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.start();
      HpoResult result = cluster.result(HpoResult.class);
      assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(result.endedBy()).isEqualTo(EndedBy.BUDGET);
      assertThat(result.status().evaluations()).isEqualTo(3);
      assertThat(cluster.workers.calls)
          .containsOnlyOnce("calibrate", "train 0", "train 1", "train 2", "report 1")
          .doesNotContain("report 0", "report 2");
    }
  }

  @Test
  void stop_takesTrainersOffAndStillReports() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.workers.hold(true);
      cluster.start();
      cluster.workers.await("train 2", 1);
      cluster.workers.await("report 1", 1);
      // The test's server loses a workflow task now and then when an update meets an activity's
      // end.
      LockSupport.parkNanos(500_000_000);
      cluster.run().stop();
      HpoResult result = cluster.result(HpoResult.class);
      assertThat(result.endedBy()).isEqualTo(EndedBy.STOP);
      assertThat(result.status().evaluations()).isEqualTo(2);
      assertThat(cluster.workers.calls).contains("report 1").containsOnlyOnce("train 2");
    }
  }

  @Test
  void nothingThatSucceeds_failsWithTheReason() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.workers.hopeless = true;
      cluster.start();
      assertThatThrownBy(() -> cluster.result(HpoResult.class))
          .hasRootCauseMessage(
              "message='none of 3 evaluations succeeded: try a longer limit, fewer rungs or other"
                  + " models', type='NothingEvaluated', nonRetryable=true");
      assertThat(cluster.workers.calls).contains("finish FAILED");
    }
  }

  private static final class Cluster extends FakeCluster<HpoWorkflow> {
    final FakeHpoWorkers workers;

    Cluster() {
      this(new FakeHpoWorkers());
    }

    private Cluster(FakeHpoWorkers workers) {
      super(
          HpoWorkflow.class,
          HpoWorkflowImpl.class,
          TaskQueues.hpoWorkflowId("default", "h"),
          workers);
      this.workers = workers;
    }

    void start() {
      startFrom(HpoState.accepted(HpoSamples.request(), 1, now()));
    }
  }

  private interface Script {
    void run(Cluster cluster) throws InterruptedException;
  }

  /** Records what is missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws Exception {
    String folder = arguments[0];
    record(folder, "succeeded", cluster -> {});
    record(folder, "failed", cluster -> {});
    record(
        folder,
        "paused-resumed",
        cluster -> {
          cluster.workers.await("train 2", 1);
          cluster.run().pause();
          while (cluster.run().status().state() != TaskState.PAUSED) {
            Thread.sleep(10);
          }
          cluster.workers.hold(false);
          cluster.run().resume();
        });
    record(
        folder,
        "stopped",
        cluster -> {
          cluster.workers.await("train 2", 1);
          cluster.run().stop();
        });
    record(
        folder,
        "cancelled",
        cluster -> {
          cluster.workers.await("train 2", 1);
          cluster.cancel();
        });
  }

  private static void record(String folder, String kind, Script script) throws Exception {
    Path file = FakeCluster.file(folder, HISTORIES + kind);
    if (Files.exists(file)) {
      return;
    }
    try (Cluster cluster = new Cluster()) {
      cluster.workers.bad = kind.equals("failed");
      cluster.workers.hold(List.of("paused-resumed", "stopped", "cancelled").contains(kind));
      cluster.start();
      script.run(cluster);
      cluster.record(file);
    }
  }
}
