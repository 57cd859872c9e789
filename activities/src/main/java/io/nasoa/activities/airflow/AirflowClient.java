package io.nasoa.activities.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.airflow.AirflowBodies.Page;
import io.nasoa.activities.airflow.AirflowException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A client of one Airflow, version 3.0 or newer. Every call asks the server, remembers nothing but
 * the token, and raises an {@link AirflowException} when it was not done. Thread-safe.
 */
public final class AirflowClient {
  /** What Airflow gives at most in one page, unless it is set to less. */
  private static final int PAGE = 100;

  private static final int MOST_PAGES = 1000;

  private final AirflowConnection connection;
  private final AirflowHttp http;

  /** A client; connects on first use. */
  public AirflowClient(AirflowConnection connection) {
    this.connection = connection;
    this.http = new AirflowHttp(connection);
  }

  /**
   * Airflow's version; needs no credentials.
   *
   * @throws AirflowException also when the server is an Airflow 2, which has no {@code /api/v2}
   */
  public ServerVersion version() {
    try {
      return http.ask(AirflowCall.of(AirflowEndpoint.VERSION), ServerVersion.class);
    } catch (AirflowException e) {
      if (e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
      throw new AirflowException(
          Problem.UNREADABLE,
          e.status(),
          "what answers at %s has no /api/v2: Airflow 3.0 or newer is needed, at its own address"
              .formatted(connection.baseUrl()),
          e);
    }
  }

  /** How Airflow's parts are. */
  public Health health() {
    return http.ask(AirflowCall.of(AirflowEndpoint.HEALTH), Health.class);
  }

  /** A DAG; {@code NOT_FOUND} also when Airflow has not read its file yet. */
  public Dag dag(String dagId) {
    return http.ask(AirflowCall.of(AirflowEndpoint.DAG, dagId), Dag.class);
  }

  /** Lets the runs of a paused DAG begin, or holds them up. */
  public Dag setPaused(String dagId, boolean paused) {
    return http.ask(
        AirflowCall.of(AirflowEndpoint.PATCH_DAG, dagId)
            .with("update_mask", "is_paused")
            .withBody(new AirflowBodies.Pause(paused)),
        Dag.class);
  }

  /**
   * Triggers a run, once: where there is one with this id, that one is the answer.
   *
   * @throws AirflowException {@code CONFLICT} when the DAG has another run with this logical date,
   *     {@code INVALID} when the DAG does not take these parameters, {@code NOT_FOUND} without such
   *     a DAG; {@code UNREACHABLE} tells nothing of the run: ask again with the same request
   */
  public TriggeredRun trigger(DagRunRequest request) {
    try {
      DagRun run =
          http.ask(
              AirflowCall.of(AirflowEndpoint.TRIGGER, request.dagId())
                  .withBody(
                      new AirflowBodies.Trigger(
                          request.dagRunId(),
                          request.logicalDate(),
                          request.conf(),
                          request.note())),
              DagRun.class);
      return new TriggeredRun(run, false);
    } catch (AirflowException e) {
      if (e.problem() != Problem.CONFLICT) {
        throw e;
      }
      // The refusal does not tell whether the id or the logical date was there already.
      return find(request.dagId(), request.dagRunId())
          .map(run -> new TriggeredRun(run, true))
          .orElseThrow(() -> e);
    }
  }

  /** A run. */
  public DagRun dagRun(String dagId, String dagRunId) {
    return http.ask(AirflowCall.of(AirflowEndpoint.DAG_RUN, dagId, dagRunId), DagRun.class);
  }

  private Optional<DagRun> find(String dagId, String dagRunId) {
    try {
      return Optional.of(dagRun(dagId, dagRunId));
    } catch (AirflowException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Ends a run as failed, which is how Airflow cancels: running tasks are stopped, waiting ones
   * skipped, teardown tasks still run. Nothing happens to a run that has ended or is not there.
   *
   * @return the run as it is then, empty when there is none
   */
  public Optional<DagRun> cancel(String dagId, String dagRunId) {
    Optional<DagRun> run = find(dagId, dagRunId);
    if (run.isEmpty() || run.get().state().isTerminal()) {
      return run;
    }
    return Optional.of(
        http.ask(
            AirflowCall.of(AirflowEndpoint.PATCH_DAG_RUN, dagId, dagRunId)
                .with("update_mask", "state")
                .withBody(new AirflowBodies.State("failed")),
            DagRun.class));
  }

  /** The tasks of a run. */
  public List<TaskInstance> taskInstances(String dagId, String dagRunId) {
    return pages(
        offset ->
            http.ask(
                AirflowCall.of(AirflowEndpoint.TASK_INSTANCES, dagId, dagRunId)
                    .with("limit", PAGE)
                    .with("offset", offset),
                AirflowBodies.TaskInstances.class));
  }

  /** The tasks of a run that failed themselves, not for another's failure. */
  public List<TaskInstance> failedTasks(String dagId, String dagRunId) {
    return pages(
            offset ->
                http.ask(
                    AirflowCall.of(AirflowEndpoint.TASK_INSTANCES, dagId, dagRunId)
                        .with("state", "failed")
                        .with("limit", PAGE)
                        .with("offset", offset),
                    AirflowBodies.TaskInstances.class))
        .stream()
        .filter(task -> task.state() == TaskInstanceState.FAILED)
        .toList();
  }

  /**
   * What a task left under a key, {@code return_value} for what it returned.
   *
   * @param mapIndex -1 for a task that is not mapped
   * @return its JSON, empty when the task left nothing there
   */
  public Optional<JsonNode> xcom(
      String dagId, String dagRunId, String taskId, int mapIndex, String key) {
    try {
      AirflowBodies.XComEntry entry =
          http.ask(
              AirflowCall.of(AirflowEndpoint.XCOM, dagId, dagRunId, taskId, key)
                  .with("map_index", mapIndex)
                  .with("deserialize", true),
              AirflowBodies.XComEntry.class);
      return Optional.ofNullable(entry.value()).filter(value -> !value.isNull()).map(this::decoded);
    } catch (AirflowException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Some Airflows give an object or array as the text that they have stored. */
  private JsonNode decoded(JsonNode value) {
    String text = value.isTextual() ? value.asText().strip() : "";
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return value;
    }
    try {
      return http.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return value;
    }
  }

  /** The last lines of what a task logged in its last try, at most so many; in bounded memory. */
  public List<String> logTail(String dagId, String dagRunId, TaskInstance task, int lines) {
    return LogTail.read(http, dagId, dagRunId, task, lines);
  }

  /** The asset with exactly this address. */
  public Optional<Asset> asset(String uri) {
    return pages(
            offset ->
                http.ask(
                    AirflowCall.of(AirflowEndpoint.ASSETS)
                        .with("uri_pattern", uri)
                        .with("limit", PAGE)
                        .with("offset", offset),
                    AirflowBodies.Assets.class))
        .stream()
        .filter(asset -> asset.uri().equals(uri))
        .findFirst();
  }

  /** The events of an asset, newest first. */
  public List<AssetEvent> assetEvents(long assetId) {
    return pages(offset -> assetEventPage(assetId, offset));
  }

  private AirflowBodies.AssetEvents assetEventPage(long assetId, int offset) {
    return http.ask(
        AirflowCall.of(AirflowEndpoint.ASSET_EVENTS)
            .with("asset_id", assetId)
            .with("order_by", "-timestamp")
            .with("limit", PAGE)
            .with("offset", offset),
        AirflowBodies.AssetEvents.class);
  }

  /**
   * Tells Airflow of an asset's news, which starts the DAGs that are scheduled on it. Airflow takes
   * every call for another event, so this one looks first whether the newest hundred events have
   * one with the same {@code extra}; two callers at the same time can still make two.
   */
  public AssetEvent createAssetEvent(long assetId, ObjectNode extra) {
    for (AssetEvent event : assetEventPage(assetId, 0).entries()) {
      if (event.assetId() == assetId && contains(event.extra(), extra)) {
        return event;
      }
    }
    return http.ask(
        AirflowCall.of(AirflowEndpoint.CREATE_ASSET_EVENT)
            .withBody(new AirflowBodies.NewAssetEvent(assetId, extra)),
        AssetEvent.class);
  }

  /** Airflow adds fields of its own to the extra of an event. */
  private static boolean contains(@Nullable JsonNode whole, ObjectNode part) {
    return whole != null
        && part.properties().stream()
            .allMatch(field -> field.getValue().equals(whole.get(field.getKey())));
  }

  /** The page of a run in Airflow's user interface. */
  public String dagRunUrl(String dagId, String dagRunId) {
    return "%s/dags/%s/runs/%s"
        .formatted(connection.baseUrl(), AirflowCall.encode(dagId), AirflowCall.encode(dagRunId));
  }

  /**
   * All entries of a listing; a server may give fewer a page than asked, and may not tell a total.
   */
  private static <T> List<T> pages(IntFunction<? extends Page<T>> pageAt) {
    List<T> all = new ArrayList<>();
    for (int number = 0; number < MOST_PAGES; number++) {
      Page<T> page = pageAt.apply(all.size());
      all.addAll(page.entries());
      Integer total = page.totalEntries();
      if (page.entries().isEmpty() || (total != null && all.size() >= total)) {
        break;
      }
    }
    return all;
  }
}
