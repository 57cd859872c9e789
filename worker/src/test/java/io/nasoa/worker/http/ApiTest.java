package io.nasoa.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.CommandRun;
import io.nasoa.worker.cli.RunningOwner;
import io.nasoa.worker.config.Json;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API of a running owner, over HTTP. */
@Timeout(120)
class ApiTest {
  private static final String GIVEN = "planted-user-token-0123456789";

  @TempDir static Path directory;
  private static RunningOwner owner;

  @BeforeAll
  static void start() throws Exception {
    owner =
        new RunningOwner(directory, Map.of("HOME", directory.toString(), "NASOA_API_TOKEN", GIVEN));
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
  }

  private static HttpResponse<String> put(String id, String body) throws Exception {
    return owner.send("PUT", "/v1/tasks/" + id, body);
  }

  private static String error(HttpResponse<String> response, String name) throws Exception {
    return Json.MAPPER.readTree(response.body()).path(name).asText();
  }

  @Test
  void put_newTask_isCreatedAndReachesItsEnd() throws Exception {
    HttpResponse<String> created = put("first", "{\"data\":\"draw:shapes\",\"steps\":5}");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location")).contains("/v1/tasks/first");
    JsonNode task = owner.json("/v1/tasks/first?waitSeconds=60");
    assertThat(task.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(task.get("accuracy").asDouble()).isEqualTo(0.875);

    HttpResponse<String> again = put("first", "{\"data\":\"draw:shapes\",\"steps\":5,\"seed\":0}");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(error(again, "submission")).isEqualTo("FINISHED");
    HttpResponse<String> other = put("first", "{\"data\":\"draw:shapes\",\"steps\":6}");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(error(other, "error")).contains("first exists with another request");

    CommandRun shown = owner.command("task", "show", "first", "-o", "json");
    assertThat(shown.code()).isZero();
    assertThat(owner.get("/v1/tasks/first").body()).isEqualTo(shown.out());
    assertThat(owner.json("/v1/tasks")).contains(task);
    assertThat(owner.json("/v1/tasks/first/result").get("task")).isEqualTo(task);
    assertThat(directory.resolve("nasoa-data/tasks/first/report.html")).isNotEmptyFile();
  }

  @Test
  void put_sameIdByManyAtOnce_isOneTask() throws Exception {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return put("crowd", "{\"data\":\"draw:shapes\",\"steps\":3}").statusCode();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    List<Integer> codes = answers.stream().map(CompletableFuture::join).toList();
    assertThat(codes).containsOnlyOnce(201).containsOnly(200, 201);
    owner.json("/v1/tasks/crowd?waitSeconds=60");
    assertThat(Files.readString(owner.data().resolve("tasks/crowd/starts"))).isEqualTo("0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"steps\":5}|data|data is missing",
        "{\"data\":\"images\",\"steps\":5}|data|absolute path or draw:",
        "{\"data\":7,\"steps\":5}|data|must be a text",
        "{\"data\":\"draw:shapes\"}|budget|exactly one of budget and steps",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"before\":{\"dag\":\"a b\"}}|before.dag|must be"
            + " letters",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"before\":{\"dag\":\"a\",\"conf\":{\"token\":1}}}|before.conf|secrets",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"after\":\"a\"}|after.connection|no Airflow is"
            + " configured",
        "{\"data\":\"draw:shapes\",\"budget\":5,\"steps\":5}|budget|exactly one of budget",
        "{\"data\":\"draw:shapes\",\"budget\":\"soon\"}|budget|must be seconds or a duration",
        "{\"data\":\"draw:shapes\",\"budget\":-1}|budget|must be positive seconds",
        "{\"data\":\"draw:shapes\",\"budget\":1e300}|budget|at most 10000 days",
        "{\"data\":\"draw:shapes\",\"steps\":1e9}|steps|whole number",
        "{\"data\":\"draw:shapes\",\"steps\":0}|steps|at least 1",
        "{\"data\":\"draw:shapes\",\"step\":5}|step|did you mean 'steps'?",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"seed\":1e99}|seed|64 bits",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"priority\":9}|priority|1 to 5",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"deadline\":\"tomorrow\"}|deadline|must be a time",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"learningRate\":0}|learningRate|must be positive",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"frozenStages\":-1}|frozenStages|at least 0",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"batchSize\":0}|batchSize|at least 1",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"checkpointInterval\":0}|checkpointInterval|positive",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"device\":\"tpu\"}|device|cpu, cuda or cuda:N",
        "{\"data\":\"draw:shapes\",\"steps\":5,\"device\":\"cuda:0\"}|device|on cpu only",
      })
  void put_invalidField_isRefusedByItsName(String body, String field, String sentence)
      throws Exception {
    HttpResponse<String> refused = put("never", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error(refused, "field")).isEqualTo(field);
    assertThat(error(refused, "error")).contains(sentence).doesNotContain("\n");
    assertThat(owner.get("/v1/tasks/never").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"before\":{\"dag\":\"a b\"}|before.dag|must be letters",
        "\"before\":{\"dagg\":\"a\"}|before.dagg|did you mean 'dag'?",
        "\"after\":{\"asset\":\"\"}|after.asset|must be the address",
        "\"after\":\"a\"|after.connection|no Airflow is configured",
      })
  void put_buildWithAStepThatCannotBe_isRefusedByItsField(
      String step, String field, String sentence) throws Exception {
    String build =
        """
        {"data": "draw:shapes", "stem": "SMALL_INPUT", "resolution": 32,
         "models": [{"name": "one", "architecture": "2-_8_2-2", "role": "ZOO"}],
         "recipe": {"epochs": 1, "learningRate": 0.1, "batchSize": 1, "weightDecay": 0, "seed": 0},
         %s}"""
            .formatted(step);
    HttpResponse<String> refused = owner.send("PUT", "/v1/builds/never", build);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error(refused, "field")).isEqualTo(field);
    assertThat(error(refused, "error")).contains(sentence).doesNotContain("\n");
    assertThat(owner.get("/v1/builds/never").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"before", "after"})
  void plan_withADagStep_isRefused(String step) throws Exception {
    String body = "{\"data\":\"draw:shapes\",\"steps\":5,\"%s\":\"a\"}".formatted(step);
    HttpResponse<String> refused = owner.send("POST", "/v1/plans", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error(refused, "field")).isEqualTo(step);
    assertThat(error(refused, "error")).contains("planning runs no DAG");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404",
    "GET, /v1, 404",
    "GET, /v1/tasks/, 404",
    "GET, /v1/tasks/none, 404",
    "GET, /v1/tasks/.., 404",
    "GET, /v1/tasks/none/result, 404",
    "GET, /v1/tasks/none/else, 404",
    "POST, /v1/tasks/none/cancel, 404",
    "POST, /v1/tasks, 405",
    "DELETE, /v1/tasks/none, 405",
    "PUT, /healthz, 405",
    "POST, /v1/tasks/none, 405",
    "GET, /v1/tasks/none/cancel, 405",
    "PUT, /v1/tasks/bad%20id, 400",
    "GET, /v1/tasks/x%2f..%2fy, 400",
    "GET, /v1/tasks/none?waitSeconds=61, 400",
    "GET, /v1/tasks/none?waitseconds=1, 400",
    "GET, /healthz, 200",
    "GET, /readyz, 200",
    "HEAD, /v1/tasks, 200",
    "HEAD, /healthz, 200",
  })
  void path_gives(String method, String path, int status) throws Exception {
    HttpResponse<String> response = owner.send(method, path, "");
    assertThat(response.statusCode()).isEqualTo(status);
    if (status == 405) {
      assertThat(response.headers().firstValue("Allow")).isPresent();
    }
    if (method.equals("HEAD")) {
      assertThat(response.body()).isEmpty();
      assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    } else if (status >= 400) {
      assertThat(error(response, "error")).isNotBlank();
    }
  }

  @Test
  void token_missingOrWrong_isRefusedEverywhereButForHealth() throws Exception {
    String right = owner.token();
    List<String> wrong =
        List.of(
            "",
            "x",
            right.substring(1),
            right + "x",
            right.toLowerCase(java.util.Locale.ROOT),
            GIVEN + "0");
    for (String token : wrong) {
      for (String path : List.of("/v1/tasks", "/v1/tasks/none", "/metrics", "/nothing")) {
        HttpResponse<String> refused = owner.send("GET", path, "", token);
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      }
      // On one connection a server may take a header for one that it has seen before.
      assertThat(owner.send("GET", "/v1/tasks", "", right).statusCode()).isEqualTo(200);
      assertThat(owner.send("GET", "/v1/tasks", "", token).statusCode()).isEqualTo(401);
      assertThat(owner.send("GET", "/healthz", "", token).statusCode()).isEqualTo(200);
      assertThat(owner.send("GET", "/readyz", "", token).statusCode()).isEqualTo(200);
    }
    assertThat(owner.send("GET", "/v1/tasks", "", GIVEN).statusCode()).isEqualTo(200);
    assertThat(right).hasSizeGreaterThanOrEqualTo(43); // 256 bits in base 64
  }

  @Test
  void body_tooLong_isRefused() throws Exception {
    assertThat(announced("long", 70_000)).startsWith("HTTP/1.1 413 ");
    String text = "{\"data\":\"draw:" + "x".repeat(5_000) + "\",\"steps\":1}";
    assertThat(put("long", text).statusCode()).isEqualTo(400);
  }

  /**
   * The status line for a body that is announced and never sent: the server refuses it unread and
   * closes, and a body on its way then would break off now and then.
   */
  private static String announced(String id, int bytes) throws Exception {
    String head =
        "PUT /v1/tasks/%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(id, owner.token(), bytes);
    try (Socket socket = new Socket(owner.url().getHost(), owner.url().getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413 ".length());
      return new String(answer, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void longPoll_withoutEnd_answersAfterItsTime() throws Exception {
    put("slow", "{\"data\":\"draw:shapes\",\"steps\":100000}");
    JsonNode waited = owner.json("/v1/tasks/slow?waitSeconds=0.5");
    assertThat(waited.get("state").asText()).isIn("QUEUED", "RUNNING");
    HttpResponse<String> early = owner.get("/v1/tasks/slow/result");
    assertThat(early.statusCode()).isEqualTo(404);
    assertThat(error(early, "error")).startsWith("task slow has not ended: it is ");
    assertThat(error(early, "state")).isIn("QUEUED", "RUNNING");
    assertThat(error(owner.get("/v1/tasks/none/result"), "state")).isEmpty();

    CompletableFuture<JsonNode> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return owner.json("/v1/tasks/slow?waitSeconds=60");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(owner.send("POST", "/v1/tasks/slow/cancel", "{\"by\":1}").statusCode())
        .isEqualTo(400);
    assertThat(owner.send("POST", "/v1/tasks/slow/cancel", "").statusCode()).isEqualTo(200);
    assertThat(waiting.join().get("state").asText()).isEqualTo("CANCELLED");
    JsonNode result = owner.json("/v1/tasks/slow/result");
    assertThat(result.at("/task/state").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void metrics_tellTasksAndTemporal() throws Exception {
    put("measured", "{\"data\":\"draw:shapes\",\"steps\":3}");
    owner.json("/v1/tasks/measured?waitSeconds=60");
    String text = "";
    for (int i = 0; i < 100 && !text.contains("temporal_worker_task_slots_available"); i++) {
      Thread.sleep(100); // Temporal's client reports every few seconds
      text = owner.get("/metrics").body();
    }
    assertThat(text)
        .contains("nasoa_task_state{state=\"SUCCEEDED\"}")
        .contains("nasoa_task_queue_seconds_count")
        .contains("nasoa_step_seconds_sum")
        .contains("nasoa_lost_seconds_total")
        .contains("temporal_worker_task_slots_available")
        .doesNotContain("measured");
  }

  @Test
  void tokens_standNowhere() throws Exception {
    put("secret", "{\"data\":\"draw:shapes\",\"steps\":3,\"token\":\"" + GIVEN + "\"}");
    owner.send("GET", "/v1/tasks?token=" + GIVEN, "", GIVEN);
    owner.send("GET", "/v1/tasks", "", GIVEN + "x");
    List<String> answers = new ArrayList<>();
    for (String path : List.of("/v1/owner", "/v1/tasks", "/metrics", "/readyz", "/v1/zoo")) {
      answers.add(owner.get(path).body());
    }
    answers.add(owner.errors() + owner.output());
    assertThat(answers).noneMatch(text -> text.contains(GIVEN) || text.contains(owner.token()));
    try (var files = Files.walk(owner.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(GIVEN)).as(file.toString()).isFalse();
        if (!file.endsWith("api.json")) {
          assertThat(bytes.contains(owner.token())).as(file.toString()).isFalse();
        }
      }
    }
  }
}
