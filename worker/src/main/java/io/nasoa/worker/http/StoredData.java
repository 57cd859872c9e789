package io.nasoa.worker.http;

import io.nasoa.activities.comparison.ComparisonDocuments;
import io.nasoa.activities.hpo.HpoDocuments;
import io.nasoa.activities.hpo.HpoRows;
import io.nasoa.activities.record.TaskDocuments;
import io.nasoa.activities.registration.RegistrationDocuments;
import io.nasoa.activities.search.SearchDocuments;
import io.nasoa.activities.table.TableDocuments;
import io.nasoa.activities.table.TableRows;
import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoRow;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableRow;
import io.nasoa.workflows.table.TableStatus;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.registry.ZooVerification;
import io.nasoa.zoo.store.StoredTask;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A data directory that this process owns, as its store and files tell. */
public final class StoredData implements OwnedData {
  private final DataDirectory directory;
  private final OwnedRuns<SearchStatus, SearchResult> searches;
  private final OwnedRuns<RegistrationStatus, RegistrationResult> builds;
  private final OwnedRuns<TableStatus, TableResult> tables;
  private final OwnedRuns<HpoStatus, HpoResult> hpo;
  private final OwnedRuns<ComparisonStatus, ComparisonResult> comparisons;
  private final TaskDocuments documents = new TaskDocuments();

  public StoredData(DataDirectory directory) {
    this.directory = directory;
    this.searches =
        new StoredRuns<>(
            WorkKind.SEARCH, directory.searches(), new SearchDocuments(), SearchStatus::of);
    this.builds =
        new StoredRuns<>(
            WorkKind.BUILD,
            directory.builds(),
            new RegistrationDocuments(),
            RegistrationStatus::of);
    this.tables =
        new StoredRuns<>(WorkKind.TABLE, directory.tables(), new TableDocuments(), TableStatus::of);
    this.hpo = new StoredRuns<>(WorkKind.HPO, directory.hpo(), new HpoDocuments(), HpoStatus::of);
    this.comparisons =
        new StoredRuns<>(
            WorkKind.COMPARISON,
            directory.comparisons(),
            new ComparisonDocuments(),
            ComparisonStatus::of);
  }

  @Override
  public List<TaskResult> tasks() {
    return directory.tasks().list().stream().map(this::known).toList();
  }

  @Override
  public TaskResult task(String id) {
    return known(require(id));
  }

  @Override
  public Optional<FineTuningResult> result(String id) {
    return Optional.ofNullable(require(id).newestRun().resultJson())
        .map(json -> documents.result(id, json));
  }

  @Override
  public List<LogLine> logs(String id) {
    require(id);
    return new TaskLogs(directory.path()).of(id);
  }

  @Override
  public OwnedExperience experience() {
    return new StoredExperienceLog(directory, InstantSource.system());
  }

  @Override
  public List<ZooEntry> zoo() {
    return directory.zoo().list();
  }

  @Override
  public Optional<ZooEntry> zooEntry(String name) {
    return directory.zoo().find(name);
  }

  @Override
  public List<ZooVerification> verifyZoo() {
    return directory.verifyZoo();
  }

  @Override
  public OwnedRuns<SearchStatus, SearchResult> searches() {
    return searches;
  }

  @Override
  public List<EvaluatedCandidate> searchLog(String id) {
    if (directory.searches().find(id).isEmpty()) {
      throw new RunNotFoundException(WorkKind.SEARCH, id);
    }
    return new SearchDocuments().log(id, directory.searches().entries(id));
  }

  @Override
  public OwnedRuns<RegistrationStatus, RegistrationResult> builds() {
    return builds;
  }

  @Override
  public OwnedRuns<TableStatus, TableResult> tables() {
    return tables;
  }

  @Override
  public List<TableRow> tableRows(String id) {
    TableDocuments tableDocuments = new TableDocuments();
    StoredTask table =
        directory.tables().find(id).orElseThrow(() -> new RunNotFoundException(WorkKind.TABLE, id));
    return TableRows.of(
        tableDocuments.request(table),
        directory.tables().entries(id).stream()
            .map(piece -> tableDocuments.entry(id, piece.json()))
            .toList(),
        directory.zoo()::find);
  }

  @Override
  public OwnedRuns<HpoStatus, HpoResult> hpo() {
    return hpo;
  }

  @Override
  public List<HpoRow> hpoRows(String id) {
    HpoDocuments hpoDocuments = new HpoDocuments();
    if (directory.hpo().find(id).isEmpty()) {
      throw new RunNotFoundException(WorkKind.HPO, id);
    }
    SortedMap<Integer, HpoEntry> entries = new TreeMap<>();
    directory
        .hpo()
        .entries(id)
        .forEach(piece -> entries.put(piece.number(), hpoDocuments.entry(id, piece.json())));
    return HpoRows.of(entries);
  }

  @Override
  public OwnedRuns<ComparisonStatus, ComparisonResult> comparisons() {
    return comparisons;
  }

  @Override
  public List<CellResult> comparisonCells(String id) {
    return new StoredComparison(directory.comparisons(), directory.hpo()).cells(id);
  }

  /** The directory. */
  public Path path() {
    return directory.path();
  }

  /** What a task was asked for. */
  public FineTuningRequest request(String id) {
    return documents.request(require(id));
  }

  /** The ids of tasks that have not ended and that nobody paused. */
  List<String> unfinished() {
    return directory.tasks().unfinished().stream()
        .filter(task -> task.newestRun().state() != io.nasoa.zoo.store.TaskState.PAUSED)
        .map(StoredTask::id)
        .toList();
  }

  private TaskResult known(StoredTask task) {
    String result = task.newestRun().resultJson();
    if (result != null) {
      return documents.result(task.id(), result).task();
    }
    FineTuningState known = documents.state(task);
    TaskState state = TaskState.valueOf(task.newestRun().state().name());
    return TaskResult.of(known, state, null, known.spent());
  }

  private StoredTask require(String id) {
    return directory.tasks().find(id).orElseThrow(() -> new TaskNotFoundException(id));
  }
}
