package io.nasoa.activities.table;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nasoa.workflows.table.TableEntry;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FineTuningTableWorkflowTest {
  private static final int TRIALS = 2 * (5 + 3 + 5);

  @TempDir Path directory;
  private final FakeTrials trials = new FakeTrials();
  private TableCluster cluster;

  @BeforeEach
  void open() throws IOException {
    cluster = new TableCluster(directory.resolve("one"), trials);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  /**
   * Trials take long from now on. The test's server loses a workflow task now and then when an
   * update meets an activity's end (the product's sees to that: {@code LostWorkflowTasks}).
   */
  private void betweenTrials() {
    trials.pace = 10_000;
    LockSupport.parkNanos(700_000_000);
  }

  private static TableRequest request(int parallel) {
    return TableCluster.request(parallel, 4, 12);
  }

  @Test
  void run_toItsEnd_hasEveryCellInTheOrderOfUse() {
    TableResult result = cluster.run(request(1));

    assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.status().done()).isEqualTo(TRIALS);
    assertThat(result.status().referenceSeconds()).isEqualTo(result.status().allReferenceSeconds());
    assertThat(trials.calls).first().isEqualTo("calibrate");
    List<TableEntry> entries = cluster.entries();
    assertThat(entries).hasSize(4 + TRIALS);
    assertThat(entries.subList(4, 9))
        .as("short, and free to look at")
        .allSatisfy(entry -> assertThat(entry.limit()).isEqualTo(4))
        .allSatisfy(entry -> assertThat(entry.task()).isEqualTo(2));
    assertThat(entries.subList(9, 13).stream().map(TableEntry::task))
        .as("tasks take turns")
        .containsExactly(0, 1, 0, 1);
    assertThat(entries.subList(17, 17 + 13))
        .allSatisfy(entry -> assertThat(entry.limit()).isEqualTo(12));
    assertThat(cluster.root.resolve("trials/table-t")).doesNotExist();
  }

  @Test
  void longerLimit_givesTheSameConfigurationsMoreSteps() {
    cluster.run(request(2));
    List<TableEntry> entries = cluster.entries();
    for (TableEntry four : entries.subList(4, 17)) {
      TableEntry twelve =
          entries.subList(17, 30).stream()
              .filter(it -> requireNonNull(it.task()).equals(four.task()))
              .filter(it -> requireNonNull(it.configuration()).equals(four.configuration()))
              .findFirst()
              .orElseThrow();
      TrialInput trial = four.trial();
      if (trial != null) {
        assertThat(requireNonNull(twelve.trial()).regime().steps())
            .isGreaterThan(trial.regime().steps());
        double share = requireNonNull(four.configuration()).configuration().limitShare();
        assertThat(trial.regime().steps() * trial.stepSeconds()).isLessThanOrEqualTo(4 * share);
      }
    }
  }

  @Test
  void pausedAndResumed_givesTheSameRows() throws IOException {
    cluster.run(request(1));
    List<TableEntry> undisturbed = cluster.entries();
    trials.pace = 60;
    try (TableCluster other = new TableCluster(directory.resolve("two"), trials)) {
      other.start(request(2));
      other.awaitTrials(3);
      betweenTrials();
      other.table().pause();
      other.awaitPause();
      int begun = trials.calls.size();
      assertThat(other.stored().interventionsOrNone().pause()).isTrue();
      assertThat(trials.calls).hasSize(begun);
      trials.pace = 0;
      other.table().resume();
      assertThat(other.result().status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(other.entries()).isEqualTo(undisturbed);
    }
  }

  @Test
  void lostServer_goesOnBehindTheRowsThatAreStored() throws IOException {
    trials.pace = 40;
    cluster.start(request(1));
    cluster.awaitTrials(4);
    cluster.close();
    long done = trials.calls.stream().filter(call -> call.startsWith("train")).count();
    trials.calls.clear();
    trials.pace = 0;
    cluster = new TableCluster(directory.resolve("one"), trials);
    cluster.startFrom(cluster.stored());
    assertThat(cluster.result().status().done()).isEqualTo(TRIALS);
    assertThat(trials.calls).doesNotContain("calibrate").noneMatch(it -> it.startsWith("describe"));
    assertThat(trials.calls).hasSizeLessThanOrEqualTo((int) (TRIALS - done + 1));
    assertThat(cluster.entries()).hasSize(4 + TRIALS);
  }

  @Test
  void cancelledTable_goesOnWhenItIsStartedAgain() {
    trials.pace = 40;
    cluster.start(request(1));
    cluster.awaitTrials(2);
    betweenTrials();
    cluster.stub().cancel();
    assertThatExceptionOfType(WorkflowFailedException.class).isThrownBy(() -> cluster.result());
    trials.pace = 0;
    trials.calls.clear();
    cluster.start(request(3));
    assertThat(cluster.result().status().run()).isEqualTo(2);
    assertThat(cluster.entries()).hasSize(4 + TRIALS);
    assertThat(trials.calls).doesNotContain("calibrate", "train 4");
  }

  @Test
  void divergedTrials_areCountedAndKept() {
    TableResult result = cluster.run(request(2));
    long diverged =
        cluster.entries().stream()
            .map(entry -> entry.outcome().trial())
            .filter(trial -> trial != null && trial.diverged())
            .count();
    assertThat((long) result.status().diverged()).isEqualTo(diverged);
  }

  @Test
  void unknownModel_failsTheTableByName() {
    TableRequest some = request(1);
    TableRequest unknown =
        new TableRequest(
            1,
            "t",
            "default",
            some.tasks(),
            some.limits(),
            some.configurations(),
            List.of("m1", "dodo"),
            1,
            1,
            1,
            0,
            "cpu",
            3);
    cluster.start(unknown);
    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> cluster.result())
        .havingCause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            told -> {
              assertThat(told.getType()).isEqualTo(FailureTypes.INVALID_MODEL);
              assertThat(told.getOriginalMessage()).isEqualTo("there is no zoo entry 'dodo'");
            });
  }
}
