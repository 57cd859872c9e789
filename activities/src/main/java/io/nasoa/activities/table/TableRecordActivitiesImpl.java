package io.nasoa.activities.table;

import io.nasoa.activities.record.LoggedRunRecords;
import io.nasoa.activities.trial.TrialFiles;
import io.nasoa.activities.trial.TrialModels;
import io.nasoa.workflows.table.AdvanceTableInput;
import io.nasoa.workflows.table.FinishTableInput;
import io.nasoa.workflows.table.TableEntry;
import io.nasoa.workflows.table.TableRecordActivities;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableState;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.TableStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's side of a fine-tuning table. An unreachable store is tried again by the workflow;
 * every write may be repeated. Safe for use by many threads.
 */
public final class TableRecordActivitiesImpl implements TableRecordActivities {
  private static final Logger log = LoggerFactory.getLogger(TableRecordActivitiesImpl.class);

  private final TableStore tables;
  private final ModelZoo zoo;
  private final Path artifactRoot;
  private final LoggedRunRecords<TableState, TableResult> records;
  private final TableDocuments documents = new TableDocuments();

  /**
   * @param artifactRoot the directory that all workers share; the trials' files lie there
   */
  public TableRecordActivitiesImpl(
      TableStore tables, ModelZoo zoo, Path artifactRoot, Clock clock) {
    this.tables = tables;
    this.zoo = zoo;
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    records = new LoggedRunRecords<>(tables, documents, clock, log);
  }

  /** Name of a table's directory among those of runs with trials. */
  static String work(String tableId) {
    return "table-" + tableId;
  }

  @Override
  public TableState advance(AdvanceTableInput input) {
    TableState before = input.state();
    String id = before.request().tableId();
    List<TrialModel> models =
        before.models().isEmpty()
            ? TrialModels.of(zoo, before.request().models())
            : before.models();
    TableAdvance.Step step = step(input, models);
    records.save(step.state(), step.entries());
    // What a trial left behind is of no use once its row stands in the store.
    step.entries()
        .keySet()
        .forEach(
            number ->
                records.collect(
                    TrialFiles.trial(artifactRoot, work(id), Integer.toString(number))));
    return step.state();
  }

  private TableAdvance.Step step(AdvanceTableInput input, List<TrialModel> models) {
    String id = input.state().request().tableId();
    // Refused: a calibration that failed, or a state that no table has written.
    return records.next(
        id,
        FailureTypes.INTERNAL,
        () -> new TableAdvance(input.state(), models, number -> stored(id, number)).of(input));
  }

  private TableEntry stored(String id, int number) {
    return tables
        .entry(id, number)
        .map(json -> documents.entry(id, json))
        .orElseThrow(() -> new IllegalStateException("piece %d is not stored".formatted(number)));
  }

  @Override
  public void saveState(TableState state) {
    records.save(state);
  }

  @Override
  public TableResult finish(FinishTableInput input) {
    TableResult result = records.finish(input.table(), input.state(), input.toResult());
    if (input.state() == TaskState.SUCCEEDED) {
      records.collect(TrialFiles.work(artifactRoot, work(input.table().request().tableId())));
    }
    return result;
  }
}
