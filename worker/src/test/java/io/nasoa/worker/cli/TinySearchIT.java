package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search with real trainings on a drawn source task, from the first command to a used model. */
class TinySearchIT {
  private static final String DATA = "draw:shapes:classes=4,images=240,size=32";

  @TempDir Path directory;

  private CommandRun run(String... arguments) throws Exception {
    CommandRun run = Launcher.withEngine(directory).run(arguments);
    assertThat(run.code()).as("%s %s", run.out(), run.err()).isZero();
    return run;
  }

  private JsonNode json(String... arguments) throws Exception {
    return Json.MAPPER.readTree(run(arguments).out());
  }

  @Test
  void drawnSource_isSearchedAndItsFrontGoesIntoTheZoo() throws Exception {
    JsonNode result =
        json(
            "search start %s --id tiny --evaluations 8 --epochs 1 --batch-size 16 --resolution 32 --stem small --max-macs 20000000 --first 2-_16_2-2 --wait -o json"
                .formatted(DATA)
                .split(" ", -1));

    assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("done").asInt()).isEqualTo(8);
    assertThat(result.path("failed").asInt()).isZero();
    assertThat(json("search", "show", "tiny", "-o", "json")).isEqualTo(result);
    assertThat(run("search", "show", "tiny").out()).contains("SUCCEEDED");
    run("search", "report", "tiny", "--to", "tiny.html");
    assertThat(Files.readString(directory.resolve("tiny.html"))).contains("<circle");
    JsonNode front = json("search", "front", "tiny", "-o", "json");
    assertThat(front).isNotEmpty();
    assertThat(front).allSatisfy(it -> assertThat(it.path("stepTime").asDouble()).isPositive());

    JsonNode build =
        json(
            "zoo build %s --id built --search tiny --most 1 --epochs 1 --resolution 32 --stem small --batch-size 16 --wait -o json"
                .formatted(DATA)
                .split(" ", -1));

    assertThat(build.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(run("zoo", "list").out()).contains("tiny");
    run("zoo", "verify");
  }
}
