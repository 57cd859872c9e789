package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on a data directory that another one owns: they may not train anything themselves. */
@Timeout(120)
class OwnedCommandsTest {
  @TempDir static Path directory;
  private static RunningOwner owner;

  @BeforeAll
  static void start() throws Exception {
    owner = new RunningOwner(directory, Map.of("HOME", directory.toString()));
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
  }

  private static CompletableFuture<CommandRun> later(String... arguments) {
    return CompletableFuture.supplyAsync(() -> owner.command(arguments));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  private static void awaitTraining(String id) throws Exception {
    Path starts = owner.data().resolve("tasks").resolve(id).resolve("starts");
    for (int i = 0; i < 300 && !Files.exists(starts); i++) {
      Thread.sleep(100);
    }
    assertThat(starts).exists();
  }

  @Test
  void submit_wait_printsTheResultOnce() throws Exception {
    String[] submit = {
      "task", "submit", "draw:shapes", "--id", "w", "--steps", "5", "--wait", "-o", "json"
    };
    CommandRun run = owner.command(submit);
    JsonNode result = json(run);
    assertThat(result.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(run.err())
        .contains("w is started; process " + ProcessHandle.current().pid() + " works on it")
        .contains("w SUCCEEDED");
    assertThat(json(owner.command(submit))).isEqualTo(result);
    assertThat(json(owner.command("task", "show", "w", "-o", "json"))).isEqualTo(result);
    assertThat(json(owner.command("task", "list", "-o", "json"))).contains(result);
    assertThat(json(owner.command("task", "watch", "w", "-o", "json"))).isEqualTo(result);
    assertThat(owner.data().resolve("tasks/w/report.html")).isNotEmptyFile();

    CommandRun other =
        owner.command("task", "submit", "draw:shapes", "--id", "w", "--steps", "6", "--wait");
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.err()).contains("w exists with another request").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "draw:invalid, 3, class 'empty' has no images",
    "draw:infeasible, 6, no model fits",
    "draw:diverged, 1, left the finite numbers"
  })
  void submit_failing_endsWithItsCode(String data, int code, String message) throws Exception {
    CommandRun run =
        owner.command(
            "task", "submit", data, "--budget", "10s", "--id", "f" + code, "--wait", "-o", "json");
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err()).contains(message);
    assertThat(Json.MAPPER.readTree(run.out()).get("state").asText()).isEqualTo("FAILED");
  }

  @Test
  void cancel_endsTheWaitingSubmitWithOne() throws Exception {
    CompletableFuture<CommandRun> waiting =
        later("task", "submit", "draw:shapes", "--id", "c", "--steps", "100000", "--wait");
    awaitTraining("c");
    CompletableFuture<CommandRun> watching = later("task", "watch", "c");
    assertThat(owner.command("task", "cancel", "c").code()).isZero();
    assertThat(waiting.join().code()).isEqualTo(1);
    assertThat(waiting.join().err()).contains("c CANCELLED");
    assertThat(watching.join().code()).isEqualTo(1);
    assertThat(owner.command("task", "cancel", "c").code()).as("a second time").isZero();
    assertThat(owner.command("task", "pause", "c").code()).isEqualTo(4);
  }

  @Test
  void pauseAndResume_goOnFromTheCheckpoint() throws Exception {
    String[] submit = {
      "task", "submit", "draw:shapes", "--id", "p", "--budget", "1h", "--steps", "300"
    };
    assertThat(owner.command(submit).code()).isEqualTo(2);
    assertThat(owner.command("task", "submit", "draw:shapes", "--id", "p", "--steps", "300").code())
        .isZero();
    awaitTraining("p");
    assertThat(owner.command("task", "pause", "p").code()).isZero();
    for (int i = 0; i < 100 && !state("p").equals("PAUSED"); i++) {
      Thread.sleep(100);
    }
    assertThat(state("p")).isEqualTo("PAUSED");
    JsonNode result = json(owner.command("task", "resume", "p", "-o", "json"));
    assertThat(result.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(Files.readAllLines(owner.data().resolve("tasks/p/starts"))).hasSize(2);
    CommandRun ended = owner.command("task", "extend", "p", "--by", "30s");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err()).contains("p has ended as SUCCEEDED").hasLineCount(1);
  }

  private static String state(String id) throws IOException {
    return json(owner.command("task", "show", id, "-o", "json")).get("state").asText();
  }

  @Test
  void logs_tellLedgerAndProgram() throws Exception {
    owner.command("task", "submit", "draw:shapes", "--id", "l", "--steps", "2", "--wait");
    CommandRun run = owner.command("task", "logs", "l", "-o", "json");
    assertThat(json(run).isArray()).isTrue();
  }

  @Test
  void plan_isMadeByTheOwner() throws Exception {
    JsonNode plan =
        json(owner.command("task", "plan", "draw:shapes", "--budget", "1m", "-o", "json"));
    assertThat(plan.get("model").asText()).isEqualTo(CountingTrainer.MODEL);
    CommandRun none = owner.command("task", "plan", "draw:infeasible", "--budget", "1m");
    assertThat(none.code()).isEqualTo(6);
    assertThat(none.err()).contains("no model fits").hasLineCount(1);
  }

  @Test
  void zoo_isRead() throws Exception {
    JsonNode list = json(owner.command("zoo", "list", "-o", "json"));
    assertThat(list).anyMatch(entry -> entry.get("name").asText().equals(CountingTrainer.MODEL));
    assertThat(json(owner.command("zoo", "show", "nasoa-5m", "-o", "json")).get("card").isObject())
        .isTrue();
    assertThat(owner.command("zoo", "verify").code()).isZero();
    assertThat(owner.command("zoo", "show", "no/such").code()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "watch", "logs", "pause", "resume", "stop", "cancel"})
  void unknownTask_isConflict(String command) {
    for (String id : new String[] {"none", "../x", "a b", "%2e%2e"}) {
      CommandRun run = owner.command("task", command, id);
      assertThat(run.code()).as(id).isEqualTo(4);
      assertThat(run.err()).contains("there is no task '" + id + "'").hasLineCount(1);
    }
  }

  @Test
  void secondUp_isRefusedWithPid() {
    CommandRun run = owner.command("up");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("process " + ProcessHandle.current().pid()).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:0, 3, reached from other machines",
    "nonsense, 3, not an address such as",
    "127.0.0.1:99999, 3, not an address such as",
    "no-such-host.invalid:1, 3, unknown"
  })
  void up_listenAddress_isRefusedClearly(String address, int code, String message) {
    CommandRun run = owner.command("up", "--listen", address);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err()).contains(message).hasLineCount(1);
  }
}
