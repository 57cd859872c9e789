package io.nasoa.activities.dagrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.airflow.AirflowClient;
import io.nasoa.activities.airflow.AirflowConnection;
import io.nasoa.activities.airflow.AirflowException;
import io.nasoa.activities.airflow.AirflowException.Problem;
import io.nasoa.activities.airflow.Asset;
import io.nasoa.activities.airflow.Dag;
import io.nasoa.activities.airflow.DagRun;
import io.nasoa.activities.airflow.DagRunRequest;
import io.nasoa.activities.airflow.DagRunState;
import io.nasoa.activities.airflow.TriggeredRun;
import io.nasoa.workflows.airflow.AirflowActivities;
import io.nasoa.workflows.airflow.AirflowFailures;
import io.nasoa.workflows.airflow.AssetNews;
import io.nasoa.workflows.airflow.AwaitDagRunInput;
import io.nasoa.workflows.airflow.DagConf;
import io.nasoa.workflows.airflow.DagRunRef;
import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.StartDagRunInput;
import io.nasoa.workflows.airflow.StartedDagRun;
import io.nasoa.workflows.airflow.WaitProgress;
import io.nasoa.workflows.payload.PayloadJson;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The activities on the Airflows that the settings of this process name; their credentials never
 * leave it. Thread-safe.
 */
public final class AirflowActivitiesImpl implements AirflowActivities {
  /** What tells one piece of work from another in a run's {@link DagConf#NASOA}. */
  private static final List<String> IDENTITY = List.of("work", "run", "step");

  /** Attempts after which refused credentials are taken for wrong. */
  private static final int LOGINS = 5;

  private final Map<String, AirflowClient> clients = new TreeMap<>();
  private final PollingPace pace;
  private final JsonMapper mapper = PayloadJson.newMapper();

  /** On those connections, by their names. */
  public AirflowActivitiesImpl(Map<String, AirflowConnection> connections, PollingPace pace) {
    connections.forEach((name, connection) -> clients.put(name, new AirflowClient(connection)));
    this.pace = pace;
  }

  @Override
  public StartedDagRun start(StartDagRunInput input) {
    return asking(
        () -> {
          DagRunRef run = input.run();
          AirflowClient client = client(run.connection());
          letItBegin(client, input);
          TriggeredRun triggered = client.trigger(request(input));
          if (triggered.adopted()) {
            requireOurs(triggered.run(), input);
          }
          return new StartedDagRun(
              StartedDagRun.SCHEMA, client.dagRunUrl(run.dag(), run.runId()), triggered.adopted());
        });
  }

  private DagRunRequest request(StartDagRunInput input) {
    ObjectNode conf = mapper.valueToTree(input.conf());
    conf.set(DagConf.NASOA, mapper.valueToTree(input.purpose()));
    Long date = input.logicalDateMillis();
    return new DagRunRequest(
        input.run().dag(),
        input.run().runId(),
        conf,
        date == null ? null : Instant.ofEpochMilli(date),
        "NASOA: %s".formatted(input.purpose().getOrDefault("work", "")));
  }

  /** Airflow takes runs of a paused DAG and lets them wait for ever. */
  private static void letItBegin(AirflowClient client, StartDagRunInput input) {
    String id = input.run().dag();
    Dag dag = client.dag(id);
    if (!Boolean.TRUE.equals(dag.isPaused())) {
      return;
    }
    if (input.unpause()) {
      client.setPaused(id, false);
    } else if (!isThere(client, input.run())) {
      throw refused(
          "DAG %s is paused: unpause it in Airflow, or ask for it with 'unpause: true'"
              .formatted(id));
    }
  }

  /** A DAG that was paused after our trigger holds its run up until somebody lets it go on. */
  private static boolean isThere(AirflowClient client, DagRunRef run) {
    try {
      client.dagRun(run.dag(), run.runId());
      return true;
    } catch (AirflowException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void requireOurs(DagRun there, StartDagRunInput input) {
    JsonNode conf = there.conf();
    JsonNode theirs = conf == null ? mapper.nullNode() : conf.path(DagConf.NASOA);
    JsonNode ours = mapper.valueToTree(input.purpose());
    if (!IDENTITY.stream().allMatch(field -> theirs.path(field).equals(ours.path(field)))) {
      throw refused(
          "DAG %s has a run %s that was not triggered for this: delete it in Airflow, or choose another id for the task"
              .formatted(there.dagId(), there.dagRunId()));
    }
  }

  @Override
  public DagRunResult await(AwaitDagRunInput input) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    DagRunRef run = input.run();
    return asking(
        () -> {
          AirflowClient client = client(run.connection());
          Duration pause = pace.first();
          while (true) {
            DagRunState state = state(client, run);
            if (state.isTerminal()) {
              return ended(client, input, state);
            }
            rest(context, pause, state);
            pause = pace.after(pause);
          }
        });
  }

  private static DagRunState state(AirflowClient client, DagRunRef run) {
    try {
      return client.dagRun(run.dag(), run.runId()).state();
    } catch (AirflowException e) {
      if (e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
      throw ApplicationFailure.newNonRetryableFailure(
          "run %s of DAG %s was deleted while it was waited for".formatted(run.runId(), run.dag()),
          AirflowFailures.DAG_RUN_DELETED);
    }
  }

  /** A heartbeat throws when the wait was cancelled or the worker stops; the run goes on. */
  private void rest(ActivityExecutionContext context, Duration pause, DagRunState state) {
    WaitProgress progress =
        new WaitProgress(WaitProgress.SCHEMA, state.name().toLowerCase(Locale.ROOT));
    long end = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
        context.heartbeat(progress);
        Thread.sleep(Math.min(left, pace.beat().toNanos()) / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
  }

  private static DagRunResult ended(
      AirflowClient client, AwaitDagRunInput input, DagRunState state) {
    DagRunRef run = input.run();
    if (state == DagRunState.FAILED) {
      throw ApplicationFailure.newNonRetryableFailure(
          FailedRun.sentence(client, run), AirflowFailures.DAG_RUN_FAILED);
    }
    String task = input.resultTask();
    return new DagRunResult(
        DagRunResult.SCHEMA,
        run.connection(),
        run.dag(),
        run.runId(),
        client.dagRunUrl(run.dag(), run.runId()),
        task == null ? null : data(client, run, task, input.resultKey()),
        null);
  }

  private static String data(AirflowClient client, DagRunRef run, String task, String key) {
    String where = "task %s of DAG %s".formatted(task, run.dag());
    JsonNode returned =
        client
            .xcom(run.dag(), run.runId(), task, -1, key)
            .orElseThrow(
                () ->
                    refused(
                        "%s left nothing under '%s' in run %s: it must return where the data are"
                            .formatted(where, key, run.runId())));
    return PreparedData.of(returned)
        .orElseThrow(
            () ->
                refused(
                    "%s returned %s: expected an absolute path, a file: URI or draw:..., as text or as the field %s"
                        .formatted(where, shown(returned), PreparedData.FIELDS.get(0))));
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 120 ? text : text.substring(0, 120) + "...";
  }

  @Override
  public void cancel(DagRunRef run) {
    asking(() -> client(run.connection()).cancel(run.dag(), run.runId()));
  }

  @Override
  public void tell(AssetNews news) {
    asking(
        () -> {
          AirflowClient client = client(news.connection());
          Asset asset =
              client
                  .asset(news.asset())
                  .orElseThrow(
                      () ->
                          refused(
                              "Airflow has no asset %s: a DAG must name it in its schedule or outlets"
                                  .formatted(news.asset())));
          return client.createAssetEvent(asset.id(), mapper.valueToTree(news.extra()));
        });
  }

  private AirflowClient client(String connection) {
    AirflowClient client = clients.get(connection);
    if (client == null) {
      throw refused(
          "no Airflow connection '%s' is in the settings of this worker, which has %s"
              .formatted(connection, clients.keySet()));
    }
    return client;
  }

  private static ApplicationFailure refused(String sentence) {
    return ApplicationFailure.newNonRetryableFailure(sentence, AirflowFailures.REFUSED);
  }

  /**
   * A slow Airflow can let even a new token expire, and passwords are changed here and there not at
   * the same moment: no reason to give a run up that is being waited for.
   */
  private static boolean patient(ActivityInfo activity) {
    return activity.getActivityType().equals(AirflowActivities.AWAIT)
        || activity.getAttempt() < LOGINS;
  }

  /** Gives a failed call the type that decides whether it is tried again. */
  private static <T> T asking(Supplier<T> calls) {
    ActivityInfo activity = Activity.getExecutionContext().getInfo();
    try {
      return calls.get();
    } catch (AirflowException e) {
      String message = String.valueOf(e.getMessage());
      throw e.retryable() || (e.problem() == Problem.UNAUTHENTICATED && patient(activity))
          ? ApplicationFailure.newFailure(message, AirflowFailures.UNAVAILABLE)
          : refused(message);
    }
  }
}
