package io.nasoa.activities.hpo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.activities.trial.TrialModels;
import io.nasoa.baselines.hpo.Evaluation;
import io.nasoa.baselines.hpo.HpoMethod;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoEvaluation;
import io.nasoa.workflows.hpo.HpoIncumbent;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoRow;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialTrunk;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.client.WorkflowFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HpoWorkflowTest {
  @TempDir Path directory;
  private final FakeTrainings trainings = new FakeTrainings();
  private HpoCluster cluster;

  @BeforeEach
  void open() throws IOException {
    cluster = new HpoCluster(directory.resolve("one"), trainings);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  /** As in the test of the fine-tuning table: the test's server loses updates among ends. */
  private void betweenEvaluations() {
    trainings.pace = 10_000;
    LockSupport.parkNanos(700_000_000);
  }

  private static HpoEvaluation of(HpoEntry entry) {
    return requireNonNull(entry.evaluation());
  }

  @ParameterizedTest
  @CsvSource({"bohb, 1", "bohb, 3", "hyperband, 1", "asha, 2", "random, 1", "bohb-continue, 1"})
  void run_asksWhatTheMethodAloneAsks(String method, int parallel) {
    HpoRequest request = HpoCluster.request(method, 20, parallel);
    HpoResult result = cluster.run(request);
    List<HpoEntry> evaluations = cluster.evaluations();
    assertThat(result.endedBy()).isEqualTo(EndedBy.BUDGET);
    assertThat(evaluations).hasSizeGreaterThan(15);

    HpoTrials trials = new HpoTrials(request, TrialModels.of(cluster.zoo, List.of("m1", "m2")));
    HpoMethod alone = HpoMethods.of(request, trials.parameters().space(), List.of(), 0);
    List<Evaluation> pending = new ArrayList<>();
    for (HpoEntry entry : evaluations) {
      while (pending.size() < parallel) {
        pending.add(alone.ask().orElseThrow());
      }
      Evaluation next = pending.remove(0);
      assertThat(of(entry)).isEqualTo(trials.evaluation(next));
      Double loss = entry.loss();
      if (loss == null) {
        alone.tellCrash(next.number());
      } else {
        alone.tell(next.number(), loss);
      }
    }
    var best = alone.incumbent().orElseThrow();
    HpoIncumbent incumbent = requireNonNull(result.status().incumbent());
    assertThat(incumbent.evaluation()).isEqualTo(best.evaluation());
    assertThat(incumbent.selectAccuracy()).isEqualTo(1 - best.loss());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bohb", "bohb-continue", "asha", "random"})
  void cap_isHeldAndUsed(String method) {
    HpoResult result = cluster.run(HpoCluster.request(method, 15, 2));
    double spent = cluster.evaluations().stream().mapToDouble(HpoEntry::cost).sum();
    assertThat(result.status().spentSeconds()).isCloseTo(spent, within(1e-9));
    assertThat(spent).isBetween(15.0 * 12 - 3 * 12, 15.0 * 12);
    assertThat(cluster.root.resolve("trials/hpo-h")).doesNotExist();
  }

  @Test
  void rows_areTheCurveWithTestOfIncumbentsOnly() {
    HpoResult result = cluster.run(HpoCluster.request("bohb", 20, 1));
    List<HpoRow> rows = HpoRows.of(cluster.entries());
    TreeSet<String> incumbents = new TreeSet<>();
    double before = 0;
    for (HpoRow row : rows) {
      assertThat(row.cells().keySet()).containsExactlyInAnyOrderElementsOf(HpoRows.COLUMNS);
      double spent = Double.parseDouble(requireNonNull(row.cells().get("spentSeconds")));
      assertThat(spent).isGreaterThan(before);
      before = spent;
      String number = requireNonNull(row.cells().get("incumbent"));
      if (!number.isEmpty()) {
        incumbents.add("report " + number);
        assertThat(Double.parseDouble(requireNonNull(row.cells().get("incumbentTestAccuracy"))))
            .isCloseTo(
                Double.parseDouble(requireNonNull(row.cells().get("incumbentSelectAccuracy")))
                    - 0.1,
                within(1e-12));
      }
    }
    assertThat(before).isCloseTo(result.status().spentSeconds(), within(1e-9));
    assertThat(trainings.calls.stream().filter(call -> call.startsWith("report")).toList())
        .containsExactlyInAnyOrderElementsOf(incumbents);
    assertThat(incumbents).hasSizeGreaterThan(1);
  }

  @Test
  void divergence_isACrashOfTheMethodAndCosts() {
    HpoResult result = cluster.run(HpoCluster.request("hyperband", 25, 1));
    List<HpoEntry> crashed =
        cluster.evaluations().stream().filter(entry -> entry.loss() == null).toList();
    assertThat(crashed).isNotEmpty().allSatisfy(it -> assertThat(it.cost()).isPositive());
    assertThat(result.status().crashed()).isEqualTo(crashed.size());
    List<Integer> trials = crashed.stream().map(it -> of(it).trial()).toList();
    assertThat(trials).as("none is promoted").doesNotHaveDuplicates();
  }

  @Test
  void promotedBranch_goesOnFromItsTrunkAndPaysForTheRest() {
    cluster.run(HpoCluster.request("bohb-continue", 20, 1));
    Map<Integer, HpoEntry> earlier = new HashMap<>();
    int promoted = 0;
    for (HpoEntry entry : cluster.evaluations()) {
      TrialInput trial = entry.trial();
      if (trial != null) {
        TrialTrunk trunk = requireNonNull(trial.trunk());
        assertThat(trunk.steps()).isLessThan(trial.regime().steps());
        assertThat(trunk.leave() == null).isEqualTo(of(entry).level() == 2);
        HpoEntry before = earlier.get(of(entry).trial());
        TrunkCheckpoint from = trunk.from();
        if (before == null) {
          assertThat(from).isNull();
        } else {
          promoted++;
          TrialTrunk left = requireNonNull(requireNonNull(before.trial()).trunk());
          assertThat(requireNonNull(from).steps()).isEqualTo(left.steps());
          assertThat(trunk.warmUpSteps()).isEqualTo(left.warmUpSteps());
          assertThat(entry.cost())
              .isCloseTo(
                  (trial.regime().steps() - left.steps()) * trial.stepSeconds() + 0.035,
                  within(1e-9));
        }
        earlier.put(of(entry).trial(), entry);
      }
    }
    assertThat(promoted).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bohb", "bohb-continue", "asha"})
  void lostServer_givesTheSameSearch(String method) throws IOException {
    HpoRequest request = HpoCluster.request(method, 12, 2);
    cluster.run(request);
    List<HpoEntry> undisturbed = cluster.evaluations();
    cluster.close();
    trainings.calls.clear();
    trainings.pace = 40;
    Path two = directory.resolve("two");
    cluster = new HpoCluster(two, trainings);
    cluster.start(request);
    for (int kills = 1; kills <= 3; kills++) {
      cluster.awaitTrials(3 * kills);
      cluster.close();
      cluster = new HpoCluster(two, trainings);
      cluster.startFrom(cluster.stored());
    }
    trainings.pace = 0;
    assertThat(cluster.result().status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(cluster.evaluations()).isEqualTo(undisturbed);
    assertThat(trainings.calls).containsOnlyOnce("calibrate", "describe");
  }

  @Test
  void pausedAndResumed_givesTheSameSearch() throws IOException {
    HpoRequest request = HpoCluster.request("bohb", 12, 2);
    cluster.run(request);
    List<HpoEntry> undisturbed = cluster.evaluations();
    trainings.pace = 60;
    try (HpoCluster other = new HpoCluster(directory.resolve("two"), trainings)) {
      other.start(request);
      other.awaitTrials(3);
      betweenEvaluations();
      other.hpo().pause();
      other.awaitPause();
      assertThat(other.stored().interventionsOrNone().pause()).isTrue();
      trainings.pace = 0;
      other.hpo().resume();
      assertThat(other.result().status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(other.evaluations()).isEqualTo(undisturbed);
    }
  }

  @Test
  void stop_keepsTheIncumbentAndReportsOnIt() {
    trainings.pace = 40;
    cluster.start(HpoCluster.request("bohb", 81, 2));
    cluster.awaitTrials(5);
    betweenEvaluations();
    cluster.hpo().stop();
    HpoResult result = cluster.result();
    assertThat(result.endedBy()).isEqualTo(EndedBy.STOP);
    HpoIncumbent incumbent = requireNonNull(result.status().incumbent());
    assertThat(requireNonNull(incumbent.testAccuracy()))
        .isCloseTo(incumbent.selectAccuracy() - 0.1, within(1e-12));
    assertThat(result.status().spentSeconds()).isLessThan(result.status().capSeconds() / 2);
  }

  @Test
  void cancelled_goesOnWhenItIsStartedAgain() {
    HpoRequest request = HpoCluster.request("hyperband", 12, 1);
    trainings.pace = 40;
    cluster.start(request);
    cluster.awaitTrials(3);
    betweenEvaluations();
    cluster.stub().cancel();
    assertThatExceptionOfType(WorkflowFailedException.class).isThrownBy(() -> cluster.result());
    trainings.pace = 0;
    trainings.calls.clear();
    cluster.start(request);
    assertThat(cluster.result().status().run()).isEqualTo(2);
    assertThat(trainings.calls).doesNotContain("calibrate", "describe", "train 0");
  }

  @Test
  void cancelledWhilePaused_wasNotActiveMeanwhile() {
    trainings.pace = 40;
    cluster.start(HpoCluster.request("hyperband", 12, 1));
    cluster.awaitTrials(3);
    betweenEvaluations();
    cluster.hpo().pause();
    cluster.awaitPause();
    Duration pause = Duration.ofHours(1);
    cluster.pass(pause);
    cluster.stub().cancel();
    assertThatExceptionOfType(WorkflowFailedException.class).isThrownBy(() -> cluster.result());
    assertThat(cluster.storedResult().status().activeSeconds())
        .isPositive()
        .isLessThan((double) pause.toSeconds());
  }

  @Test
  void limitWithoutRoom_endsAndFailsWithTheReason() {
    HpoRequest some = HpoCluster.request("random", 3, 1);
    HpoRequest tiny =
        new HpoRequest(
            1, "h", "default", some.task(), "random", 0.01, 3, 3, 1, some.models(), 7, 1, "cpu", 3);
    cluster.start(tiny);
    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> cluster.result())
        .havingCause()
        .withMessageContaining("evaluations succeeded: try a longer limit");
    assertThat(trainings.calls).noneMatch(call -> call.startsWith("train"));
  }
}
