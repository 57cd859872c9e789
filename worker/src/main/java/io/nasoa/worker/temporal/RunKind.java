package io.nasoa.worker.temporal;

import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.comparison.ComparisonWorkflow;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.hpo.HpoWorkflow;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.registration.ZooRegistrationWorkflow;
import io.nasoa.workflows.search.NasSearchWorkflow;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.table.FineTuningTableWorkflow;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableStatus;
import io.nasoa.workflows.tuning.TaskQueues;
import java.util.function.BinaryOperator;

/**
 * A kind of long work as a client of its workflows knows it.
 *
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 * @param kind what users call it
 * @param workflow type of its workflow
 * @param statusQuery its workflow's query for where it stands
 * @param pause its workflow's update
 * @param resume its workflow's update
 * @param workflowId from a deployment and an id
 * @param status what the query answers
 * @param result what the workflow returns
 */
record RunKind<T, R>(
    WorkKind kind,
    String workflow,
    String statusQuery,
    String pause,
    String resume,
    BinaryOperator<String> workflowId,
    Class<T> status,
    Class<R> result) {

  /** What users call one. */
  String noun() {
    return kind.noun();
  }

  /** Searches. */
  static final RunKind<SearchStatus, SearchResult> SEARCH =
      new RunKind<>(
          WorkKind.SEARCH,
          NasSearchWorkflow.NAME,
          NasSearchWorkflow.STATUS,
          NasSearchWorkflow.PAUSE,
          NasSearchWorkflow.RESUME,
          TaskQueues::searchWorkflowId,
          SearchStatus.class,
          SearchResult.class);

  /** Builds of the zoo. */
  static final RunKind<RegistrationStatus, RegistrationResult> BUILD =
      new RunKind<>(
          WorkKind.BUILD,
          ZooRegistrationWorkflow.NAME,
          ZooRegistrationWorkflow.STATUS,
          ZooRegistrationWorkflow.PAUSE,
          ZooRegistrationWorkflow.RESUME,
          TaskQueues::registrationWorkflowId,
          RegistrationStatus.class,
          RegistrationResult.class);

  /** Fine-tuning tables. */
  static final RunKind<TableStatus, TableResult> TABLE =
      new RunKind<>(
          WorkKind.TABLE,
          FineTuningTableWorkflow.NAME,
          FineTuningTableWorkflow.STATUS,
          FineTuningTableWorkflow.PAUSE,
          FineTuningTableWorkflow.RESUME,
          TaskQueues::tableWorkflowId,
          TableStatus.class,
          TableResult.class);

  /** Searches for hyper-parameters. */
  static final RunKind<HpoStatus, HpoResult> HPO =
      new RunKind<>(
          WorkKind.HPO,
          HpoWorkflow.NAME,
          HpoWorkflow.STATUS,
          HpoWorkflow.PAUSE,
          HpoWorkflow.RESUME,
          TaskQueues::hpoWorkflowId,
          HpoStatus.class,
          HpoResult.class);

  /** Side-by-side comparisons of methods. */
  static final RunKind<ComparisonStatus, ComparisonResult> COMPARISON =
      new RunKind<>(
          WorkKind.COMPARISON,
          ComparisonWorkflow.NAME,
          ComparisonWorkflow.STATUS,
          ComparisonWorkflow.PAUSE,
          ComparisonWorkflow.RESUME,
          TaskQueues::comparisonWorkflowId,
          ComparisonStatus.class,
          ComparisonResult.class);
}
