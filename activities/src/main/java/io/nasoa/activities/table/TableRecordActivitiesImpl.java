package io.nasoa.activities.table;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.trial.TrialFiles;
import io.nasoa.activities.trial.TrialModels;
import io.nasoa.activities.work.Recording;
import io.nasoa.workflows.table.AdvanceTableInput;
import io.nasoa.workflows.table.FinishTableInput;
import io.nasoa.workflows.table.TableEntry;
import io.nasoa.workflows.table.TableRecordActivities;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableState;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.LoggedRunStore;
import io.nasoa.zoo.store.TableStore;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskState;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  private final Clock clock;
  private final TableDocuments documents = new TableDocuments();

  /**
   * @param artifactRoot the directory that all workers share; the trials' files lie there
   */
  public TableRecordActivitiesImpl(
      TableStore tables, ModelZoo zoo, Path artifactRoot, Clock clock) {
    this.tables = tables;
    this.zoo = zoo;
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    this.clock = clock;
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
    save(step.state(), step.entries());
    step.entries()
        .keySet()
        .forEach(
            number -> collect(TrialFiles.trial(artifactRoot, work(id), Integer.toString(number))));
    return step.state();
  }

  private TableAdvance.Step step(AdvanceTableInput input, List<TrialModel> models) {
    String id = input.state().request().tableId();
    try {
      return new TableAdvance(input.state(), models, number -> stored(id, number)).of(input);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // A calibration that failed, or a state that no table has written.
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          "table %s cannot go on: %s".formatted(id, e.getMessage()), FailureTypes.INTERNAL, e);
    }
  }

  private TableEntry stored(String id, int number) {
    return tables
        .entry(id, number)
        .map(json -> documents.entry(id, json))
        .orElseThrow(() -> new IllegalStateException("piece %d is not stored".formatted(number)));
  }

  @Override
  public void saveState(TableState state) {
    save(state, Map.of());
  }

  private void save(TableState state, Map<Integer, TableEntry> told) {
    List<LoggedRunStore.Entry> entries =
        told.entrySet().stream()
            .map(it -> new LoggedRunStore.Entry(it.getKey(), documents.write(it.getValue())))
            .toList();
    Instant now = clock.instant();
    Recording.stored(
        log,
        () ->
            tables.saveProgress(
                state.request().tableId(),
                state.run(),
                state.interventionsOrNone().pause() ? TaskState.PAUSED : TaskState.RUNNING,
                documents.write(state),
                now,
                tables.appending(state.request().tableId(), entries, now)));
  }

  @Override
  public TableResult finish(FinishTableInput input) {
    TableResult result = input.toResult();
    String id = input.table().request().tableId();
    TaskRun stored =
        Recording.stored(
            log,
            () ->
                tables.finish(
                    id,
                    input.table().run(),
                    Recording.endOf(input.state()),
                    documents.write(result),
                    clock.instant()));
    if (Recording.endOf(input.state()) == TaskState.SUCCEEDED) {
      collect(TrialFiles.work(artifactRoot, work(id)));
    }
    String json = stored.resultJson();
    return json == null ? result : documents.result(id, json);
  }

  /** What a trial left behind is of no use once its row stands in the store. */
  private static void collect(Path directory) {
    try {
      AtomicFiles.deleteTree(directory);
    } catch (IOException e) {
      // It costs space only; the end of the table tries again.
      log.warn("{} stays: {}", directory, e.getMessage());
    }
  }
}
