package io.nasoa.workflows.plugin;

import io.nasoa.workflows.deployment.DeploymentWorkflowImpl;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.tuning.FineTuningWorkflowImpl;
import io.nasoa.workflows.tuning.PlanPreviewWorkflowImpl;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.workflows.tuning.TuningActivities;
import io.temporal.common.SimplePlugin;
import io.temporal.worker.Worker;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable TaskRecordActivities records;
  private final @Nullable TuningActivities tuning;

  private NasoaPlugin(
      String deployment,
      @Nullable TaskRecordActivities records,
      @Nullable TuningActivities tuning) {
    super(
        SimplePlugin.newBuilder(NAME)
            .customizeDataConverter(theirs -> PayloadConverters.newDataConverter()));
    this.deployment = deployment;
    this.records = records;
    this.tuning = tuning;
  }

  /** For programs that start NASOA's workflows and leave the work to NASOA's workers. */
  public static NasoaPlugin forCallers() {
    return new NasoaPlugin("", null, null);
  }

  /** For workers of a deployment; so far they have nothing to run. */
  public static NasoaPlugin forWorkersOf(String deployment) {
    return new NasoaPlugin(deployment, null, null);
  }

  /** The same with the store's activities: its workers on the control queue run the workflows. */
  public NasoaPlugin with(TaskRecordActivities activities) {
    return new NasoaPlugin(deployment, activities, tuning);
  }

  /** The same with a trainer's activities, for workers on trainer queues. */
  public NasoaPlugin with(TuningActivities activities) {
    return new NasoaPlugin(deployment, records, activities);
  }

  @Override
  public void initializeWorker(String taskQueue, Worker worker) {
    super.initializeWorker(taskQueue, worker);
    if (records != null && taskQueue.equals(TaskQueues.control(deployment))) {
      worker.registerWorkflowImplementationTypes(
          FineTuningWorkflowImpl.class,
          PlanPreviewWorkflowImpl.class,
          DeploymentWorkflowImpl.class);
      worker.registerActivitiesImplementations(records);
    }
    if (tuning != null && taskQueue.startsWith(TaskQueues.trainer(deployment, ""))) {
      worker.registerActivitiesImplementations(tuning);
    }
  }
}
