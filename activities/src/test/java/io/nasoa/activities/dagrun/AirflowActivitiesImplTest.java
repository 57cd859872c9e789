package io.nasoa.activities.dagrun;

import static io.nasoa.activities.airflow.FakeAirflow.json;
import static io.nasoa.activities.airflow.FakeAirflow.lost;
import static io.nasoa.activities.airflow.FakeAirflow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.airflow.AirflowConnection;
import io.nasoa.activities.airflow.AirflowCredentials.UserPassword;
import io.nasoa.activities.airflow.FakeAirflow;
import io.nasoa.workflows.airflow.AirflowActivities;
import io.nasoa.workflows.airflow.AirflowFailures;
import io.nasoa.workflows.airflow.AssetNews;
import io.nasoa.workflows.airflow.AwaitDagRunInput;
import io.nasoa.workflows.airflow.DagRunRef;
import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.StartDagRunInput;
import io.nasoa.workflows.airflow.StartedDagRun;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of Airflow, and which failures are tried again; the server is made up. */
@Timeout(60)
class AirflowActivitiesImplTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DagRunRef RUN = new DagRunRef(1, "team", "d", "r");
  private static final Map<String, Object> PURPOSE =
      Map.of("work", "w", "run", 1, "step", "before");
  private static final String THERE =
      "{\"dag_id\":\"d\",\"dag_run_id\":\"r\",\"state\":\"%s\",\"conf\":{\"nasoa\":%s}}";
  private static final String OURS =
      "{\"work\":\"w\",\"run\":1,\"step\":\"before\",\"data\":\"x\"}";
  private static final FakeAirflow.Answer DAG = json(200, "{\"dag_id\":\"d\",\"is_paused\":false}");
  private static final FakeAirflow.Answer PAUSED =
      json(200, "{\"dag_id\":\"d\",\"is_paused\":true}");
  private static final FakeAirflow.Answer TAKEN = json(409, "{\"detail\":\"Unique\"}");
  private static final FakeAirflow.Answer UNKNOWN = json(404, "{\"detail\":\"not found\"}");

  private final FakeAirflow airflow = new FakeAirflow();
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private AirflowActivities activities;

  @BeforeEach
  void register() {
    Duration quick = Duration.ofMillis(5);
    environment.registerActivitiesImplementations(
        new AirflowActivitiesImpl(
            Map.of(
                "team",
                AirflowConnection.to(airflow.url(), new UserPassword("ada", "planted-secret"))
                    .withRequestTimeout(Duration.ofSeconds(20))),
            new PollingPace(quick, quick, quick)));
    activities = environment.newActivityStub(AirflowActivities.class);
  }

  @AfterEach
  void close() {
    environment.close();
    airflow.close();
  }

  private static StartDagRunInput start(boolean unpause) {
    return new StartDagRunInput(1, RUN, Map.of("rows", 3), PURPOSE, null, unpause);
  }

  private static AwaitDagRunInput wait(String task) {
    return new AwaitDagRunInput(1, RUN, task.isEmpty() ? null : task, "return_value");
  }

  private static FakeAirflow.Answer run(String state) {
    return json(200, THERE.formatted(state, OURS));
  }

  private static ApplicationFailure failure(Runnable call) {
    Throwable thrown = catchThrowableOfType(RuntimeException.class, call::run);
    Throwable cause = thrown instanceof ActivityFailure ? thrown.getCause() : thrown;
    assertThat(cause).isInstanceOf(ApplicationFailure.class);
    assertThat(String.valueOf(cause)).doesNotContain("planted-secret");
    return (ApplicationFailure) Objects.requireNonNull(cause);
  }

  private List<String> lines() {
    return airflow.requests().stream().map(FakeAirflow.Request::line).toList();
  }

  @Test
  void start_tellsTheRunWhatItIsFor() throws Exception {
    airflow.answers(DAG, run("queued"));

    StartedDagRun started = activities.start(start(false));

    assertThat(started.adopted()).isFalse();
    assertThat(started.url()).endsWith("/dags/d/runs/r");
    assertThat(JSON.readTree(airflow.requests().get(1).body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"dag_run_id":"r","logical_date":null,"note":"NASOA: w",
                 "conf":{"rows":3,"nasoa":{"work":"w","run":1,"step":"before"}}}"""));
  }

  @Test
  void start_thatIsThere_isAdoptedWhenItIsOurs() {
    airflow.answers(DAG, TAKEN, run("running"));
    assertThat(activities.start(start(false)).adopted()).isTrue();

    airflow.answers(DAG, TAKEN, json(200, THERE.formatted("running", "{\"work\":\"other\"}")));
    ApplicationFailure foreign = failure(() -> activities.start(start(false)));

    assertThat(foreign.isNonRetryable()).isTrue();
    assertThat(foreign.getOriginalMessage()).contains("was not triggered for this");
  }

  @Test
  void start_ofAPausedDag_isRefusedUnlessAskedToUnpause() {
    airflow.answers(PAUSED, UNKNOWN);
    ApplicationFailure refused = failure(() -> activities.start(start(false)));
    airflow.answers(PAUSED, DAG, run("queued"));
    activities.start(start(true));

    assertThat(refused.getType()).isEqualTo(AirflowFailures.REFUSED);
    assertThat(refused.getOriginalMessage()).contains("DAG d is paused");
    assertThat(lines())
        .contains("PATCH /api/v2/dags/d?update_mask=is_paused")
        .filteredOn(line -> line.startsWith("POST"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "503, AirflowUnavailable, false",
    "404, AirflowRefused, true",
    "403, AirflowRefused, true",
    "422, AirflowRefused, true"
  })
  void start_refusalsAreFinal_butNotSilence(int status, String type, boolean lasting) {
    airflow.answers(json(status, "{\"detail\":\"no\"}"));

    ApplicationFailure failure = failure(() -> activities.start(start(false)));

    assertThat(failure.getType()).isEqualTo(type);
    assertThat(failure.isNonRetryable()).isEqualTo(lasting);
  }

  @Test
  void start_whoseAnswerIsLost_isTriedAgain() {
    airflow.answers(DAG, lost());

    assertThat(failure(() -> activities.start(start(false))).getType())
        .isEqualTo(AirflowFailures.UNAVAILABLE);
  }

  @Test
  void unknownConnection_isNamed() {
    DagRunRef run = new DagRunRef(1, "others", "d", "r");

    assertThat(failure(() -> activities.cancel(run)).getOriginalMessage())
        .contains("'others'")
        .contains("[team]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"/data/a\"; /data/a",
        "{\"dataset_uri\": \"file:///data/b\", \"rows\": 3}; /data/b",
        "{\"uri\": \"draw:shapes\"}; draw:shapes",
        "\"s3://bucket/data\"; ",
        "\"relative\"; ",
        "[1]; "
      })
  void await_readsWhereTheDataAre(String returned, String data) {
    airflow.answers(
        run("queued"),
        run("running"),
        run("success"),
        json(200, "{\"value\":%s}".formatted(returned)));

    if (data == null) {
      assertThat(failure(() -> activities.await(wait("prepare"))).getOriginalMessage())
          .startsWith("task prepare of DAG d returned")
          .contains("expected an absolute path");
    } else {
      DagRunResult result = activities.await(wait("prepare"));
      assertThat(result.data()).isEqualTo(data);
      assertThat(result.url()).endsWith("/dags/d/runs/r");
    }
  }

  @Test
  void await_ofARunWithoutAResult_asksForNone() {
    airflow.answers(run("success"));

    assertThat(activities.await(wait("")).data()).isNull();
    assertThat(airflow.requests()).hasSize(1);
  }

  @Test
  void await_ofAFailedRun_namesItsTaskAndTheEndOfItsLog() {
    airflow.answers(
        run("failed"),
        json(
            200,
            """
            {"task_instances":[{"task_id":"prepare","map_index":-1,"state":"failed","try_number":2}],
             "total_entries":1}"""),
        text(
            200,
            "application/x-ndjson",
            "{\"event\":\"reading\"}\n{\"event\":\"no such file\"}\n"));

    ApplicationFailure failure = failure(() -> activities.await(wait("")));

    assertThat(failure.getType()).isEqualTo(AirflowFailures.DAG_RUN_FAILED);
    assertThat(failure.getOriginalMessage())
        .startsWith("run r of DAG d failed in task prepare (try 2): reading | no such file; see ")
        .endsWith("/dags/d/runs/r");
  }

  @Test
  void await_withRefusedCredentials_isTriedAgain() {
    airflow.answers(
        run("running"), json(401, "{\"detail\":\"no\"}"), json(401, "{\"detail\":\"no\"}"));

    assertThat(failure(() -> activities.await(wait(""))).getType())
        .isEqualTo(AirflowFailures.UNAVAILABLE);
  }

  @Test
  void await_ofADeletedRun_saysSo() {
    airflow.answers(run("running"), UNKNOWN);

    assertThat(failure(() -> activities.await(wait(""))).getType())
        .isEqualTo(AirflowFailures.DAG_RUN_DELETED);
  }

  @Test
  void tell_makesOneEventAndRefusesUnknownAssets() {
    String assets =
        "{\"assets\":[{\"id\":7,\"uri\":\"nasoa://m\",\"name\":\"m\"}],\"total_entries\":1}";
    AssetNews news = new AssetNews(1, "team", "nasoa://m", Map.of("work", "w"));
    airflow.answers(
        json(200, assets),
        json(200, "{\"asset_events\":[],\"total_entries\":0}"),
        json(200, "{\"id\":1,\"asset_id\":7,\"timestamp\":\"2026-01-01T00:00:00Z\"}"));
    activities.tell(news);
    airflow.answers(json(200, "{\"assets\":[],\"total_entries\":0}"));

    assertThat(failure(() -> activities.tell(news)).getOriginalMessage())
        .contains("has no asset nasoa://m");
    assertThat(lines()).filteredOn(line -> line.startsWith("POST")).hasSize(1);
  }
}
