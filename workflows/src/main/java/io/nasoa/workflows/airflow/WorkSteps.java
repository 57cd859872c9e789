package io.nasoa.workflows.airflow;

import io.temporal.workflow.Workflow;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Workflow code that does what a user's Airflow does before and after one run of a piece of work.
 * For the threads of one workflow.
 *
 * @param queue the task queue of {@link AirflowActivities}
 * @param workflowId the id of the work's workflow
 * @param deployment name of the store that it belongs to
 * @param run the work's run number
 * @param acceptedAtMillis when that run was accepted, milliseconds since the epoch
 */
public record WorkSteps(
    String queue, String workflowId, String deployment, int run, long acceptedAtMillis) {
  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  /**
   * Runs the before step's DAG.
   *
   * @param told what it is told of the work
   * @param givenUp whether the work is to end without it
   * @return the run; empty when it was given up
   */
  public Optional<DagRunResult> before(
      DagStep step, Map<String, Object> told, BooleanSupplier givenUp) {
    return run(BEFORE, step, told, givenUp);
  }

  /**
   * Runs the after step's DAG, if it has one, then tells its asset's news, if it names one.
   *
   * @param told what both are told of the work
   */
  public DagRunResult after(DagStep step, Map<String, Object> told) {
    DagRunResult done =
        step.dag() == null
            ? new DagRunResult(
                DagRunResult.SCHEMA, step.connectionName(), null, null, null, null, null)
            : run(AFTER, step, told, () -> false).orElseThrow();
    String asset = step.asset();
    if (asset == null) {
      return done;
    }
    new DagSteps(queue).tell(AFTER, step, purpose(AFTER, told));
    return done.withAsset(asset);
  }

  private Optional<DagRunResult> run(
      String name, DagStep step, Map<String, Object> told, BooleanSupplier givenUp) {
    return new DagSteps(queue)
        .run(
            name,
            step,
            DagRunIds.of(workflowId, run, acceptedAtMillis, name),
            purpose(name, told),
            Workflow.currentTimeMillis(),
            givenUp);
  }

  private SortedMap<String, Object> purpose(String step, Map<String, Object> told) {
    SortedMap<String, Object> purpose = new TreeMap<>(told);
    purpose.put("work", workflowId);
    purpose.put("deployment", deployment);
    purpose.put("run", run);
    purpose.put("step", step);
    return purpose;
  }
}
