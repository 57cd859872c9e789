package io.nasoa.workflows.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.run.FakeCluster;
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
class SearchReplayTest {
  private static final String HISTORIES = "nas-search-0.2-";

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "paused-resumed", "stopped", "cancelled"})
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
            .replace(SearchActivities.EVALUATE, "x")
            .replace(SearchRecordActivities.FINISH, SearchActivities.EVALUATE);
    try (Cluster cluster = new Cluster()) {
      assertThatThrownBy(() -> cluster.replay(swapped))
          .hasMessageContaining("NonDeterministicException");
    }
  }

  private static final class Cluster extends FakeCluster<NasSearchWorkflow> {
    final FakeSearchWorkers workers;

    Cluster() {
      this(new FakeSearchWorkers());
    }

    private Cluster(FakeSearchWorkers workers) {
      super(
          NasSearchWorkflow.class,
          NasSearchWorkflowImpl.class,
          TaskQueues.searchWorkflowId("default", "s"),
          workers);
      this.workers = workers;
    }

    void start() {
      startFrom(SearchWorkflowState.accepted(SearchSamples.request(), 1, now()));
    }
  }

  private interface Script {
    void run(Cluster cluster) throws InterruptedException;
  }

  /** Records what is missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws Exception {
    String folder = arguments[0];
    record(folder, "succeeded", cluster -> {});
    record(
        folder,
        "paused-resumed",
        cluster -> {
          cluster.run().pause();
          while (cluster.run().status().state() != TaskState.PAUSED) {
            Thread.sleep(10);
          }
          cluster.workers.hold(false);
          cluster.run().resume();
        });
    record(folder, "stopped", cluster -> cluster.run().stop());
    record(folder, "cancelled", cluster -> cluster.cancel());
  }

  private static void record(String folder, String kind, Script script) throws Exception {
    Path file = FakeCluster.file(folder, HISTORIES + kind);
    if (Files.exists(file)) {
      return;
    }
    try (Cluster cluster = new Cluster()) {
      cluster.workers.hold(!kind.equals("succeeded"));
      cluster.start();
      if (!kind.equals("succeeded")) {
        cluster.workers.await("evaluate", 2);
        script.run(cluster);
      }
      cluster.record(file);
    }
  }
}
