package io.nasoa.worker.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.airflow.AirflowClient;
import io.nasoa.activities.airflow.AirflowCredentials.BearerToken;
import io.nasoa.activities.airflow.AirflowCredentials.UserPassword;
import io.nasoa.activities.airflow.AirflowException;
import io.nasoa.activities.airflow.AirflowException.Problem;
import io.nasoa.activities.airflow.Asset;
import io.nasoa.activities.airflow.AssetEvent;
import io.nasoa.activities.airflow.DagRun;
import io.nasoa.activities.airflow.DagRunRequest;
import io.nasoa.activities.airflow.DagRunState;
import io.nasoa.activities.airflow.TaskInstance;
import io.nasoa.activities.airflow.TaskInstanceState;
import io.nasoa.activities.airflow.TriggeredRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the client promises, against a real Airflow whose tokens expire after seconds. */
@Timeout(300)
class AirflowClientIT {
  @RegisterExtension static final SharedAirflow AIRFLOW = new SharedAirflow();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final String DAG = "nasoa_it";

  private final RealAirflow airflow = AIRFLOW.get();
  private final AirflowClient client = airflow.client("admin");

  private static DagRunRequest request(String dagId, String runId, ObjectNode conf) {
    return new DagRunRequest(dagId, runId, conf, null, "from a test");
  }

  private static ObjectNode conf() {
    return JSON.createObjectNode();
  }

  private DagRun awaitEnd(String dagId, String runId) throws Exception {
    airflow.await(PATIENCE, () -> client.dagRun(dagId, runId).state().isTerminal());
    return client.dagRun(dagId, runId);
  }

  private static AirflowException refusal(AirflowClient client, DagRunRequest request) {
    return catchThrowableOfType(AirflowException.class, () -> client.trigger(request));
  }

  @Test
  void run_triggeredTwice_isOneRunWithItsResult() throws Exception {
    DagRunRequest request = request(DAG, "twice~a.b:c+d-e", conf().put("rows", 4));

    TriggeredRun first = client.trigger(request);
    TriggeredRun second = client.trigger(request);
    DagRun ended = awaitEnd(DAG, request.dagRunId());

    assertThat(first.adopted()).isFalse();
    assertThat(second.adopted()).isTrue();
    assertThat(second.run().conf()).isEqualTo(request.conf());
    assertThat(ended.state()).isEqualTo(DagRunState.SUCCESS);
    assertThat(ended.note()).isEqualTo("from a test");
    assertThat(client.xcom(DAG, request.dagRunId(), "prepare", -1, "return_value"))
        .contains(JSON.readTree("{\"dataset_uri\": \"file:///tmp/prepared\", \"rows\": 4}"));
    assertThat(client.xcom(DAG, request.dagRunId(), "prepare", -1, "nothing")).isEmpty();
    assertThat(client.taskInstances(DAG, request.dagRunId()))
        .extracting(TaskInstance::taskId, TaskInstance::state)
        .containsExactlyInAnyOrder(
            tuple("prepare", TaskInstanceState.SUCCESS),
            tuple("finish", TaskInstanceState.SUCCESS));
  }

  @Test
  void sameLogicalDate_ofAnotherRun_isAConflict() {
    Instant date = Instant.parse("2026-01-01T00:00:00Z");
    client.trigger(new DagRunRequest("nasoa_paused", "date-1", conf(), date, null));

    AirflowException refusal =
        refusal(client, new DagRunRequest("nasoa_paused", "date-2", conf(), date, null));

    assertThat(refusal.problem()).isEqualTo(Problem.CONFLICT);
    assertThat(refusal).hasMessageContaining("Unique constraint violation");
  }

  @Test
  void trigger_thatCannotBe_isRefusedInAirflowsWords() {
    AirflowException type = refusal(client, request(DAG, "type", conf().put("rows", "many")));
    AirflowException unknown = refusal(client, request("nobody's", "unknown", conf()));
    AirflowException role = refusal(airflow.client("viewer"), request(DAG, "role", conf()));
    AirflowException password =
        refusal(airflow.client(new UserPassword("admin", "wrong")), request(DAG, "pw", conf()));

    assertThat(type.problem()).isEqualTo(Problem.INVALID);
    assertThat(type).hasMessageContaining("Invalid input for param rows");
    assertThat(unknown.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(unknown).hasMessageContaining("Dag with dag_id: 'nobody's' not found");
    assertThat(role.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(password.problem()).isEqualTo(Problem.UNAUTHENTICATED);
    assertThat(password).hasMessageContaining("Invalid credentials");
  }

  @Test
  void pausedDag_takesTheRunAndLetsItWait() throws Exception {
    client.setPaused("nasoa_paused", true);
    assertThat(client.dag("nasoa_paused").isPaused()).isTrue();
    client.trigger(request("nasoa_paused", "waits", conf()));
    TimeUnit.SECONDS.sleep(2);
    assertThat(client.dagRun("nasoa_paused", "waits").state()).isEqualTo(DagRunState.QUEUED);

    assertThat(client.setPaused("nasoa_paused", false).isPaused()).isFalse();
    DagRun ended = awaitEnd("nasoa_paused", "waits");
    client.setPaused("nasoa_paused", true);

    assertThat(ended.state()).isEqualTo(DagRunState.SUCCESS);
  }

  @Test
  void failedRun_namesItsTaskAndTellsWhy() throws Exception {
    client.trigger(request(DAG, "fails", conf().put("fail", true)));

    assertThat(awaitEnd(DAG, "fails").state()).isEqualTo(DagRunState.FAILED);
    List<TaskInstance> failed = client.failedTasks(DAG, "fails");
    assertThat(failed).extracting(TaskInstance::displayName).containsExactly("prepare");
    // What a task prints and what it logs reach its supervisor over two sockets; the printed gets
    // its time there, the logged in the task, and by these times Airflow sorts the lines.
    assertThat(client.logTail(DAG, "fails", failed.get(0), 3))
        .hasSize(3)
        .contains("preparing 3 rows")
        .containsSubsequence("Task failed with exception", "ValueError: asked to fail");
  }

  private static boolean isRunning(@Nullable TaskInstanceState state) {
    return state == TaskInstanceState.RUNNING;
  }

  /** Waits until its first task is at work; returns that task's process. */
  private ProcessHandle awaitTask(String runId) throws Exception {
    Path file = airflow.file(runId + ".pid");
    airflow.await(
        PATIENCE,
        () ->
            Files.exists(file)
                && Files.size(file) > 0
                && client.taskInstances(DAG, runId).stream().anyMatch(t -> isRunning(t.state())));
    return ProcessHandle.of(Long.parseLong(Files.readString(file))).orElseThrow();
  }

  @Test
  void cancelledRun_fails_andItsTaskIsStopped() throws Exception {
    client.trigger(request(DAG, "sleeps", conf().put("sleep", 600)));
    ProcessHandle task = awaitTask("sleeps");

    assertThat(client.cancel(DAG, "sleeps")).map(DagRun::state).contains(DagRunState.FAILED);

    assertThat(client.taskInstances(DAG, "sleeps"))
        .extracting(TaskInstance::state)
        .containsExactlyInAnyOrder(TaskInstanceState.FAILED, TaskInstanceState.SKIPPED);
    assertThat(client.cancel(DAG, "sleeps")).map(DagRun::state).contains(DagRunState.FAILED);
    assertThat(client.cancel(DAG, "never triggered")).isEmpty();
    airflow.await(PATIENCE, () -> !task.isAlive());
  }

  /** The run waits meanwhile: a running task would be failed by Airflow, which loses touch too. */
  @Test
  void apiServerKilledAndStarted_isWaitedFor_andTheRunIsStillThere() throws Exception {
    DagRunRequest request = request("nasoa_paused", "outlives", conf());
    client.trigger(request);

    airflow.killApiServer();
    AirflowException gone =
        catchThrowableOfType(
            AirflowException.class, () -> client.dagRun("nasoa_paused", "outlives"));
    airflow.startApiServer();
    airflow.await(
        PATIENCE,
        () -> {
          try {
            return client.dagRun("nasoa_paused", "outlives").state() == DagRunState.QUEUED;
          } catch (AirflowException e) {
            assertThat(e.retryable()).isTrue();
            return false;
          }
        });

    assertThat(gone.problem()).isEqualTo(Problem.UNREACHABLE);
    assertThat(client.trigger(request).adopted()).isTrue();
  }

  @Test
  void expiredAndForeignTokens_areReplacedOnce() throws Exception {
    String expired = airflow.mintToken("admin");
    TimeUnit.NANOSECONDS.sleep(RealAirflow.TOKEN_LIFETIME.plusSeconds(2).toNanos());

    for (String useless : List.of(expired, "not even a token")) {
      AtomicInteger asked = new AtomicInteger();
      AirflowClient replacing =
          airflow.client(
              new BearerToken(
                  () -> asked.incrementAndGet() == 1 ? useless : airflow.mintToken("admin")));

      assertThat(replacing.dag(DAG).dagId()).isEqualTo(DAG);
      assertThat(asked).hasValue(2);
      AirflowException refused =
          catchThrowableOfType(
              AirflowException.class,
              () -> airflow.client(new BearerToken(() -> useless)).dag(DAG));
      assertThat(refused.problem()).isEqualTo(Problem.UNAUTHENTICATED);
    }
  }

  @Test
  void assetEvent_toldTwice_startsItsDagOnce() throws Exception {
    Asset asset = client.asset("nasoa://models/it").orElseThrow();
    ObjectNode extra = conf().put("task_id", "t1").put("model", "model.safetensors");

    AssetEvent first = client.createAssetEvent(asset.id(), extra);
    AssetEvent second = client.createAssetEvent(asset.id(), extra);
    // The run that the event starts has an id of Airflow's own; its task leaves it in this file.
    airflow.await(PATIENCE, () -> Files.exists(airflow.file("deployed")));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(client.assetEvents(asset.id())).hasSize(1);
    assertThat(client.asset("nasoa://models/none")).isEmpty();
    List<String> runs = Files.readAllLines(airflow.file("deployed"));
    assertThat(runs).hasSize(1);
    assertThat(awaitEnd("nasoa_on_model", runs.get(0)).state()).isEqualTo(DagRunState.SUCCESS);
    assertThat(client.xcom("nasoa_on_model", runs.get(0), "deploy", -1, "return_value"))
        .hasValueSatisfying(
            value -> assertThat(value.path(0).path("task_id").asText()).isEqualTo("t1"));
  }

  @Test
  void server_isHealthyAndNewEnough() {
    assertThat(client.health().unhealthyParts()).isEmpty();
    assertThat(client.version().version()).matches("3\\.([3-9]|[1-9][0-9]).*");
  }
}
