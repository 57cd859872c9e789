package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.worker.http.OwnedRuns;
import io.nasoa.worker.http.Owner;
import io.nasoa.worker.http.RunOwner;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableStatus;
import io.nasoa.workflows.tuning.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What commands have to know of one kind of long work.
 *
 * @param <Q> what is asked for
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 * @param kind what users call them
 * @param owned theirs of an owner
 * @param read theirs of whatever can be read
 * @param views what users get to see of them
 * @param succeeded whether a result is all that was asked for
 */
record RunView<Q extends RunRequest, T extends RunStatus, R extends RunResult<T>>(
    WorkKind kind,
    Function<Owner, RunOwner<Q, T, R>> owned,
    Function<OwnedData, OwnedRuns<T, R>> read,
    WorkViews<T, R> views,
    Function<R, Boolean> succeeded) {

  /** Searches. */
  static RunView<SearchRequest, SearchStatus, SearchResult> searches() {
    return new RunView<>(
        WorkKind.SEARCH,
        Owner::searches,
        OwnedData::searches,
        new SearchViews(),
        result -> result.status().state() == TaskState.SUCCEEDED);
  }

  /** Builds of the zoo. */
  static RunView<RegistrationRequest, RegistrationStatus, RegistrationResult> builds() {
    return new RunView<>(
        WorkKind.BUILD,
        Owner::builds,
        OwnedData::builds,
        new BuildViews(),
        result -> result.status().state() == TaskState.SUCCEEDED && result.status().failed() == 0);
  }

  /** Fine-tuning tables. */
  static RunView<TableRequest, TableStatus, TableResult> tables() {
    return new RunView<>(
        WorkKind.TABLE,
        Owner::tables,
        OwnedData::tables,
        new TableViews(),
        result -> result.status().state() == TaskState.SUCCEEDED);
  }

  /** Searches for hyper-parameters. */
  static RunView<HpoRequest, HpoStatus, HpoResult> hpo() {
    return new RunView<>(
        WorkKind.HPO,
        Owner::hpo,
        OwnedData::hpo,
        new HpoViews(),
        result -> result.status().state() == TaskState.SUCCEEDED);
  }

  /** Side-by-side comparisons. */
  static RunView<ComparisonRequest, ComparisonStatus, ComparisonResult> comparisons() {
    return new RunView<>(
        WorkKind.COMPARISON,
        Owner::comparisons,
        OwnedData::comparisons,
        new CompareViews(),
        result -> result.status().state() == TaskState.SUCCEEDED);
  }

  /** Prints all of them, the newest last; none where there is no data directory. */
  int list(Shell shell, Settings settings, OutputFormat format) {
    List<T> all =
        DataDirectory.exists(settings.dataDir())
            ? Session.reading(settings, data -> read.apply(data).list())
            : List.of();
    new Printer(shell, format).list(views.columns(), all.stream().map(views::row).toList());
    return ExitCode.DONE.value();
  }

  /**
   * Prints where one stands, or how it ended.
   *
   * @throws RunNotFoundException if there is none of that id
   */
  int show(Shell shell, Settings settings, OutputFormat format, String id) {
    Optional<R> ended = reading(settings, id, data -> read.apply(data).result(id));
    ObjectNode tree =
        ended
            .map(views::ended)
            .orElseGet(
                () -> views.json(reading(settings, id, data -> read.apply(data).status(id))));
    print(shell, format, tree);
    return ExitCode.DONE.value();
  }

  /**
   * Reads something of one.
   *
   * @throws RunNotFoundException if there is no data directory
   */
  <V> V reading(Settings settings, String id, Function<OwnedData, V> work) {
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new RunNotFoundException(kind, id);
    }
    return Session.reading(settings, work);
  }

  /** Prints one. */
  void print(Shell shell, OutputFormat format, ObjectNode tree) {
    new Printer(shell, format).object(format == OutputFormat.JSON ? tree : views.brief(tree));
  }

  /** How a command ends that waited for this result. */
  ExitCode exitCode(R result) {
    if (succeeded.apply(result)) {
      return ExitCode.DONE;
    }
    String type = result.failureType();
    return type == null ? ExitCode.FAILED : TaskWaiting.exitCode(type);
  }
}
