package io.nasoa.activities.table;

import io.nasoa.activities.record.StoreCluster;
import io.nasoa.activities.trial.TinyZoo;
import io.nasoa.workflows.table.FineTuningTableWorkflow;
import io.nasoa.workflows.table.FineTuningTableWorkflowImpl;
import io.nasoa.workflows.table.TableEntry;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableState;
import io.nasoa.workflows.table.TableTask;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.TableStore;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** A time-skipping server with one control worker on a real store and zoo, and one trainer. */
final class TableCluster extends StoreCluster<FineTuningTableWorkflow, TableRequest, TableState> {
  static final String DRAWN = "draw:shapes:classes=4,images=160,size=32,difficulty=0";

  private static final String ID = "t";
  private static final int PIECES_BEFORE_TRIALS = 4;

  final TableStore tables;
  final ModelZoo zoo;
  final TableDocuments documents = new TableDocuments();

  TableCluster(Path root, TrialActivities trials) throws IOException {
    super(root, FineTuningTableWorkflow.class, id -> TaskQueues.tableWorkflowId("default", id));
    tables = new TableStore(database);
    zoo = new ModelZoo(database, root);
    TinyZoo.register(zoo, root, "m1", "2-_8_2-2");
    TinyZoo.register(zoo, root, "m2", "020-_8_2-2");
    serve(
        FineTuningTableWorkflowImpl.class,
        new TableRecordActivitiesImpl(tables, zoo, root, Clock.systemUTC()),
        trials,
        2);
  }

  @Override
  protected TableStore store() {
    return tables;
  }

  @Override
  protected TableDocuments documents() {
    return documents;
  }

  /** A table of three tasks of two groups. */
  static TableRequest request(int parallel, double... limits) {
    return new TableRequest(
        TableRequest.SCHEMA,
        ID,
        "default",
        List.of(
            new TableTask(DRAWN, "drawn", "REPORT", 5),
            new TableTask(DRAWN + "#images=8", "drawn", "REPORT", 3),
            new TableTask(DRAWN + "#images=9", "dev", "DEV", 5)),
        Arrays.stream(limits).boxed().toList(),
        6,
        List.of("m1", "m2"),
        7,
        3,
        parallel,
        5,
        "cpu",
        3);
  }

  TableResult run(TableRequest request) {
    start(request);
    return result();
  }

  TableResult result() {
    return stub().getResult(TableResult.class);
  }

  FineTuningTableWorkflow table() {
    return workflow(ID);
  }

  WorkflowStub stub() {
    return stub(ID);
  }

  TableState stored() {
    return stored(ID);
  }

  /** What all pieces gave, by their numbers. */
  List<TableEntry> entries() {
    return tables.entries(ID).stream().map(it -> documents.entry(ID, it.json())).toList();
  }

  void awaitPause() {
    awaitPause(() -> table().status());
  }

  /** Asks the store: a server that is asked all the time loses workflow tasks now and then. */
  void awaitTrials(int count) {
    awaitUntil(
        "the store knows of %d trials".formatted(count),
        () -> tables.entries(ID).size() >= PIECES_BEFORE_TRIALS + count);
  }
}
