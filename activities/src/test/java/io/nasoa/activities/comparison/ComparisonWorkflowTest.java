package io.nasoa.activities.comparison;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.activities.hpo.FakeTrainings;
import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.baselines.comparison.ComparedMethod;
import io.nasoa.baselines.comparison.ComparisonClaims;
import io.nasoa.workflows.comparison.ComparisonEntry;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.PlannedCell;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.ClaimOutcome;
import io.temporal.client.WorkflowFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ComparisonWorkflowTest {
  private static final List<String> PLANS = ComparisonRequest.PLANS;

  @TempDir Path directory;
  private final FakeTrainings trainings = new FakeTrainings();
  private ComparisonCluster cluster;

  @BeforeEach
  void open() throws IOException {
    cluster = new ComparisonCluster(directory.resolve("one"), trainings);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  /** As in the test of the search: the test's server loses updates among ends. */
  private void betweenEvaluations() {
    trainings.pace = 10_000;
    LockSupport.parkNanos(700_000_000);
  }

  private static List<CellResult> results(ComparisonCluster of) {
    return ComparisonResults.of(of.stored().request(), of.entries(), cell -> 0);
  }

  @Test
  void methods_areThoseOfTheProtocol() {
    assertThat(ComparisonRequest.METHODS)
        .containsExactlyInAnyOrderElementsOf(ComparedMethod.labels());
  }

  @Test
  void run_plansAndSearches_giveAResultForEveryCell() {
    ComparisonRequest request =
        ComparisonCluster.request(List.of("nasoa", "one", "fixed", "rivals", "bohb"), 1, 2, 2);
    assertThat(request.problems()).isEmpty();
    ComparisonResult result = cluster.run(request);
    assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.status().cells()).isEqualTo(3 * (4 * 2 + 1));
    assertThat(result.status().done()).isEqualTo(result.status().cells());
    assertThat(result.status().referenceSeconds())
        .isCloseTo(result.status().allReferenceSeconds(), within(1e-9));
    List<CellResult> results = results(cluster);
    assertThat(results).hasSize(result.status().cells());
    assertThat(results)
        .filteredOn(it -> it.arm().method().isSearch())
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.curve()).hasSizeGreaterThan(1))
        .allSatisfy(it -> assertThat(it.cost().referenceSeconds()).isBetween(36.0, 72.0));
    assertThat(results)
        .filteredOn(it -> !it.arm().method().isSearch())
        .allSatisfy(it -> assertThat(it.cost().referenceSeconds()).isBetween(5.0, 14.0));
    assertThat(ComparisonClaims.of(results, 6).costs()).isNotEmpty();
    assertThat(ComparisonClaims.of(results, 6).accuracies())
        .extracting(it -> it.claim())
        .contains("A", "B", "C");
  }

  /** One second of a search is a second of a plan. */
  @Test
  void run_searches_areCalibratedByTheComparison() {
    cluster.run(ComparisonCluster.request(List.of("random", "asha"), 1, 1, 2));
    assertThat(trainings.calls).containsOnlyOnce("calibrate");
    assertThat(cluster.searches.list()).hasSize(6);
  }

  @Test
  void run_onlyThoseWhoLook_payForIt() {
    cluster.run(ComparisonCluster.request(PLANS, 1, 1, 3));
    for (ComparisonEntry entry : cluster.entries().values()) {
      PlannedCell planned = entry.outcome().planned();
      if (planned != null) {
        String method = requireNonNull(planned.trial()).trial();
        assertThat(planned.profileSeconds())
            .as(method)
            .isEqualTo(method.startsWith("nasoa") ? .05 * 12 : 0);
        assertThat(planned.decision() != null).isEqualTo(method.startsWith("nasoa"));
      }
    }
  }

  /** How many are under way at a time decides nothing. */
  @Test
  void run_wideOrNarrow_choosesTheSame() throws IOException {
    cluster.run(ComparisonCluster.request(PLANS, 1, 2, 1));
    try (ComparisonCluster other = new ComparisonCluster(directory.resolve("two"), trainings)) {
      other.run(ComparisonCluster.request(PLANS, 1, 2, 5));
      assertThat(other.entries().keySet()).isEqualTo(cluster.entries().keySet());
      cluster
          .entries()
          .forEach(
              (number, entry) -> {
                PlannedCell one = entry.outcome().planned();
                PlannedCell two = requireNonNull(other.entries().get(number)).outcome().planned();
                if (one != null && two != null) {
                  assertThat(two.trial()).isEqualTo(one.trial());
                }
              });
    }
  }

  @Test
  void moreSeeds_goOnBehindWhatIsThere() {
    List<String> methods = List.of("one", "random");
    cluster.run(ComparisonCluster.request(methods, 1, 2, 2));
    Map<Integer, ComparisonEntry> before = cluster.entries();
    assertThat(cluster.start(ComparisonCluster.request(methods, 1, 2, 2)))
        .isInstanceOf(ClaimOutcome.Finished.class);
    assertThat(cluster.start(ComparisonCluster.request(methods, 1, 1, 2)))
        .isInstanceOf(ClaimOutcome.Finished.class);
    assertThat(cluster.start(ComparisonCluster.request(List.of("one"), 2, 3, 2)))
        .isInstanceOf(ClaimOutcome.Conflict.class);
    trainings.calls.clear();
    ComparisonResult result = cluster.run(ComparisonCluster.request(methods, 2, 3, 2));
    assertThat(result.status().run()).isEqualTo(2);
    assertThat(result.status().done()).isEqualTo(3 * (3 + 2));
    assertThat(cluster.entries()).containsAllEntriesOf(before).hasSize(1 + 3 * (3 + 2));
    assertThat(trainings.calls)
        .doesNotContain("calibrate")
        .filteredOn("train one"::equals)
        .hasSize(3);
  }

  @Test
  void pausedAmidASearch_givesTheSame() throws IOException {
    ComparisonRequest request = ComparisonCluster.request(List.of("bohb"), 1, 1, 1);
    cluster.run(request);
    trainings.pace = 60;
    try (ComparisonCluster other = new ComparisonCluster(directory.resolve("two"), trainings)) {
      var unused = other.start(request);
      other.awaitEvaluations("c-0", 3);
      betweenEvaluations();
      other.comparison().pause();
      other.awaitPause();
      assertThat(other.searches.find("c-0").orElseThrow().newestRun().state().isFinal()).isTrue();
      trainings.pace = 0;
      other.comparison().resume();
      assertThat(other.result().status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(other.searches.find("c-0").orElseThrow().newestRun().run()).isEqualTo(2);
      assertThat(results(other))
          .extracting(CellResult::curve)
          .isEqualTo(results(cluster).stream().map(CellResult::curve).toList());
    }
  }

  /** What is done about a workflow that the embedded server has lost. */
  @Test
  void startedAgainAmidASearch_givesTheSame() throws IOException {
    ComparisonRequest request = ComparisonCluster.request(List.of("random"), 1, 1, 1);
    cluster.run(request);
    trainings.pace = 60;
    try (ComparisonCluster other = new ComparisonCluster(directory.resolve("two"), trainings)) {
      var unused = other.start(request);
      other.awaitEvaluations("c-0", 2);
      other.stub().terminate("lost");
      other
          .environment
          .getWorkflowClient()
          .newUntypedWorkflowStub(TaskQueues.hpoWorkflowId("default", "c-0"))
          .terminate("lost");
      trainings.pace = 0;
      other.startStored();
      assertThat(other.result().status().failed()).isZero();
      assertThat(results(other))
          .extracting(CellResult::curve)
          .isEqualTo(results(cluster).stream().map(CellResult::curve).toList());
    }
  }

  @Test
  void cancelled_goesOnWhenItIsStartedAgain() {
    ComparisonRequest request = ComparisonCluster.request(List.of("random"), 1, 1, 1);
    trainings.pace = 40;
    var unused = cluster.start(request);
    cluster.awaitEvaluations("c-0", 2);
    betweenEvaluations();
    cluster.stub().cancel();
    assertThatExceptionOfType(WorkflowFailedException.class).isThrownBy(() -> cluster.result());
    assertThat(cluster.store.find("c").orElseThrow().newestRun().state().isFinal()).isTrue();
    trainings.pace = 0;
    trainings.calls.clear();
    assertThat(cluster.run(request).status().run()).isEqualTo(2);
    assertThat(trainings.calls).doesNotContain("calibrate");
  }

  @Test
  void searchThatFindsNothing_isACellWithoutAccuracy() {
    ComparisonRequest some = ComparisonCluster.request(List.of("random", "random-plan"), 1, 1, 1);
    ComparisonRequest tiny =
        new ComparisonRequest(
            1,
            "c",
            "default",
            some.tasks(),
            some.methods(),
            List.of(.01),
            3,
            3,
            1,
            some.models(),
            List.of(),
            1,
            1,
            7,
            1,
            "cpu",
            3);
    ComparisonResult result = cluster.run(tiny);
    assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.status().failed()).isEqualTo(3);
    assertThat(results(cluster)).hasSize(3).allSatisfy(it -> assertThat(it.test()).isEqualTo(.25));
    assertThat(cluster.entries().values().stream().map(it -> it.outcome().failure()))
        .filteredOn(it -> it != null)
        .allSatisfy(it -> assertThat(it).contains("evaluations succeeded"));
  }
}
