package io.nasoa.worker.http;

import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
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
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.registry.ZooVerification;
import java.util.List;
import java.util.Optional;

/**
 * What can be read of a data directory: by its owner, or from its owner by another process.
 * Implementations are safe for use by many threads.
 */
public interface OwnedData {
  /** The searches. */
  OwnedRuns<SearchStatus, SearchResult> searches();

  /**
   * Every evaluation that a search has been told of, in the order of asking.
   *
   * @throws io.nasoa.worker.temporal.RunNotFoundException if there is no such search
   */
  List<EvaluatedCandidate> searchLog(String id);

  /** The builds of the zoo. */
  OwnedRuns<RegistrationStatus, RegistrationResult> builds();

  /** The fine-tuning tables. */
  OwnedRuns<TableStatus, TableResult> tables();

  /**
   * The rows of a table so far, in the order of its trials: cells by the columns of {@link
   * io.nasoa.zoo.table.TableColumns}, blank where something is not known.
   *
   * @throws io.nasoa.worker.temporal.RunNotFoundException if there is no such table
   */
  List<TableRow> tableRows(String id);

  /** The searches for hyper-parameters. */
  OwnedRuns<HpoStatus, HpoResult> hpo();

  /**
   * The evaluations of a search for hyper-parameters so far, in their order: cells by the columns
   * of {@link io.nasoa.activities.hpo.HpoRows}, blank where something is not known.
   *
   * @throws io.nasoa.worker.temporal.RunNotFoundException if there is no such search
   */
  List<HpoRow> hpoRows(String id);

  /** The side-by-side comparisons. */
  OwnedRuns<ComparisonStatus, ComparisonResult> comparisons();

  /**
   * The cells of a comparison that have an accuracy so far, in their order; which of them are
   * informative is not known here.
   *
   * @throws io.nasoa.worker.temporal.RunNotFoundException if there is no such comparison
   */
  List<CellResult> comparisonCells(String id);

  /** Every task, in the order of the first submissions. */
  List<TaskResult> tasks();

  /**
   * A task's result, or what is known of it so far.
   *
   * @throws TaskNotFoundException if there is no such task
   */
  TaskResult task(String id);

  /**
   * How a task's newest run ended; empty until it has.
   *
   * @throws TaskNotFoundException if there is no such task
   */
  Optional<FineTuningResult> result(String id);

  /**
   * What was written about a task, in the order in which it happened.
   *
   * @throws TaskNotFoundException if there is no such task
   */
  List<LogLine> logs(String id);

  /** What runs taught. */
  OwnedExperience experience();

  /** The zoo, the cheapest entry first. */
  List<ZooEntry> zoo();

  /** The zoo entry of this name. */
  Optional<ZooEntry> zooEntry(String name);

  /** Every zoo entry compared with its hashes. */
  List<ZooVerification> verifyZoo();
}
