package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of searches for hyper-parameters and their API with everything real but the trials.
 */
@Timeout(120)
class HpoCommandsTest {
  private static final String DATA = "draw:shapes:classes=4,images=160,size=32";

  @TempDir Path directory;

  private Map<String, String> environment() {
    return Map.of("HOME", directory.toString());
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(directory, environment(), new CountingTrainers(), arguments);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  private static String[] hpo(String id, int pace, String... more) {
    String[] first = {
      "hpo",
      "start",
      DATA,
      "--id",
      id,
      "--method",
      "bohb",
      "--limit",
      "12",
      "--cap",
      "6",
      "--seed",
      Integer.toString(pace)
    };
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void hpo_wait_isListedShownAndExported() throws Exception {
    String[] start = hpo("h1", 0, "--wait", "-o", "json");
    JsonNode result = json(run(start));
    assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("endedBy").asText()).isEqualTo("BUDGET");
    assertThat(result.path("spentSeconds").asDouble()).isBetween(40.0, 72.0);
    assertThat(result.path("incumbent").path("selectAccuracy").asDouble()).isEqualTo(0.5);
    assertThat(result.path("incumbent").path("testAccuracy").asDouble()).isEqualTo(0.25);
    assertThat(json(run(start))).as("the same again").isEqualTo(result);
    CommandRun other = run(hpo("h1", 1));
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.err()).contains("hpo h1 exists with another request");

    assertThat(json(run("hpo", "show", "h1", "-o", "json"))).isEqualTo(result);
    assertThat(run("hpo", "show", "h1").out()).contains("incumbent.learningRate");
    assertThat(json(run("hpo", "list", "-o", "json")).get(0).path("method").asText())
        .isEqualTo("bohb");
    CommandRun export = run("hpo", "export", "h1", "--to", "rows.csv");
    assertThat(export.code()).as(export.err()).isZero();
    List<String> lines = Files.readAllLines(directory.resolve("rows.csv"));
    assertThat(lines).hasSize(1 + result.path("evaluations").asInt());
    assertThat(lines.get(0)).startsWith("evaluation,trial,bracket,level,budget,modelBased,model");
    assertThat(lines.get(lines.size() - 1)).endsWith(",0.5,0.25");
  }

  @Test
  void hpo_ofWhatCannotBe_isRefusedInOneSentence() {
    CommandRun method = run("hpo", "start", DATA, "--id", "h", "--method", "dehb");
    assertThat(method.code()).isEqualTo(3);
    assertThat(method.err()).contains("method must be one of [bohb,").contains("was dehb");
    CommandRun text = run("hpo", "start", DATA + "#images=x", "--id", "h", "--method", "asha");
    assertThat(text.code()).isEqualTo(3);
    assertThat(text.err()).contains("has a number that cannot be read");
    assertThat(run("hpo", "show", "x").err())
        .contains("there is no hpo 'x'; \"nasoa hpo list\" lists those that are");
    assertThat(run("hpo", "list").code()).isZero();
  }

  @Test
  void owner_pausesGoesOnAfterAnEndStopsAndCancels() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      CommandRun started = owner.command(hpo("h2", 200));
      assertThat(started.code()).as(started.err()).isZero();
      assertThat(owner.command("hpo", "pause", "h2").code()).isZero();
      await(owner, "h2", "PAUSED");
      assertThat(owner.get("/v1/hpo/none/rows").statusCode()).isEqualTo(404);
      HttpResponse<String> early = owner.get("/v1/hpo/h2/result");
      assertThat(early.statusCode()).isEqualTo(404);
      assertThat(early.body()).contains("hpo h2 has not ended: it is PAUSED");
      assertThat(owner.send("PUT", "/v1/hpo/x", "{\"epochs\": 3}").body())
          .contains("unknown field 'epochs'");
      assertThat(owner.send("PUT", "/v1/hpo/x", "{}").statusCode()).isEqualTo(400);
      assertThat(owner.command("hpo", "resume", "h2").code()).isZero();
      await(owner, "h2", "RUNNING");
    }
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      await(owner, "h2", "RUNNING");
      while (owner.json("/v1/hpo/h2").path("incumbent").isNull()) {
        LockSupport.parkNanos(20_000_000);
      }
      assertThat(owner.command("hpo", "stop", "h2").code()).isZero();
      await(owner, "h2", "SUCCEEDED");
      assertThat(owner.json("/v1/hpo/h2/result").path("endedBy").asText()).isEqualTo("STOP");
      assertThat(owner.json("/v1/hpo/h2/rows").size()).isPositive();
      CommandRun late = owner.command("hpo", "pause", "h2");
      assertThat(late.code()).isEqualTo(4);
      assertThat(late.err()).contains("hpo h2 has ended as SUCCEEDED and cannot be paused");
      assertThat(owner.command(hpo("h3", 300)).code()).isZero();
      assertThat(owner.command("hpo", "cancel", "h3").code()).isZero();
      await(owner, "h3", "CANCELLED");
    }
  }

  private static void await(RunningOwner owner, String id, String state) throws Exception {
    while (!owner.json("/v1/hpo/" + id).path("state").asText().equals(state)) {
      LockSupport.parkNanos(20_000_000);
    }
  }
}
