package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of comparisons and their API with everything real but the trials. */
@Timeout(180)
class CompareCommandsTest {
  private static final String DATA = "draw:shapes:classes=4,images=160,size=32";
  private static final String OTHER = "draw:gratings:classes=4,images=160,size=32";

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

  private static String[] comparison(String id, int pace, String... more) {
    String[] first = {
      "compare",
      "run",
      DATA,
      OTHER,
      "--id",
      id,
      "--methods",
      "default,random,nasoa",
      "--limit",
      "12",
      "--cap",
      "3",
      "--seed",
      Integer.toString(pace)
    };
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void comparison_wait_isListedShownExportedAndReported() throws Exception {
    String[] start = comparison("c1", 0, "--wait", "-o", "json");
    JsonNode result = json(run(start));
    assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("cells").asInt()).isEqualTo(2 * 3);
    assertThat(result.path("done").asInt()).isEqualTo(2 * 3);
    assertThat(json(run(start))).as("the same again").isEqualTo(result);
    CommandRun other = run(comparison("c1", 1));
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.err()).contains("comparison c1 exists with another request");

    assertThat(json(run("compare", "show", "c1", "-o", "json"))).isEqualTo(result);
    assertThat(json(run("compare", "list", "-o", "json")).get(0).path("done").asInt()).isEqualTo(6);
    assertThat(json(run("hpo", "list", "-o", "json"))).hasSize(2);

    JsonNode more = json(run(comparison("c1", 0, "--wait", "--seeds", "2", "-o", "json")));
    assertThat(more.path("run").asInt()).isEqualTo(2);
    assertThat(more.path("done").asInt()).isEqualTo(2 * 2 * 3);
    CommandRun export =
        run("compare", "export", "c1", "--to", "cells.csv", "--curves", "curves.csv");
    assertThat(export.code()).as(export.err()).isZero();
    List<String> lines = Files.readAllLines(directory.resolve("cells.csv"));
    assertThat(lines).hasSize(1 + 12);
    assertThat(lines.get(0)).startsWith("group,role,task,whole,informative,limit,seed,method,arm");
    assertThat(lines.get(1)).startsWith("drawn-shapes,DRAWN,\"draw:shapes:");
    assertThat(Files.readAllLines(directory.resolve("curves.csv")).size()).isGreaterThan(4);
    reports();
  }

  private void reports() throws IOException {
    CommandRun report = run("compare", "report", "c1", "--to", "c1.html", "--preparation", "1000");
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.out())
        .contains("accuracy on TEST", "claims A, B, C", "claim D", "tasks that pay", "spent");
    assertThat(Files.readString(directory.resolve("c1.html"))).contains("<h1>Comparison c1</h1>");
    JsonNode written = Json.MAPPER.readTree(directory.resolve("c1.json").toFile());
    assertThat(written.path("comparison").asText()).isEqualTo("c1");
    assertThat(written.path("accuracies")).hasSize(2 * 3);
    assertThat(written.path("spending")).hasSize(3);
    assertThat(Files.readAllLines(directory.resolve("c1.csv"))).hasSize(1 + 12);
    assertThat(directory.resolve("c1-curves.csv")).isNotEmptyFile();
    JsonNode printed = json(run("compare", "report", "c1", "-o", "json"));
    assertThat(printed.path("claims")).isEqualTo(written.path("claims"));
    assertThat(run("compare", "report", "c1", "-o", "csv").out())
        .startsWith("figure,segment,task,limit,method,versus,count,mean,lower,upper");
  }

  @Test
  void comparison_ofWhatCannotBe_isRefusedInOneSentence() {
    CommandRun method = run("compare", "run", DATA, "--id", "c", "--methods", "dehb");
    assertThat(method.code()).isEqualTo(3);
    assertThat(method.err()).contains("methods must be some of [nasoa,");
    CommandRun rivals = run("compare", "run", DATA, "--id", "c", "--methods", "rivals");
    assertThat(rivals.code()).isEqualTo(4);
    assertThat(rivals.err()).contains("the zoo has no rivals");
    CommandRun variant = run("compare", "run", DATA, "--id", "c", "--variants", "tiny");
    assertThat(variant.err()).contains("'tiny' is not one of full, few, half, part");
    CommandRun table = run("compare", "report", "x", "--table", "none.csv");
    assertThat(table.code()).isNotZero();
    assertThat(run("compare", "show", "x").err())
        .contains("there is no comparison 'x'; \"nasoa compare list\" lists those that are");
    assertThat(run("compare", "list").code()).isZero();
  }

  @Test
  void owner_pausesGoesOnAfterAnEndAndCancels() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      CommandRun started = owner.command(comparison("c2", 900));
      assertThat(started.code()).as(started.err()).isZero();
      awaitState(owner, "/v1/comparisons/c2", "RUNNING");
      assertThat(owner.command("compare", "pause", "c2").code()).isZero();
      awaitState(owner, "/v1/comparisons/c2", "PAUSED");
      assertThat(owner.get("/v1/comparisons/none/cells").statusCode()).isEqualTo(404);
      assertThat(owner.send("PUT", "/v1/comparisons/x", "{\"epochs\": 3}").body())
          .contains("unknown field 'epochs'");
      assertThat(owner.send("PUT", "/v1/comparisons/x", "{}").statusCode()).isEqualTo(400);
      assertThat(owner.command("compare", "resume", "c2").code()).isZero();
      while (owner.json("/v1/hpo").isEmpty()) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    // A search is under way below it: only the comparison takes that up.
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      awaitState(owner, "/v1/comparisons/c2", "RUNNING");
      String search = owner.json("/v1/hpo").get(0).path("hpoId").asText();
      assertThat(search).startsWith("c2-");
      while (owner.json("/v1/hpo/" + search).path("evaluations").asInt() == 0) {
        LockSupport.parkNanos(20_000_000);
      }
      assertThat(owner.command("compare", "cancel", "c2").code()).isZero();
      awaitState(owner, "/v1/comparisons/c2", "CANCELLED");
      assertThat(owner.json("/v1/comparisons/c2/cells").size()).isLessThan(6);
      CommandRun late = owner.command("compare", "pause", "c2");
      assertThat(late.code()).isEqualTo(4);
      assertThat(late.err()).contains("comparison c2 has ended as CANCELLED and cannot be paused");
    }
  }

  private static void awaitState(RunningOwner owner, String path, String state) throws Exception {
    while (!owner.json(path).path("state").asText().equals(state)) {
      LockSupport.parkNanos(20_000_000);
    }
  }
}
