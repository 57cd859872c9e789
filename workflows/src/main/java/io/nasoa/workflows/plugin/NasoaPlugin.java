package io.nasoa.workflows.plugin;

import io.nasoa.workflows.airflow.AirflowActivities;
import io.nasoa.workflows.comparison.ComparisonRecordActivities;
import io.nasoa.workflows.comparison.ComparisonWorkflowImpl;
import io.nasoa.workflows.deployment.DeploymentWorkflowImpl;
import io.nasoa.workflows.hpo.HpoRecordActivities;
import io.nasoa.workflows.hpo.HpoWorkflowImpl;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.registration.RegistrationActivities;
import io.nasoa.workflows.registration.RegistrationRecordActivities;
import io.nasoa.workflows.registration.ZooRegistrationWorkflowImpl;
import io.nasoa.workflows.search.NasSearchWorkflowImpl;
import io.nasoa.workflows.search.SearchActivities;
import io.nasoa.workflows.search.SearchRecordActivities;
import io.nasoa.workflows.table.FineTuningTableWorkflowImpl;
import io.nasoa.workflows.table.TableRecordActivities;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.FineTuningWorkflowImpl;
import io.nasoa.workflows.tuning.PlanPreviewWorkflowImpl;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.workflows.tuning.TuningActivities;
import io.temporal.common.SimplePlugin;
import io.temporal.worker.Worker;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives a Temporal client NASOA's data converter and its workers what belongs on their queue.
 *
 * <p>A program that only starts fine-tunings, as child workflows or through a client, takes {@link
 * #forCallers()}; one that also works on them adds the activities. Set it on the client's options;
 * the SDK passes it on to worker factories.
 */
public final class NasoaPlugin extends SimplePlugin {
  private static final String NAME = "io.nasoa";

  private final String deployment;
  private final List<Object> control;
  private final List<Object> trainer;
  private final List<Object> airflow;

  private NasoaPlugin(
      String deployment, List<Object> control, List<Object> trainer, List<Object> airflow) {
    super(
        SimplePlugin.newBuilder(NAME)
            .customizeDataConverter(theirs -> PayloadConverters.newDataConverter()));
    this.deployment = deployment;
    this.control = control;
    this.trainer = trainer;
    this.airflow = airflow;
  }

  /** For programs that start NASOA's workflows and leave the work to NASOA's workers. */
  public static NasoaPlugin forCallers() {
    return new NasoaPlugin("", List.of(), List.of(), List.of());
  }

  /** For workers of a deployment; so far they have nothing to run. */
  public static NasoaPlugin forWorkersOf(String deployment) {
    return new NasoaPlugin(deployment, List.of(), List.of(), List.of());
  }

  /** The same with the store's activities: its workers on the control queue run the workflows. */
  public NasoaPlugin with(TaskRecordActivities activities) {
    return new NasoaPlugin(deployment, and(control, activities), trainer, airflow);
  }

  /** The same with the store's activities for searches. */
  public NasoaPlugin with(SearchRecordActivities activities) {
    return new NasoaPlugin(deployment, and(control, activities), trainer, airflow);
  }

  /** The same with a trainer's activities, for workers on trainer queues. */
  public NasoaPlugin with(TuningActivities activities) {
    return new NasoaPlugin(deployment, control, and(trainer, activities), airflow);
  }

  /** The same with a trainer's activities for searches. */
  public NasoaPlugin with(SearchActivities activities) {
    return new NasoaPlugin(deployment, control, and(trainer, activities), airflow);
  }

  /** The same with the store's activities for builds of the zoo. */
  public NasoaPlugin with(RegistrationRecordActivities activities) {
    return new NasoaPlugin(deployment, and(control, activities), trainer, airflow);
  }

  /** The same with a trainer's activities for builds of the zoo. */
  public NasoaPlugin with(RegistrationActivities activities) {
    return new NasoaPlugin(deployment, control, and(trainer, activities), airflow);
  }

  /** The same with the store's activities for fine-tuning tables. */
  public NasoaPlugin with(TableRecordActivities activities) {
    return new NasoaPlugin(deployment, and(control, activities), trainer, airflow);
  }

  /** The same with the store's activities for searches for hyper-parameters. */
  public NasoaPlugin with(HpoRecordActivities activities) {
    return new NasoaPlugin(deployment, and(control, activities), trainer, airflow);
  }

  /** The same with the store's activities for comparisons. */
  public NasoaPlugin with(ComparisonRecordActivities activities) {
    return new NasoaPlugin(deployment, and(control, activities), trainer, airflow);
  }

  /** The same with a trainer's activities for trials. */
  public NasoaPlugin with(TrialActivities activities) {
    return new NasoaPlugin(deployment, control, and(trainer, activities), airflow);
  }

  /** The same with what is asked of the users' Airflows, for workers on the queue of that. */
  public NasoaPlugin with(AirflowActivities activities) {
    return new NasoaPlugin(deployment, control, trainer, and(airflow, activities));
  }

  private static List<Object> and(List<Object> list, Object last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }

  @Override
  public void initializeWorker(String taskQueue, Worker worker) {
    super.initializeWorker(taskQueue, worker);
    if (!control.isEmpty() && taskQueue.equals(TaskQueues.control(deployment))) {
      worker.registerWorkflowImplementationTypes(
          FineTuningWorkflowImpl.class,
          PlanPreviewWorkflowImpl.class,
          NasSearchWorkflowImpl.class,
          ZooRegistrationWorkflowImpl.class,
          FineTuningTableWorkflowImpl.class,
          HpoWorkflowImpl.class,
          ComparisonWorkflowImpl.class,
          DeploymentWorkflowImpl.class);
      control.forEach(worker::registerActivitiesImplementations);
    }
    if (!trainer.isEmpty() && taskQueue.startsWith(TaskQueues.trainer(deployment, ""))) {
      trainer.forEach(worker::registerActivitiesImplementations);
    }
    if (!airflow.isEmpty() && taskQueue.equals(TaskQueues.airflow(deployment))) {
      airflow.forEach(worker::registerActivitiesImplementations);
    }
  }
}
