package io.nasoa.worker.temporal;

import io.nasoa.workflows.airflow.AirflowActivities;
import io.nasoa.workflows.comparison.ComparisonRecordActivities;
import io.nasoa.workflows.hpo.HpoRecordActivities;
import io.nasoa.workflows.registration.RegistrationActivities;
import io.nasoa.workflows.registration.RegistrationRecordActivities;
import io.nasoa.workflows.search.SearchActivities;
import io.nasoa.workflows.search.SearchRecordActivities;
import io.nasoa.workflows.table.TableRecordActivities;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.workflows.tuning.TuningActivities;
import java.util.Optional;

/**
 * What the workers of this process do.
 *
 * @param records the store's side of tasks
 * @param tuning what trains tasks; empty when other processes do
 * @param searchRecords the store's side of searches; empty for a process without searches
 * @param search what evaluates candidates; empty when other processes do
 * @param registrationRecords the store's side of builds; empty for a process without builds
 * @param registration what trains the models of builds; empty when other processes do
 * @param tableRecords the store's side of fine-tuning tables; empty for a process without them
 * @param hpoRecords the store's side of searches for hyper-parameters; empty for a process without
 *     them
 * @param comparisonRecords the store's side of comparisons; empty for a process without them
 * @param trials what runs trials; empty when other processes do
 * @param airflow what speaks to users' Airflows; empty when other processes do, or none
 */
public record WorkerActivities(
    TaskRecordActivities records,
    Optional<TuningActivities> tuning,
    Optional<SearchRecordActivities> searchRecords,
    Optional<SearchActivities> search,
    Optional<RegistrationRecordActivities> registrationRecords,
    Optional<RegistrationActivities> registration,
    Optional<TableRecordActivities> tableRecords,
    Optional<HpoRecordActivities> hpoRecords,
    Optional<ComparisonRecordActivities> comparisonRecords,
    Optional<TrialActivities> trials,
    Optional<AirflowActivities> airflow) {

  /** The same with what speaks to users' Airflows. */
  public WorkerActivities with(AirflowActivities other) {
    return new WorkerActivities(
        records,
        tuning,
        searchRecords,
        search,
        registrationRecords,
        registration,
        tableRecords,
        hpoRecords,
        comparisonRecords,
        trials,
        Optional.of(other));
  }

  /** Of tasks only. */
  public static WorkerActivities ofTasks(
      TaskRecordActivities records, Optional<TuningActivities> tuning) {
    return new WorkerActivities(
        records,
        tuning,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
