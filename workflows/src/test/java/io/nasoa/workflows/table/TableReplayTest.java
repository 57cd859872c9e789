package io.nasoa.workflows.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.run.FakeCluster;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories against today's workflow. {@link #main} records those that are missing; an
 * existing one is never written again.
 */
class TableReplayTest {
  private static final String HISTORIES = "fine-tuning-table-0.2-";

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "paused-resumed", "failed", "cancelled"})
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
  void trialWithoutWeights_isNotReported() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.start();
      TableResult result = cluster.result(TableResult.class);
      assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(result.status().done()).isEqualTo(3);
      assertThat(cluster.workers.calls)
          .containsOnlyOnce("calibrate", "train 3", "train 4", "train 5", "report 3", "report 4")
          .doesNotContain("report 5");
    }
  }

  private static final class Cluster extends FakeCluster<FineTuningTableWorkflow> {
    final FakeTableWorkers workers;

    Cluster() {
      this(new FakeTableWorkers());
    }

    private Cluster(FakeTableWorkers workers) {
      super(
          FineTuningTableWorkflow.class,
          FineTuningTableWorkflowImpl.class,
          TaskQueues.tableWorkflowId("default", "t"),
          workers);
      this.workers = workers;
    }

    void start() {
      startFrom(TableState.accepted(TableSamples.request(), 1, now()));
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
          cluster.workers.await("train", 2);
          cluster.run().pause();
          while (cluster.run().status().state() != TaskState.PAUSED) {
            Thread.sleep(10);
          }
          cluster.workers.hold(false);
          cluster.run().resume();
        });
    record(
        folder,
        "cancelled",
        cluster -> {
          cluster.workers.await("train", 2);
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
      cluster.workers.hold(kind.equals("paused-resumed") || kind.equals("cancelled"));
      cluster.start();
      script.run(cluster);
      cluster.record(file);
    }
  }
}
