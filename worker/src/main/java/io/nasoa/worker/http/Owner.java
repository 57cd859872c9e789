package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.worker.temporal.TaskConflictException;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableStatus;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningStatus;

/**
 * The process that works on a data directory's tasks and long work, from inside or from another
 * process.
 */
public interface Owner extends OwnedData {
  @Override
  RunOwner<SearchRequest, SearchStatus, SearchResult> searches();

  @Override
  RunOwner<RegistrationRequest, RegistrationStatus, RegistrationResult> builds();

  @Override
  RunOwner<TableRequest, TableStatus, TableResult> tables();

  @Override
  RunOwner<HpoRequest, HpoStatus, HpoResult> hpo();

  @Override
  RunOwner<ComparisonRequest, ComparisonStatus, ComparisonResult> comparisons();

  /**
   * Accepts a request.
   *
   * @throws TaskConflictException if the id belongs to another request
   * @throws OwnerGoneException if the owner is about to end
   */
  Submission submit(FineTuningRequest request);

  /**
   * The schedule that would be chosen, as users get it; trains nothing.
   *
   * @throws io.temporal.failure.ApplicationFailure of {@link
   *     io.nasoa.workflows.tuning.FailureTypes} when there is none
   */
  ObjectNode plan(FineTuningRequest request);

  /**
   * Where a task stands.
   *
   * @throws TaskNotFoundException if there is no such task
   */
  FineTuningStatus status(String id);

  /**
   * Asks a task for something; what holds already is no error.
   *
   * @return where it stands after the request was accepted
   * @throws TaskNotFoundException if there is no such task
   * @throws io.nasoa.worker.temporal.TaskStateException if the task's state does not allow it
   */
  FineTuningStatus perform(TaskAction action, String id);

  /**
   * Waits until a task has ended, however it does.
   *
   * @throws TaskNotFoundException if there is no such task
   * @throws OwnerGoneException if the owner ends first
   */
  FineTuningResult await(String id) throws InterruptedException;
}
