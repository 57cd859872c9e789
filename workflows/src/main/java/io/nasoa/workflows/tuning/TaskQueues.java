package io.nasoa.workflows.tuning;

/**
 * Names of queues and workflows. A deployment is one store; two deployments in one namespace never
 * meet because its name is in all of them.
 */
public final class TaskQueues {
  private TaskQueues() {}

  /** Workflows and the store's activities. */
  public static String control(String deployment) {
    return "nasoa-" + deployment + "-control";
  }

  /** Trainers with one class of device: {@code cpu}, {@code cuda} ... */
  public static String trainer(String deployment, String deviceClass) {
    return "nasoa-" + deployment + "-trainer-" + deviceClass;
  }

  /** What is asked of the users' Airflows. */
  public static String airflow(String deployment) {
    return "nasoa-" + deployment + "-airflow";
  }

  /** Id of a task's workflow. */
  public static String fineTuningWorkflowId(String deployment, String task) {
    return "nasoa/" + deployment + "/fine-tuning/" + task;
  }

  /** Id of a search's workflow. */
  public static String searchWorkflowId(String deployment, String search) {
    return "nasoa/" + deployment + "/search/" + search;
  }

  /** Id of the workflow of a build of zoo entries. */
  public static String registrationWorkflowId(String deployment, String registration) {
    return "nasoa/" + deployment + "/registration/" + registration;
  }

  /** Id of a fine-tuning table's workflow. */
  public static String tableWorkflowId(String deployment, String table) {
    return "nasoa/" + deployment + "/table/" + table;
  }

  /** Id of the workflow of a search for hyper-parameters. */
  public static String hpoWorkflowId(String deployment, String hpo) {
    return "nasoa/" + deployment + "/hpo/" + hpo;
  }

  /** Id of a comparison's workflow. */
  public static String comparisonWorkflowId(String deployment, String comparison) {
    return "nasoa/" + deployment + "/comparison/" + comparison;
  }

  /** Id of the workflow that plans for a request without a task. */
  public static String planPreviewWorkflowId(String deployment, String request) {
    return "nasoa/" + deployment + "/plan-preview/" + request;
  }
}
