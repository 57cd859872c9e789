package io.nasoa.worker.airflow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.airflow.AirflowClient;
import io.nasoa.activities.airflow.AirflowException;
import io.nasoa.activities.airflow.DagRunRequest;
import io.nasoa.activities.airflow.DagRunState;
import io.nasoa.activities.airflow.TaskInstanceState;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * DAGs of a real Airflow that fine-tune: with the shipped operator, with stock ones, and with
 * somebody dying in the middle.
 */
@Timeout(900)
class FineTuningFromAirflowIT {
  private static final String TOKEN = "planted-api-token-0123456789";
  private static final int PORT = port();
  @RegisterExtension static final SharedAirflow AIRFLOW = new SharedAirflow(connection());
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String DAG = "nasoa_inbound_it";
  private static final String FIRST_TASK = "deferred";

  /** Nothing waits for their end: they are stopped or cancelled. */
  private static final int ENDLESS = 1_000_000;

  @TempDir static Path directory;
  private static OwnerOnPort owner;

  private final RealAirflow airflow = AIRFLOW.get();
  private final AirflowClient client = airflow.client("admin");

  private static int port() {
    try {
      return RealAirflow.freePorts(1).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> connection() {
    String json =
        """
{"conn_type": "http", "host": "127.0.0.1", "port": %d, "schema": "http", "extra": {"Authorization": "Bearer %s"}}"""
            .formatted(PORT, TOKEN);
    return Map.of("AIRFLOW_CONN_NASOA_DEFAULT", json);
  }

  @BeforeAll
  static void start() throws Exception {
    owner = new OwnerOnPort(directory.resolve("owner"), PORT, TOKEN);
    owner.start();
    AIRFLOW.get().await(PATIENCE, () -> owner.json("/readyz").path("ready").asBoolean());
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
  }

  private static ObjectNode conf(String name, Object value) {
    return Json.MAPPER.createObjectNode().putPOJO(name, value);
  }

  private void trigger(String dag, String run, ObjectNode conf) throws Exception {
    airflow.await(PATIENCE, () -> isKnown(dag));
    client.setPaused(dag, false);
    client.trigger(new DagRunRequest(dag, run, conf, null, "from a test"));
  }

  /** Whether its file has been read. */
  private boolean isKnown(String dag) {
    try {
      return client.dag(dag).dagId().equals(dag);
    } catch (AirflowException e) {
      return false;
    }
  }

  private DagRunState end(String dag, String run) throws Exception {
    airflow.await(PATIENCE, () -> client.dagRun(dag, run).state().isTerminal());
    return client.dagRun(dag, run).state();
  }

  /** Waits until a task of a run is in a state; returns the id of its fine-tuning. */
  private String await(String run, String task, TaskInstanceState state) throws Exception {
    airflow.await(
        PATIENCE,
        () ->
            client.taskInstances(DAG, run).stream()
                .anyMatch(found -> found.taskId().equals(task) && found.state() == state));
    String beginning = "%s.%s.%s-".formatted(DAG, run, task);
    airflow.await(PATIENCE, () -> !owner.tasks(beginning).isEmpty());
    return owner.tasks(beginning).get(0);
  }

  @Test
  void operator_deferrableAndNot_fineTunesToTheEnd_andClearingGivesTheSameResult()
      throws Exception {
    trigger(DAG, "plain", conf("steps", 5));

    assertThat(end(DAG, "plain")).isEqualTo(DagRunState.SUCCESS);
    List<String> tasks = owner.tasks(DAG + ".plain.");
    assertThat(tasks).hasSize(2);
    JsonNode told = client.xcom(DAG, "plain", FIRST_TASK, -1, "return_value").orElseThrow();
    assertThat(told).isEqualTo(owner.json("/v1/tasks/" + told.path("task").asText()));
    assertThat(told.path("accuracy").isNumber()).isTrue();
    assertThat(client.xcom(DAG, "plain", FIRST_TASK, -1, "_link_NasoaTaskLink"))
        .hasValueSatisfying(
            link -> assertThat(link.asText()).endsWith("/v1/tasks/" + told.path("task").asText()));

    clear("plain");
    assertThat(end(DAG, "plain")).isEqualTo(DagRunState.SUCCESS);
    assertThat(client.xcom(DAG, "plain", FIRST_TASK, -1, "return_value")).contains(told);
    assertThat(owner.tasks(DAG + ".plain.")).hasSize(2);
    for (String task : tasks) {
      assertThat(owner.run(task)).isEqualTo(1);
    }
    assertTokenStandsNowhere();
  }

  /** Runs its first task again, whatever became of it. */
  private void clear(String run) throws IOException, InterruptedException {
    String body =
        """
{"dry_run": false, "dag_run_id": "%s", "task_ids": ["%s"], "only_failed": false, "reset_dag_runs": true}"""
            .formatted(run, FIRST_TASK);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("%s/api/v2/dags/%s/clearTaskInstances".formatted(airflow.url(), DAG)))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + airflow.mintToken("admin"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Not in Airflow's logs, nor in its database; connections come from the environment here. */
  private void assertTokenStandsNowhere() throws IOException {
    List<Path> files;
    try (Stream<Path> logs = Files.walk(airflow.file("logs"))) {
      files = logs.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertNoToken(file);
    }
    assertNoToken(airflow.file("airflow.log"));
    assertNoToken(airflow.file("airflow.db"));
  }

  private static void assertNoToken(Path file) throws IOException {
    boolean found = Files.readString(file, ISO_8859_1).contains(TOKEN);
    assertThat(found).as(file.toString()).isFalse();
  }

  @Test
  void shippedDags_fineTuneToTheEnd() throws Exception {
    ObjectNode conf = conf("budget", "10s").put("data", "draw:shapes:classes=3,images=150,size=32");
    trigger("nasoa_stock_operators", "stock", conf);
    trigger("nasoa_fine_tune", "ours", conf);

    assertThat(end("nasoa_stock_operators", "stock")).isEqualTo(DagRunState.SUCCESS);
    assertThat(end("nasoa_fine_tune", "ours")).isEqualTo(DagRunState.SUCCESS);
    assertThat(owner.tasks("stock-stock")).hasSize(1);
    assertThat(owner.tasks("nasoa_fine_tune.ours.")).hasSize(1);
    assertThat(client.xcom("nasoa_stock_operators", "stock", "result", -1, "return_value"))
        .hasValueSatisfying(
            result -> assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED"));
  }

  @Test
  void triggererSchedulerAndOurWorkerKilled_isOneFineTuning() throws Exception {
    trigger(DAG, "killed", conf("steps", ENDLESS));
    String task = await("killed", FIRST_TASK, TaskInstanceState.DEFERRED);
    airflow.await(PATIENCE, () -> owner.step(task) > 0);

    airflow.replace("triggerer");
    owner.restart();
    airflow.replace("scheduler");
    airflow.await(PATIENCE, () -> owner.stop(task));

    assertThat(end(DAG, "killed")).isEqualTo(DagRunState.SUCCESS);
    assertThat(owner.tasks(DAG + ".killed.")).hasSize(2).contains(task);
    assertThat(owner.state(task)).isEqualTo("SUCCEEDED");
    assertThat(owner.run(task)).isEqualTo(1);
  }

  @Test
  void failingFineTuning_isTriedAgainAsAnotherRunOfTheSameTask() throws Exception {
    trigger(DAG, "fails", conf("data", directory.resolve("nothing").toString()));

    assertThat(end(DAG, "fails")).isEqualTo(DagRunState.FAILED);
    List<String> tasks = owner.tasks(DAG + ".fails.");
    assertThat(tasks).hasSize(1);
    // One of the three tries may fail by Airflow's own doing: on a busy machine its API server
    // answers its tasks too late.
    assertThat(owner.run(tasks.get(0))).isBetween(2, 3);
    assertThat(client.logTail(DAG, "fails", client.failedTasks(DAG, "fails").get(0), 5).toString())
        .contains("has failed: ");
  }

  /** Whether the triggerer has begun to wait for a task of a run. */
  private boolean hasTriggerLog(String run) throws IOException {
    try (Stream<Path> logs = Files.walk(airflow.file("logs"))) {
      return logs.map(Path::toString)
          .anyMatch(log -> log.contains("run_id=" + run + "/") && log.contains(".trigger."));
    }
  }

  @Test
  void taskKilledInAirflow_cancelsTheFineTuning() throws Exception {
    trigger(DAG, "first", conf("steps", ENDLESS));
    String deferred = await("first", FIRST_TASK, TaskInstanceState.DEFERRED);
    // A trigger that the triggerer has not begun yet is dropped without being told.
    airflow.await(PATIENCE, () -> hasTriggerLog("first"));
    client.cancel(DAG, "first");
    airflow.await(PATIENCE, () -> owner.state(deferred).equals("CANCELLED"));
    assertThat(end(DAG, "first")).isEqualTo(DagRunState.FAILED);

    trigger(DAG, "second", conf("steps_while_waiting", ENDLESS));
    String waiting = await("second", "waiting", TaskInstanceState.RUNNING);
    client.cancel(DAG, "second");
    airflow.await(PATIENCE, () -> owner.state(waiting).equals("CANCELLED"));
    assertThat(end(DAG, "second")).isEqualTo(DagRunState.FAILED);
    assertThat(owner.tasks(DAG + ".first.")).hasSize(1);
    assertThat(owner.tasks(DAG + ".second.")).hasSize(2);
  }
}
