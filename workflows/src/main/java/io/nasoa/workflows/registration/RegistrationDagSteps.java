package io.nasoa.workflows.registration;

import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.airflow.WorkSteps;
import io.nasoa.workflows.tuning.TaskQueues;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a user's Airflow does before and after a build, and what it is told of the build. */
final class RegistrationDagSteps {
  private RegistrationDagSteps() {}

  /** Runs the before step's DAG. */
  static DagRunResult before(RegistrationState state, DagStep step) {
    return steps(state).before(step, told(state), () -> false).orElseThrow();
  }

  /** Runs the after step's DAG, if it has one, then tells its asset's news, if it names one. */
  static DagRunResult after(RegistrationState state, DagStep step) {
    Map<String, Object> told = told(state);
    told.put(
        "models",
        state.at(ModelStage.REGISTERED).stream()
            .map(number -> state.request().models().get(number).name())
            .toList());
    return steps(state).after(step, told);
  }

  private static WorkSteps steps(RegistrationState state) {
    RegistrationRequest request = state.request();
    return new WorkSteps(
        TaskQueues.airflow(request.deployment()),
        TaskQueues.registrationWorkflowId(request.deployment(), request.registrationId()),
        request.deployment(),
        state.run(),
        state.submittedAtMillis());
  }

  private static Map<String, Object> told(RegistrationState state) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("build", state.request().registrationId());
    told.put("data", state.request().data());
    return told;
  }
}
