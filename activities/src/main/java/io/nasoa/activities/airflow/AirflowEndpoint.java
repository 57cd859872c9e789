package io.nasoa.activities.airflow;

import java.util.List;

/**
 * Every operation of Airflow that the client uses. Requests can only be made from these, so that a
 * test can hold the whole list against the description of its API that an Airflow brings along.
 */
public enum AirflowEndpoint {
  TOKEN("POST", "/auth/token", AirflowBodies.Login.class, AirflowBodies.AccessToken.class),
  VERSION("GET", "/api/v2/version", Void.class, ServerVersion.class),
  HEALTH("GET", "/api/v2/monitor/health", Void.class, Health.class),
  DAG("GET", "/api/v2/dags/{dag_id}", Void.class, Dag.class),
  PATCH_DAG("PATCH", "/api/v2/dags/{dag_id}", AirflowBodies.Pause.class, Dag.class, "update_mask"),
  TRIGGER("POST", "/api/v2/dags/{dag_id}/dagRuns", AirflowBodies.Trigger.class, DagRun.class),
  DAG_RUN("GET", "/api/v2/dags/{dag_id}/dagRuns/{dag_run_id}", Void.class, DagRun.class),
  PATCH_DAG_RUN(
      "PATCH",
      "/api/v2/dags/{dag_id}/dagRuns/{dag_run_id}",
      AirflowBodies.State.class,
      DagRun.class,
      "update_mask"),
  TASK_INSTANCES(
      "GET",
      "/api/v2/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances",
      Void.class,
      AirflowBodies.TaskInstances.class,
      "state",
      "limit",
      "offset"),
  XCOM(
      "GET",
      "/api/v2/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances/{task_id}/xcomEntries/{xcom_key}",
      Void.class,
      AirflowBodies.XComEntry.class,
      "map_index",
      "deserialize"),
  LOGS(
      "GET",
      "/api/v2/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances/{task_id}/logs/{try_number}",
      Void.class,
      Void.class,
      "map_index",
      "full_content"),
  ASSETS(
      "GET",
      "/api/v2/assets",
      Void.class,
      AirflowBodies.Assets.class,
      "uri_pattern",
      "limit",
      "offset"),
  ASSET_EVENTS(
      "GET",
      "/api/v2/assets/events",
      Void.class,
      AirflowBodies.AssetEvents.class,
      "asset_id",
      "order_by",
      "limit",
      "offset"),
  CREATE_ASSET_EVENT(
      "POST", "/api/v2/assets/events", AirflowBodies.NewAssetEvent.class, AssetEvent.class);

  private final String method;
  private final String path;
  private final Class<?> request;
  private final Class<?> response;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> queryParameters;

  AirflowEndpoint(
      String method, String path, Class<?> request, Class<?> response, String... queryParameters) {
    this.method = method;
    this.path = path;
    this.request = request;
    this.response = response;
    this.queryParameters = List.of(queryParameters);
  }

  /** The HTTP method. */
  public String method() {
    return method;
  }

  /** The path behind the base address, with Airflow's own names of its parameters in braces. */
  public String path() {
    return path;
  }

  /** The record that is sent as JSON, {@code Void} for none. */
  public Class<?> request() {
    return request;
  }

  /** The record that a successful answer is read into, {@code Void} for lines of text. */
  public Class<?> response() {
    return response;
  }

  /** The query parameters that the client may send; Airflow ignores unknown ones in silence. */
  public List<String> queryParameters() {
    return queryParameters;
  }
}
