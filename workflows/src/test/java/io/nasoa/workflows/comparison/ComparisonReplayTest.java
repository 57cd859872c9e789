package io.nasoa.workflows.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.run.FakeCluster;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories against today's workflow. {@link #main} records those that are missing; an
 * existing one is never written again.
 */
class ComparisonReplayTest {
  private static final String HISTORIES = "comparison-0.2-";

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
  void run_plansTrainsReportsAndSearches() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.start();
      ComparisonResult result = cluster.result(ComparisonResult.class);
      assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(result.status().done()).isEqualTo(2);
      assertThat(cluster.workers.calls)
          .containsOnlyOnce("calibrate", "plan 0", "train nasoa", "report nasoa", "prepare c-1");
    }
  }

  private static final class Cluster extends FakeCluster<ComparisonWorkflow> {
    final FakeComparisonWorkers workers;

    Cluster() {
      this(new FakeComparisonWorkers());
    }

    private Cluster(FakeComparisonWorkers workers) {
      super(
          ComparisonWorkflow.class,
          ComparisonWorkflowImpl.class,
          TaskQueues.comparisonWorkflowId("default", "c"),
          workers,
          FakeSearch.class);
      this.workers = workers;
    }

    void start() {
      startFrom(ComparisonState.accepted(ComparisonSamples.request(), 1, now()));
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
          cluster.workers.await("train", 1);
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
          cluster.workers.await("train", 1);
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
      cluster.workers.hold(List.of("paused-resumed", "cancelled").contains(kind));
      cluster.start();
      script.run(cluster);
      cluster.record(file);
    }
  }
}
