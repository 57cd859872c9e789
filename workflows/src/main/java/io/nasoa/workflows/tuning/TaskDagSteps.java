package io.nasoa.workflows.tuning;

import io.nasoa.workflows.airflow.DagRunIds;
import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.airflow.DagSteps;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What a user's Airflow does before and after a task, and what it is told of the task. */
final class TaskDagSteps {
  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  private TaskDagSteps() {}

  /**
   * Runs the before step's DAG.
   *
   * @param givenUp whether the task is to end without it
   * @return the run; empty when it was given up
   */
  static Optional<DagRunResult> before(
      FineTuningState state, DagStep step, BooleanSupplier givenUp) {
    return run(state, BEFORE, step, givenUp);
  }

  /** Runs the after step's DAG, if it has one, then tells its asset's news, if it names one. */
  static DagRunResult after(FineTuningState state, DagStep step) {
    DagRunResult done =
        step.dag() == null
            ? new DagRunResult(
                DagRunResult.SCHEMA, step.connectionName(), null, null, null, null, null)
            : run(state, AFTER, step, () -> false).orElseThrow();
    String asset = step.asset();
    if (asset == null) {
      return done;
    }
    steps(state).tell(AFTER, step, purpose(state, AFTER));
    return done.withAsset(asset);
  }

  private static Optional<DagRunResult> run(
      FineTuningState state, String name, DagStep step, BooleanSupplier givenUp) {
    String work = workflowId(state);
    return steps(state)
        .run(
            name,
            step,
            DagRunIds.of(work, state.run(), state.submittedAtMillis(), name),
            purpose(state, name),
            Workflow.currentTimeMillis(),
            givenUp);
  }

  private static DagSteps steps(FineTuningState state) {
    return new DagSteps(TaskQueues.airflow(state.request().deployment()));
  }

  private static String workflowId(FineTuningState state) {
    FineTuningRequest request = state.request();
    return TaskQueues.fineTuningWorkflowId(request.deployment(), request.taskId());
  }

  private static SortedMap<String, Object> purpose(FineTuningState state, String step) {
    FineTuningRequest request = state.request();
    SortedMap<String, Object> told = new TreeMap<>();
    told.put("work", workflowId(state));
    told.put("task", request.taskId());
    told.put("deployment", request.deployment());
    told.put("run", state.run());
    told.put("step", step);
    told.put("data", request.data());
    TrainingOutcome training = state.training();
    EvaluationOutcome evaluation = state.evaluation();
    if (training != null && evaluation != null) {
      told.put("model", training.modelPath());
      told.put("accuracy", evaluation.accuracy());
    }
    return told;
  }
}
