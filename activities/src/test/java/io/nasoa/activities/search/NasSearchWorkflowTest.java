package io.nasoa.activities.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.record.StoreCluster;
import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.FrontPoint;
import io.nasoa.workflows.search.SearchPhase;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NasSearchWorkflowTest {
  @TempDir Path directory;
  private SearchCluster cluster;

  @BeforeEach
  void open() {
    cluster = new SearchCluster(directory);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void run_toItsEnd_givesTheFrontAndLeavesNothingBehind() {
    SearchResult result = cluster.run(SearchRequests.of(12, 12, 4));

    SearchStatus status = result.status();
    assertThat(status.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.endedBy()).isEqualTo(EndedBy.SCHEDULE);
    assertThat(status.phase()).isEqualTo(SearchPhase.DONE);
    assertThat(status.done()).isEqualTo(24);
    assertThat(status.front()).isNotEmpty();
    assertThat(status.etaSeconds()).isZero();
    List<EvaluatedCandidate> log = cluster.log("s");
    assertThat(log).hasSize(24);
    assertThat(log)
        .filteredOn(it -> it.outcome().failure() != null)
        .hasSize(status.failed())
        .isNotEmpty();
    assertThat(cluster.root.resolve("searches/s")).doesNotExist();
  }

  @Test
  void run_slowAndFastCandidates_isTheSameAsOneAtATime() {
    List<EvaluatedCandidate> one = log("one", SearchRequests.of("one", "synthetic:0", 16, 8, 4), 1);
    List<EvaluatedCandidate> many =
        log("two", SearchRequests.of("two", "synthetic:60", 16, 8, 4), 4);

    assertThat(many)
        .extracting(Evaluators::withoutTime)
        .isEqualTo(one.stream().map(Evaluators::withoutTime).toList());
  }

  private List<EvaluatedCandidate> log(String id, SearchRequest request, int atATime) {
    Semaphore slots = new Semaphore(atATime);
    CandidateEvaluator synthetic = new SyntheticEvaluator();
    cluster.evaluator =
        (input, work, control) -> {
          slots.acquireUninterruptibly();
          try {
            return synthetic.evaluate(input, work, control);
          } finally {
            slots.release();
          }
        };
    cluster.run(request);
    return cluster.log(id);
  }

  @Test
  void run_manyEvaluations_goesOnInNewHistories() {
    SearchResult result = cluster.run(SearchRequests.of(40, 30, 2));

    assertThat(result.status().done()).isEqualTo(70);
    long events =
        cluster
            .environment
            .getWorkflowClient()
            .fetchHistory(SearchCluster.id("s"))
            .getEvents()
            .size();
    assertThat(events).as("of the last of several runs").isLessThan(500);
    assertThat(
            cluster
                .environment
                .getWorkflowClient()
                .fetchHistory(SearchCluster.id("s"))
                .getHistory()
                .getEvents(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getContinuedExecutionRunId())
        .isNotEmpty();
  }

  @Test
  void pauseAndResume_candidatesGoOnFromTheirCheckpoints() throws Exception {
    AtomicInteger steps = new AtomicInteger();
    cluster.evaluator = Evaluators.counting(steps);
    cluster.start(SearchRequests.of("s", "synthetic:3000", 4, 0, 4));
    StoreCluster.awaitUntil("8 steps have been made", () -> steps.get() >= 8);

    cluster.search("s").pause();
    cluster.awaitPause("s");
    int atPause = steps.get();
    Thread.sleep(300);
    assertThat(steps.get()).isEqualTo(atPause);
    assertThat(cluster.searches.find("s").orElseThrow().newestRun().state())
        .isEqualTo(io.nasoa.zoo.store.TaskState.PAUSED);
    cluster.search("s").resume();

    assertThat(cluster.result("s").status().done()).isEqualTo(4);
    assertThat(steps.get()).as("no step twice").isEqualTo(40);
  }

  @Test
  void stop_endsWithTheFrontSoFar() {
    cluster.evaluator = Evaluators.slowFrom(6);
    cluster.start(SearchRequests.of("s", "synthetic:100", 200, 200, 4));
    cluster.awaitTold("s", 6);

    SearchStatus stopping = cluster.search("s").stop();

    assertThat(stopping.evaluations()).isEqualTo(400);
    SearchResult result = cluster.result("s");
    assertThat(result.endedBy()).isEqualTo(EndedBy.STOP);
    assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.status().done()).isBetween(6, 8);
    assertThat(result.status().front()).isNotEmpty();
    assertThat(cluster.log("s")).hasSize(result.status().done());
  }

  @Test
  void stop_whilePaused_endsToo() {
    cluster.evaluator = Evaluators.slowFrom(2);
    cluster.start(SearchRequests.of("s", "synthetic:100", 20, 20, 4));
    cluster.awaitTold("s", 2);
    cluster.search("s").pause();
    cluster.awaitPause("s");

    cluster.search("s").stop();

    assertThat(cluster.result("s").endedBy()).isEqualTo(EndedBy.STOP);
  }

  @Test
  void updates_afterTheEnd_areRefused() {
    cluster.run(SearchRequests.of(2, 0, 1));
    assertThatThrownBy(() -> cluster.search("s").pause())
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(WorkflowUpdateException.class),
            e -> assertThat(e).isInstanceOf(io.temporal.client.WorkflowNotFoundException.class));
  }

  @Test
  void cancel_isRecordedAndGivesTheSlotsBack() {
    AtomicInteger atWork = new AtomicInteger();
    CandidateEvaluator synthetic = new SyntheticEvaluator();
    cluster.evaluator =
        (input, work, control) -> {
          atWork.incrementAndGet();
          try {
            return synthetic.evaluate(input, work, control);
          } finally {
            atWork.decrementAndGet();
          }
        };
    cluster.start(SearchRequests.of("s", "synthetic:20000", 20, 20, 4));
    while (atWork.get() < 4) {
      Thread.onSpinWait();
    }

    cluster.stub("s").cancel();

    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> cluster.result("s"))
        .withCauseInstanceOf(CanceledFailure.class);
    assertThat(atWork.get()).isZero();
    assertThat(cluster.searches.find("s").orElseThrow().newestRun().state())
        .isEqualTo(io.nasoa.zoo.store.TaskState.CANCELLED);
  }

  @Test
  void startedAgain_afterACancellation_goesOnBehindTheLastEvaluation() {
    SearchRequest request = SearchRequests.of("s", "synthetic:100", 12, 0, 4);
    List<EvaluatedCandidate> undisturbed = undisturbed(request);
    cluster.evaluator = Evaluators.slowFrom(4);
    cluster.start(request);
    cluster.awaitTold("s", 4);
    cluster.stub("s").cancel();
    assertThatThrownBy(() -> cluster.result("s")).isInstanceOf(WorkflowFailedException.class);
    int done = cluster.log("s").size();
    AtomicInteger begun = new AtomicInteger();
    cluster.evaluator = Evaluators.beginnings(begun);

    cluster.start(request);

    assertThat(cluster.result("s").status().run()).isEqualTo(2);
    assertThat(begun.get()).isLessThanOrEqualTo(12 - done);
    assertThat(cluster.log("s"))
        .extracting(EvaluatedCandidate::architecture)
        .isEqualTo(undisturbed.stream().map(EvaluatedCandidate::architecture).toList());
  }

  @Test
  void startedFromTheStore_afterTheServerWasLost_isTheUndisturbedSearch() {
    SearchRequest request = SearchRequests.of("s", "synthetic:50", 12, 6, 4);
    List<EvaluatedCandidate> undisturbed = undisturbed(request);
    cluster.start(request);
    cluster.awaitTold("s", 5);
    SearchWorkflowState seen = cluster.stored("s");
    cluster.stub("s").terminate("as if its server had been lost");

    cluster.startFrom(seen);

    assertThat(cluster.result("s").status().done()).isEqualTo(18);
    assertThat(cluster.log("s")).isEqualTo(undisturbed);
  }

  private List<EvaluatedCandidate> undisturbed(SearchRequest request) {
    SearchRequest quiet =
        SearchRequests.of(
            "quiet",
            request.data(),
            request.blockEvaluations(),
            request.macroEvaluations(),
            request.parallel());
    cluster.run(quiet);
    return cluster.log("quiet");
  }

  @Test
  void candidate_thatCrashesOrDiverges_isARecordedFailure() {
    CandidateEvaluator synthetic = new SyntheticEvaluator();
    cluster.evaluator =
        (input, work, control) -> {
          if (input.evaluation() % 3 == 0) {
            throw new IllegalStateException("out of memory in a kernel");
          }
          return synthetic.evaluate(input, work, control);
        };

    SearchResult result = cluster.run(SearchRequests.of(9, 0, 2));

    assertThat(result.status().failed()).isGreaterThanOrEqualTo(3);
    assertThat(cluster.log("s").get(3).outcome().failure()).isEqualTo("out of memory in a kernel");
  }

  @Test
  void candidate_thatTakesItsTrainerDownAgainAndAgain_isGivenUp() throws IOException {
    SearchWorkflowState state =
        SearchAdvance.of(
                new io.nasoa.workflows.search.AdvanceInput(
                    1,
                    SearchWorkflowState.accepted(SearchRequests.of(2, 0, 1), 1, 0),
                    List.of(),
                    false))
            .state();
    CandidateInput input = state.input(state.proposals().get(0));
    OutcomeFiles<CandidateInput, CandidateOutcome> files = CandidateFiles.of(cluster.root, input);
    Files.createDirectories(files.directory());
    files.writeStarts(input, 8, () -> {}); // as eight killed attempts leave it behind

    cluster.run(SearchRequests.of(2, 0, 1));

    assertThat(cluster.log("s").get(0).outcome().failure())
        .isEqualTo("took its trainer down 8 times in a row");
    assertThat(cluster.log("s").get(1).outcome().failure()).isNull();
  }

  @Test
  void data_thatNobodyCanRead_failsTheSearch() {
    cluster.evaluator =
        (input, work, control) -> {
          throw new InvalidDataException("x.zip has no classes");
        };
    cluster.start(SearchRequests.of(4, 4, 1));

    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> cluster.result("s"))
        .havingCause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            told -> {
              assertThat(told.getType()).isEqualTo(FailureTypes.INVALID_DATA);
              assertThat(told.getOriginalMessage()).isEqualTo("x.zip has no classes");
            });
    assertThat(cluster.searches.find("s").orElseThrow().newestRun().state())
        .isEqualTo(io.nasoa.zoo.store.TaskState.FAILED);
  }

  @Test
  void request_thatCannotBe_failsWithoutWork() {
    SearchRequest bad = SearchRequests.of(0, 0, 0);
    cluster.start(bad);
    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> cluster.result("s"))
        .havingCause()
        .withMessageContaining("evaluations must be 1 to 1000")
        .withMessageContaining("parallel evaluations must be 1 to 64");
  }

  @Test
  void status_onTheWay_tellsTheFrontAndTheRest() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CandidateEvaluator synthetic = new SyntheticEvaluator();
    cluster.evaluator =
        (input, work, control) -> {
          if (input.evaluation() >= 5) {
            awaitOrGo(go);
          }
          return synthetic.evaluate(input, work, control);
        };
    cluster.start(SearchRequests.of("s", "synthetic:20", 10, 0, 2));
    // The store knows it a moment earlier.
    StoreCluster.awaitUntil(
        "the workflow knows of 5 evaluations", () -> cluster.search("s").status().done() >= 5);
    SearchStatus status = cluster.search("s").status();

    assertThat(status.running()).isEqualTo(2);
    assertThat(status.etaSeconds()).isPositive();
    assertThat(status.front())
        .extracting(FrontPoint::architecture)
        .isSubsetOf(cluster.log("s").stream().map(EvaluatedCandidate::architecture).toList());
    assertThat(status.hypervolumes().get(0).values()).hasSize(1);
    go.countDown();
    assertThat(cluster.result("s").status().done()).isEqualTo(10);
  }

  private static void awaitOrGo(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
