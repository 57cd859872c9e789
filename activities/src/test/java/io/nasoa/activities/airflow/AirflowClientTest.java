package io.nasoa.activities.airflow;

import static io.nasoa.activities.airflow.FakeAirflow.json;
import static io.nasoa.activities.airflow.FakeAirflow.lost;
import static io.nasoa.activities.airflow.FakeAirflow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.airflow.AirflowException.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked and what is made of the answers; the server is made up. */
@Timeout(60)
class AirflowClientTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RUN = "{\"dag_id\":\"d\",\"dag_run_id\":\"r\",\"state\":\"%s\"}";
  private static final String UNIQUE =
      """
      {"detail":{"reason":"Unique constraint violation","statement":"hidden","orig_error":"hidden",
      "message":"Serious error when handling your request. Check logs for more details - ID x"}}""";

  private final FakeAirflow airflow = new FakeAirflow();
  private final AirflowClient client = airflow.client();

  @AfterEach
  void close() {
    airflow.close();
  }

  private static DagRunRequest request() {
    return new DagRunRequest("d", "r", JSON.createObjectNode().put("rows", 3), null, "a note");
  }

  private static FakeAirflow.Answer run(String state) {
    return json(200, RUN.formatted(state));
  }

  @Test
  void trigger_sendsPlainHttp11AndAnExplicitNullDate() throws Exception {
    airflow.answers(run("queued"));

    TriggeredRun triggered = client.trigger(request());

    assertThat(triggered.adopted()).isFalse();
    assertThat(triggered.run().state()).isEqualTo(DagRunState.QUEUED);
    FakeAirflow.Request sent = airflow.requests().get(0);
    assertThat(sent.line()).isEqualTo("POST /api/v2/dags/d/dagRuns");
    assertThat(sent.headers()).doesNotContainKeys("Upgrade", "Http2-settings");
    assertThat(sent.headers().getFirst("Authorization")).isEqualTo("Bearer token-1");
    assertThat(JSON.readTree(sent.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"dag_run_id":"r","logical_date":null,"conf":{"rows":3},"note":"a note"}"""));
  }

  @Test
  void trigger_withDate_sendsItAsInstant() throws Exception {
    airflow.answers(run("queued"));

    client.trigger(
        new DagRunRequest(
            "d", "r", JSON.createObjectNode(), Instant.parse("2026-11-22T10:00:00Z"), null));

    assertThat(JSON.readTree(airflow.requests().get(0).body()).get("logical_date").asText())
        .isEqualTo("2026-11-22T10:00:00Z");
  }

  @Test
  void trigger_lostAnswer_isAdoptedWhenAskedAgain() {
    airflow.answers(lost(), json(409, UNIQUE), run("running"));

    assertThatThrownBy(() -> client.trigger(request()))
        .isInstanceOfSatisfying(AirflowException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("cannot be reached");
    TriggeredRun again = client.trigger(request());

    assertThat(again.adopted()).isTrue();
    assertThat(again.run().state()).isEqualTo(DagRunState.RUNNING);
    assertThat(airflow.requests())
        .extracting(FakeAirflow.Request::line)
        .containsExactly(
            "POST /api/v2/dags/d/dagRuns",
            "POST /api/v2/dags/d/dagRuns",
            "GET /api/v2/dags/d/dagRuns/r");
  }

  @Test
  void trigger_conflictWithoutSuchARun_isTheDatesConflict() {
    airflow.answers(json(409, UNIQUE), json(404, "{\"detail\":\"not found\"}"));

    assertThatThrownBy(() -> client.trigger(request()))
        .isInstanceOfSatisfying(
            AirflowException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONFLICT))
        .hasMessageContaining("Unique constraint violation");
  }

  @Test
  void refusedToken_isMintedOnceAndTheRequestRepeatedOnce() {
    airflow.answers(run("running"), json(401, "{\"detail\":\"Token Expired\"}"), run("success"));

    client.dagRun("d", "r");
    DagRun second = client.dagRun("d", "r");

    assertThat(second.state()).isEqualTo(DagRunState.SUCCESS);
    assertThat(airflow.logins()).hasSize(2);
    assertThat(airflow.requests())
        .extracting(sent -> sent.headers().getFirst("Authorization"))
        .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
  }

  @Test
  void tokenOfAnotherKey_isMintedAnewToo() {
    airflow.answers(json(403, "{\"detail\":\"Invalid JWT token\"}"), run("success"));

    assertThat(client.dagRun("d", "r").state()).isEqualTo(DagRunState.SUCCESS);
    assertThat(airflow.logins()).hasSize(2);
  }

  @Test
  void roleThatDoesNotSuffice_isNotAskedAgain() {
    airflow.answers(json(403, "{\"detail\":\"Forbidden\"}"));

    assertThatThrownBy(() -> client.trigger(request()))
        .isInstanceOfSatisfying(
            AirflowException.class, e -> assertThat(e.problem()).isEqualTo(Problem.FORBIDDEN));
    assertThat(airflow.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "401, Token Expired, UNAVAILABLE, true",
    "403, Invalid JWT token, UNAUTHENTICATED, false"
  })
  void tokenRefusedTwice_isAnError(int status, String detail, Problem problem, boolean retryable) {
    FakeAirflow.Answer refusal = json(status, "{\"detail\":\"%s\"}".formatted(detail));
    airflow.answers(refusal, refusal);

    assertThatThrownBy(() -> client.dag("d"))
        .isInstanceOfSatisfying(
            AirflowException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.retryable()).isEqualTo(retryable);
            });
    assertThat(airflow.logins()).hasSize(2);
    assertThat(airflow.requests()).hasSize(2);
  }

  /** Nobody mints a given token anew but its user. */
  @Test
  void givenTokenRefusedTwice_isTheUsersMatter() {
    FakeAirflow.Answer refusal = json(401, "{\"detail\":\"Token Expired\"}");
    airflow.answers(refusal, refusal);
    AirflowClient given =
        new AirflowClient(
            AirflowConnection.to(airflow.url(), new AirflowCredentials.BearerToken(() -> "t")));

    assertThatThrownBy(() -> given.dag("d"))
        .isInstanceOfSatisfying(
            AirflowException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.UNAUTHENTICATED));
  }

  @Test
  void tokenRefusedToManyThreads_isMintedOnce() {
    AirflowTokens tokens =
        new AirflowTokens(
            new Supplier<>() {
              private int number;

              @Override
              public Optional<String> get() {
                return Optional.of("token-" + ++number);
              }
            });
    Optional<String> first = tokens.current();

    List<String> next =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(i -> tokens.after(first).orElseThrow())
            .distinct()
            .toList();

    assertThat(next).containsExactly("token-2");
  }

  @Test
  void wrongPassword_isNotShown() {
    airflow.answersLogin(json(401, "{\"detail\":\"Invalid credentials\"}"));

    assertThatThrownBy(() -> client.dag("d"))
        .hasMessageContaining("Invalid credentials")
        .hasMessageNotContaining("planted-secret");
    assertThat(
            AirflowConnection.to(
                airflow.url(), new AirflowCredentials.UserPassword("a", "planted-secret")))
        .asString()
        .doesNotContain("planted-secret");
  }

  @Test
  void pathPrefixAndStrangeIds_arrive() {
    airflow.answers(run("running"));

    airflow.client("/airflow/").dagRun("d/ä", "manual run+1:2~");

    assertThat(airflow.requests().get(0).target())
        .isEqualTo("/airflow/api/v2/dags/d%2F%C3%A4/dagRuns/manual%20run%2B1%3A2~");
  }

  @Test
  void cancel_endedOrMissingRun_isLeftAlone() {
    airflow.answers(run("failed"), json(404, "{\"detail\":\"none\"}"));

    assertThat(client.cancel("d", "r")).isPresent();
    assertThat(client.cancel("d", "r")).isEmpty();
    assertThat(airflow.requests()).extracting(FakeAirflow.Request::method).containsOnly("GET");
  }

  @Test
  void cancel_runningRun_isFailed() {
    airflow.answers(run("running"), run("failed"));

    client.cancel("d", "r");

    FakeAirflow.Request sent = airflow.requests().get(1);
    assertThat(sent.line()).isEqualTo("PATCH /api/v2/dags/d/dagRuns/r?update_mask=state");
    assertThat(sent.body()).isEqualTo("{\"state\":\"failed\"}");
  }

  @Test
  void unknownStatesAndFields_areTaken() {
    airflow.answers(
        json(200, RUN.formatted("resting").replace("}", ",\"newer\":[1]}")),
        json(
            200,
            "{\"task_instances\":[{\"task_id\":\"t\",\"state\":\"dreaming\",\"try_number\":1}]}"),
        json(200, "{\"task_instances\":[]}"));

    assertThat(client.dagRun("d", "r").state()).isEqualTo(DagRunState.UNKNOWN);
    assertThat(client.taskInstances("d", "r"))
        .singleElement()
        .extracting(TaskInstance::state)
        .isEqualTo(TaskInstanceState.UNKNOWN);
  }

  private static FakeAirflow.Answer tasks(int from, int to, String total) {
    String entries =
        IntStream.range(from, to)
            .mapToObj("{\"task_id\":\"t%d\",\"map_index\":-1,\"state\":\"failed\"}"::formatted)
            .collect(Collectors.joining(","));
    return json(200, "{\"task_instances\":[%s],\"total_entries\":%s}".formatted(entries, total));
  }

  @Test
  void pages_areReadToTheEndHoweverSmallTheyAre() {
    airflow.answers(tasks(0, 7, "12"), tasks(7, 12, "12"));
    assertThat(client.failedTasks("d", "r")).hasSize(12);

    airflow.answers(tasks(0, 7, "null"), tasks(7, 12, "null"), tasks(0, 0, "null"));
    assertThat(client.failedTasks("d", "r"))
        .extracting(TaskInstance::taskId)
        .hasSize(12)
        .doesNotHaveDuplicates();
    assertThat(airflow.requests())
        .extracting(FakeAirflow.Request::target)
        .allMatch(target -> target.contains("state=failed&limit=100&offset="))
        .last()
        .asString()
        .endsWith("offset=12");
  }

  @Test
  void failedTasks_whereTheFilterIsIgnored_areFilteredHere() {
    airflow.answers(
        json(
            200,
            """
            {"task_instances":[{"task_id":"a","map_index":-1,"state":"upstream_failed"},
            {"task_id":"b","map_index":2,"state":"failed","try_number":3}],"total_entries":2}"""));

    assertThat(client.failedTasks("d", "r"))
        .singleElement()
        .satisfies(task -> assertThat(task.displayName()).isEqualTo("b[2]"));
  }

  @Test
  void xcom_isTheSameWhetherGivenAsJsonOrAsItsText() {
    airflow.answers(
        json(200, "{\"key\":\"k\",\"value\":{\"rows\":3}}"),
        json(200, "{\"key\":\"k\",\"value\":\"{\\\"rows\\\": 3}\"}"),
        json(200, "{\"key\":\"k\",\"value\":\"{no json\"}"),
        json(200, "{\"key\":\"k\",\"value\":null}"),
        json(404, "{\"detail\":\"XCom entry with key: `k` not found\"}"));

    assertThat(client.xcom("d", "r", "t", -1, "k"))
        .contains(JSON.createObjectNode().put("rows", 3));
    assertThat(client.xcom("d", "r", "t", -1, "k"))
        .contains(JSON.createObjectNode().put("rows", 3));
    assertThat(client.xcom("d", "r", "t", -1, "k")).map(n -> n.asText()).contains("{no json");
    assertThat(client.xcom("d", "r", "t", -1, "k")).isEmpty();
    assertThat(client.xcom("d", "r", "t", -1, "k")).isEmpty();
  }

  @Test
  void assetEvent_thatIsThere_isNotMadeAgain() {
    String mine = "{\"id\":5,\"asset_id\":1,\"extra\":{\"task\":\"t1\",\"from_rest_api\":true}}";
    airflow.answers(
        json(200, "{\"asset_events\":[%s],\"total_entries\":1}".formatted(mine)),
        json(200, "{\"asset_events\":[%s],\"total_entries\":1}".formatted(mine)),
        json(200, "{\"id\":6,\"asset_id\":1,\"extra\":{\"task\":\"t2\"}}"));

    ObjectNode first = JSON.createObjectNode().put("task", "t1");
    ObjectNode second = JSON.createObjectNode().put("task", "t2");
    assertThat(client.createAssetEvent(1, first).id()).isEqualTo(5);
    assertThat(client.createAssetEvent(1, second).id()).isEqualTo(6);
    assertThat(airflow.requests())
        .extracting(FakeAirflow.Request::method)
        .containsExactly("GET", "GET", "POST");
  }

  @Test
  void asset_likeAnother_isNotTakenForIt() {
    airflow.answers(
        json(
            200,
            """
            {"assets":[{"id":1,"name":"a","uri":"x://models/a2"},
            {"id":2,"name":"b","uri":"x://models/a"}],"total_entries":2}"""));

    assertThat(client.asset("x://models/a")).map(Asset::id).contains(2L);
    assertThat(airflow.requests().get(0).target()).contains("uri_pattern=x%3A%2F%2Fmodels%2Fa&");
  }

  @Test
  void version_ofAirflow2_tellsWhatIsNeeded() {
    airflow.answers(json(404, "{\"title\":\"Not Found\"}"));

    assertThatThrownBy(client::version).hasMessageContaining("Airflow 3.0 or newer is needed");
  }

  @Test
  void logTail_hasTheExceptionAndNoMarks() {
    airflow.answers(
        text(
            200,
            "application/x-ndjson",
            """
            g": "cut in the middle"}
            {"timestamp":null,"event":"::group::Pre Execute"}
            {"event":"Task failed","error_detail":[{"exc_type":"ValueError","exc_value":"why"}]}
            "plain"

            {"event":"::endgroup::"}
            """));

    TaskInstance task = new TaskInstance("t", -1, TaskInstanceState.FAILED, 1, null, null);
    assertThat(client.logTail("d", "r", task, 20))
        .containsExactly("Task failed", "ValueError: why", "plain");
  }

  @Test
  void logTail_ofALongLog_isItsEnd() {
    String log =
        IntStream.range(0, 20_000)
            .mapToObj(
                "{\"event\":\"line %d of a log that goes on\",\"level\":\"info\"}\n"::formatted)
            .collect(Collectors.joining());
    airflow.answers(text(200, "application/x-ndjson", log));

    TaskInstance task = new TaskInstance("t", -1, TaskInstanceState.FAILED, 2, null, null);
    List<String> tail = client.logTail("d", "r", task, 3);

    assertThat(tail)
        .containsExactly(
            "line 19997 of a log that goes on",
            "line 19998 of a log that goes on",
            "line 19999 of a log that goes on");
    assertThat(airflow.requests().get(0).target()).contains("/taskInstances/t/logs/2?map_index=-1");
    assertThat(airflow.requests().get(0).headers().getFirst("Accept"))
        .isEqualTo("application/x-ndjson");
  }
}
