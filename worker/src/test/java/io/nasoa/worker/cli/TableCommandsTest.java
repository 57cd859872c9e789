package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.table.FineTuningTables;
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

/** The commands of tables and their API with everything real but the trials. */
@Timeout(120)
class TableCommandsTest {
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

  private static String[] table(String id, int pace, String... more) {
    String[] first = {
      "table",
      "start",
      DATA,
      "--id",
      id,
      "--models",
      "nasoa-1m,nasoa-5m,nasoa-13m",
      "--limits",
      "4,12",
      "--configurations",
      "4",
      "--variants",
      "full,few",
      "--variant-configurations",
      "2",
      "--seed",
      Integer.toString(pace)
    };
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void table_wait_isListedShownAndExported() throws Exception {
    String[] start = table("t1", 0, "--wait", "-o", "json");
    JsonNode result = json(run(start));
    assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("done").asInt()).isEqualTo(2 * (4 + 2));
    assertThat(json(run(start))).as("the same again").isEqualTo(result);
    CommandRun other = run(table("t1", 1));
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.err()).contains("table t1 exists with another request");

    assertThat(json(run("table", "show", "t1", "-o", "json"))).isEqualTo(result);
    assertThat(json(run("table", "list", "-o", "json")).get(0).path("done").asInt()).isEqualTo(12);
    CommandRun export = run("table", "export", "t1", "--to", "rows.csv");
    assertThat(export.code()).as(export.err()).isZero();
    List<String> lines = Files.readAllLines(directory.resolve("rows.csv"));
    assertThat(lines).hasSize(13);
    assertThat(lines.get(0)).startsWith("group,role,task,dataset,dataSha256");
    assertThat(lines.get(1)).startsWith("drawn-shapes,DRAWN,\"");
    assertThat(FineTuningTables.experiences(directory.resolve("rows.csv")))
        .hasSize(12)
        .allSatisfy(it -> assertThat(it.outcome().accuracy()).isEqualTo(0.5));
  }

  @Test
  void table_ofWhatCannotBe_isRefusedInOneSentence() {
    CommandRun few = run("table", "start", DATA, "--id", "t", "--configurations", "2");
    assertThat(few.code()).isEqualTo(3);
    assertThat(few.err()).contains("at least one for each of the 6 models");
    CommandRun variant = run("table", "start", DATA, "--id", "t", "--variants", "tiny");
    assertThat(variant.err()).contains("'tiny' is not one of full, few, half, part");
    CommandRun text = run("table", "start", DATA + "#images=x", "--id", "t");
    assertThat(text.code()).isEqualTo(3);
    assertThat(text.err()).contains("has a number that cannot be read");
    assertThat(run("table", "show", "x").err())
        .contains("there is no table 'x'; \"nasoa table list\" lists those that are");
    assertThat(run("table", "list").code()).isZero();
  }

  @Test
  void owner_pausesGoesOnAfterAnEndAndCancels() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      CommandRun started = owner.command(table("t2", 1500));
      assertThat(started.code()).as(started.err()).isZero();
      assertThat(owner.command("table", "pause", "t2").code()).isZero();
      await(owner, "PAUSED");
      assertThat(owner.get("/v1/tables/none/rows").statusCode()).isEqualTo(404);
      assertThat(owner.send("PUT", "/v1/tables/x", "{\"epochs\": 3}").body())
          .contains("unknown field 'epochs'");
      assertThat(owner.send("PUT", "/v1/tables/x", "{}").statusCode()).isEqualTo(400);
      assertThat(owner.command("table", "resume", "t2").code()).isZero();
      await(owner, "RUNNING");
    }
    try (RunningOwner owner = new RunningOwner(directory, environment())) {
      await(owner, "RUNNING");
      assertThat(owner.command("table", "cancel", "t2").code()).isZero();
      await(owner, "CANCELLED");
      assertThat(owner.json("/v1/tables/t2/rows").size()).isLessThan(12);
      CommandRun late = owner.command("table", "pause", "t2");
      assertThat(late.code()).isEqualTo(4);
      assertThat(late.err()).contains("table t2 has ended as CANCELLED and cannot be paused");
    }
  }

  private static void await(RunningOwner owner, String state) throws Exception {
    while (!owner.json("/v1/tables/t2").path("state").asText().equals(state)) {
      LockSupport.parkNanos(20_000_000);
    }
  }
}
