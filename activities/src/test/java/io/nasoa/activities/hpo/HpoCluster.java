package io.nasoa.activities.hpo;

import static java.util.Objects.requireNonNull;

import io.nasoa.activities.record.StoreCluster;
import io.nasoa.activities.trial.TinyZoo;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.hpo.HpoWorkflow;
import io.nasoa.workflows.hpo.HpoWorkflowImpl;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.TaskRun;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A time-skipping server with one control worker on a real store and zoo, and one trainer. */
final class HpoCluster extends StoreCluster<HpoWorkflow, HpoRequest, HpoState> {
  static final String DRAWN = "draw:shapes:classes=4,images=160,size=32,difficulty=0";

  private static final String ID = "h";
  private static final int PIECES_BEFORE_TRIALS = 2;

  final HpoStore store;
  final ModelZoo zoo;
  final HpoDocuments documents = new HpoDocuments();

  HpoCluster(Path root, TrialActivities trials) throws IOException {
    super(root, HpoWorkflow.class, id -> TaskQueues.hpoWorkflowId("default", id));
    store = new HpoStore(database);
    zoo = new ModelZoo(database, root);
    TinyZoo.register(zoo, root, "m1", "2-_8_2-2");
    TinyZoo.register(zoo, root, "m2", "020-_8_2-2");
    serve(
        HpoWorkflowImpl.class,
        new HpoRecordActivitiesImpl(store, zoo, root, Clock.systemUTC()),
        trials,
        2);
  }

  @Override
  protected HpoStore store() {
    return store;
  }

  @Override
  protected HpoDocuments documents() {
    return documents;
  }

  /** A search among two models with three rungs up to twelve seconds. */
  static HpoRequest request(String method, double cap, int parallel) {
    return new HpoRequest(
        HpoRequest.SCHEMA,
        ID,
        "default",
        DRAWN,
        method,
        12,
        cap,
        3,
        3,
        List.of("m1", "m2"),
        7,
        parallel,
        "cpu",
        3);
  }

  HpoResult run(HpoRequest request) {
    start(request);
    return result();
  }

  HpoResult result() {
    return stub().getResult(HpoResult.class);
  }

  HpoWorkflow hpo() {
    return workflow(ID);
  }

  WorkflowStub stub() {
    return stub(ID);
  }

  HpoState stored() {
    return stored(ID);
  }

  /** What the store holds of the newest run's end. */
  HpoResult storedResult() {
    TaskRun run = store.runs(ID).get(store.runs(ID).size() - 1);
    return documents.result(ID, requireNonNull(run.resultJson()));
  }

  /** What all pieces gave, by their numbers. */
  SortedMap<Integer, HpoEntry> entries() {
    SortedMap<Integer, HpoEntry> entries = new TreeMap<>();
    store.entries(ID).forEach(it -> entries.put(it.number(), documents.entry(ID, it.json())));
    return entries;
  }

  /** What the evaluations gave, in their order. */
  List<HpoEntry> evaluations() {
    return entries().values().stream().filter(entry -> entry.evaluation() != null).toList();
  }

  void awaitPause() {
    awaitPause(() -> hpo().status());
  }

  /** Lets time pass, at once while nothing is under way. */
  void pass(Duration time) {
    environment.sleep(time);
  }

  /** Asks the store: a server that is asked all the time loses workflow tasks now and then. */
  void awaitTrials(int count) {
    awaitUntil(
        "the store knows of %d trials".formatted(count),
        () -> store.entries(ID).size() >= PIECES_BEFORE_TRIALS + count);
  }
}
