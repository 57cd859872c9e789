package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.worker.http.OwnedRuns;
import io.nasoa.worker.http.Owner;
import io.nasoa.worker.http.RunOwner;
import io.nasoa.worker.temporal.WorkKind;
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
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What commands have to know of searches or of builds.
 *
 * @param <Q> what is asked for
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 * @param kind what users call them
 * @param owned theirs of an owner
 * @param read theirs of whatever can be read
 * @param standing a status as users get it
 * @param ended a result as users get it
 * @param brief either without what a screen has no room for
 * @param progress a status in one line
 * @param succeeded whether a result is all that was asked for
 */
record RunView<Q extends RunRequest, T extends RunStatus, R extends RunResult<T>>(
    WorkKind kind,
    Function<Owner, RunOwner<Q, T, R>> owned,
    Function<OwnedData, OwnedRuns<T, R>> read,
    Function<T, ObjectNode> standing,
    Function<R, ObjectNode> ended,
    UnaryOperator<ObjectNode> brief,
    Function<T, String> progress,
    Function<R, Boolean> succeeded) {

  /** Searches. */
  static RunView<SearchRequest, SearchStatus, SearchResult> searches() {
    SearchViews views = new SearchViews();
    return new RunView<>(
        WorkKind.SEARCH,
        Owner::searches,
        OwnedData::searches,
        views::json,
        views::ended,
        views::brief,
        views::progress,
        result -> result.status().state() == TaskState.SUCCEEDED);
  }

  /** Builds of the zoo. */
  static RunView<RegistrationRequest, RegistrationStatus, RegistrationResult> builds() {
    BuildViews views = new BuildViews();
    return new RunView<>(
        WorkKind.BUILD,
        Owner::builds,
        OwnedData::builds,
        views::json,
        views::ended,
        views::brief,
        views::progress,
        result -> result.status().state() == TaskState.SUCCEEDED && result.status().failed() == 0);
  }

  /** Fine-tuning tables. */
  static RunView<TableRequest, TableStatus, TableResult> tables() {
    TableViews views = new TableViews();
    return new RunView<>(
        WorkKind.TABLE,
        Owner::tables,
        OwnedData::tables,
        views::json,
        views::ended,
        tree -> tree,
        views::progress,
        result -> result.status().state() == TaskState.SUCCEEDED);
  }

  /** Searches for hyper-parameters. */
  static RunView<HpoRequest, HpoStatus, HpoResult> hpo() {
    HpoViews views = new HpoViews();
    return new RunView<>(
        WorkKind.HPO,
        Owner::hpo,
        OwnedData::hpo,
        views::json,
        views::ended,
        views::brief,
        views::progress,
        result -> result.status().state() == TaskState.SUCCEEDED);
  }

  /** Prints one. */
  void print(Shell shell, OutputFormat format, ObjectNode tree) {
    new Printer(shell, format).object(format == OutputFormat.JSON ? tree : brief.apply(tree));
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
