package io.nasoa.workflows.tuning;

import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.airflow.WorkSteps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a user's Airflow does before and after a task, and what it is told of the task. */
final class TaskDagSteps {
  private TaskDagSteps() {}

  /**
   * Runs the before step's DAG.
   *
   * @param givenUp whether the task is to end without it
   * @return the run; empty when it was given up
   */
  static Optional<DagRunResult> before(
      FineTuningState state, DagStep step, BooleanSupplier givenUp) {
    return steps(state).before(step, told(state), givenUp);
  }

  /** Runs the after step's DAG, if it has one, then tells its asset's news, if it names one. */
  static DagRunResult after(FineTuningState state, DagStep step) {
    return steps(state).after(step, told(state));
  }

  private static WorkSteps steps(FineTuningState state) {
    FineTuningRequest request = state.request();
    return new WorkSteps(
        TaskQueues.airflow(request.deployment()),
        TaskQueues.fineTuningWorkflowId(request.deployment(), request.taskId()),
        request.deployment(),
        state.run(),
        state.submittedAtMillis());
  }

  private static Map<String, Object> told(FineTuningState state) {
    FineTuningRequest request = state.request();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("task", request.taskId());
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
