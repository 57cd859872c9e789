package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The search commands and their API with everything real but the trainings. */
@Timeout(120)
class SearchCommandsTest {
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

  @Test
  void start_wait_isListedShownAndExported() throws Exception {
    String[] start = {
      "search", "start", "synthetic:10", "--id", "s1", "--evaluations", "12", "--wait", "-o", "json"
    };
    JsonNode result = json(run(start));
    assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("done").asInt()).isEqualTo(12);
    assertThat(result.path("endedBy").asText()).isEqualTo("SCHEDULE");
    assertThat(json(run(start))).as("the same again").isEqualTo(result);
    start[6] = "13";
    CommandRun other = run(start);
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.err()).contains("search s1 exists with another request");

    assertThat(json(run("search", "show", "s1", "-o", "json"))).isEqualTo(result);
    assertThat(run("search", "show", "s1").out()).contains("SUCCEEDED").contains("hypervolumes");
    assertThat(json(run("search", "list", "-o", "json")).get(0).path("done").asInt()).isEqualTo(12);
    JsonNode front = json(run("search", "front", "s1", "-o", "json"));
    assertThat(front).isEqualTo(result.path("front")).isNotEmpty();
    assertThat(run("search", "front", "s1", "-o", "csv").out().lines())
        .hasSize(front.size() + 1)
        .first()
        .asString()
        .startsWith("architecture,level,accuracy,stepTime");
    assertThat(run("search", "export", "s1", "--to", "log.csv").code()).isZero();
    List<String> log = Files.readAllLines(directory.resolve("log.csv"));
    assertThat(log).hasSize(13);
    assertThat(log.get(0))
        .startsWith("number,level,trial,repeat,architecture,seed,accuracy,stepTime");
    assertThat(log.get(1)).startsWith("0,BLOCK,0,0,");
    assertThat(run("search", "report", "s1", "--to", "s1.html").code()).isZero();
    String page = Files.readString(directory.resolve("s1.html"));
    int measured = 12 - result.path("failed").asInt();
    assertThat(page.split("<circle class=\"other\"", -1)).hasSize(measured + 1);
    assertThat(front)
        .allSatisfy(
            it ->
                assertThat(page)
                    .contains("<td>" + it.path("architecture").asText() + "</td>")
                    .contains("<title>" + it.path("architecture").asText() + "</title>"));
  }

  @Test
  void compare_withRandomSearch_usesOneReferenceAndEqualCost() throws Exception {
    String[] start = {"search", "start", "synthetic:1", "--evaluations", "24", "--wait", "--id"};
    assertThat(run(with(start, "evolved")).code()).isZero();
    assertThat(run(with(start, "drawn", "--population", "24")).code()).isZero();

    JsonNode rows = json(run("search", "compare", "evolved", "drawn", "-o", "json"));

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).path("reference")).isEqualTo(rows.get(1).path("reference"));
    for (JsonNode row : rows) {
      assertThat(row.path("evaluations").asInt()).isEqualTo(24);
      JsonNode after = row.path("hypervolumeAfter");
      assertThat(after).hasSize(24);
      assertThat(after.get(23)).isEqualTo(row.path("hypervolume"));
      assertThat(row.path("share").asDouble()).isGreaterThan(0).isLessThanOrEqualTo(1);
    }
    assertThat(rows.get(0).path("reachedFirstAt").asInt()).isBetween(1, 24);
    assertThat(run("search", "compare", "evolved", "drawn").out()).contains("REACHEDFIRSTAT");
    assertThat(run("search", "compare", "evolved", "x").code()).isEqualTo(4);
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void unknownSearch_isNotFound() {
    assertThat(run("search", "show", "x").code()).isEqualTo(4);
    assertThat(run("search", "show", "x").err()).contains("there is no search 'x'");
    assertThat(run("search", "list").code()).isZero();
  }

  @Test
  void start_ofWhatCannotBe_isRefusedInOneSentence() {
    CommandRun run = run("search", "start", "synthetic:1", "--id", "s", "--evaluations", "0");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("evaluations must be 1 to 1000, was 0");
    assertThat(run("search", "start", "synthetic:1", "--id", "s", "--first", "zzz").code())
        .isEqualTo(3);
  }

  @Test
  void owner_pausesResumesAndStops() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      CommandRun started = owner.command(start("s2", "synthetic:3000", 50));
      assertThat(started.code()).isZero();
      assertThat(started.out()).contains("submission  STARTED");
      JsonNode paused = json(owner.command("search", "pause", "s2", "-o", "json"));
      assertThat(paused.path("evaluations").asInt()).isEqualTo(50);
      await(owner, "s2", "PAUSED");
      assertThat(json(owner.command("search", "resume", "s2", "-o", "json")).path("state").asText())
          .isEqualTo("RUNNING");
      assertThat(owner.command("search", "stop", "s2").code()).isZero();
      await(owner, "s2", "SUCCEEDED");
      CommandRun late = owner.command("search", "pause", "s2");
      assertThat(late.code()).isEqualTo(4);
      assertThat(late.err()).contains("search s2 has ended as SUCCEEDED and cannot be paused");
    }
  }

  @Test
  void api_refusesWhatItDoesNotKnow() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      assertThat(owner.get("/v1/searches/none").statusCode()).isEqualTo(404);
      assertThat(owner.get("/v1/searches/none/evaluations").statusCode()).isEqualTo(404);
      assertThat(owner.get("/v1/searches/%20").statusCode()).isEqualTo(404);
      assertThat(owner.json("/v1/searches")).isEmpty();
      HttpResponse<String> unknown = owner.send("PUT", "/v1/searches/s", "{\"evaluations\": 3}");
      assertThat(unknown.statusCode()).isEqualTo(400);
      assertThat(unknown.body()).contains("unknown field 'evaluations'");
      HttpResponse<String> empty = owner.send("PUT", "/v1/searches/s", "{}");
      assertThat(empty.statusCode()).isEqualTo(400);
      assertThat(empty.body()).contains("data must name");
      assertThat(owner.send("PUT", "/v1/searches/s", "{\"proxy\": 3}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void up_afterAnEnd_goesOnBehindTheLastEvaluation() throws Exception {
    List<String> before = new ArrayList<>();
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      assertThat(owner.command(start("s3", "synthetic:300", 16)).code()).isZero();
      while (before.size() < 4) {
        before.clear();
        owner
            .json("/v1/searches/s3/evaluations")
            .forEach(it -> before.add(it.path("architecture").asText()));
        Thread.sleep(50);
      }
    }
    assertThat(json(run("search", "show", "s3", "-o", "json")).path("state").asText())
        .isEqualTo("QUEUED");
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      await(owner, "s3", "SUCCEEDED");
      List<String> all = new ArrayList<>();
      owner
          .json("/v1/searches/s3/evaluations")
          .forEach(it -> all.add(it.path("architecture").asText()));
      assertThat(all).hasSize(16);
      assertThat(all.subList(0, before.size())).isEqualTo(before);
      assertThat(owner.json("/v1/searches/s3").path("run").asInt()).isEqualTo(1);
    }
  }

  private static String[] start(String id, String data, int evaluations) {
    return new String[] {
      "search", "start", data, "--id", id, "--evaluations", Integer.toString(evaluations)
    };
  }

  private static void await(RunningOwner owner, String id, String state) throws Exception {
    while (!owner.json("/v1/searches/" + id).path("state").asText().equals(state)) {
      Thread.sleep(50);
    }
  }
}
