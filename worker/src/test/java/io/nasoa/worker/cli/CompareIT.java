package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small comparison with real trainings on a drawn task, from the first command to its report. */
class CompareIT {
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
  void drawnTask_isComparedAndReported() throws Exception {
    JsonNode result =
        json(
            "compare run draw:shapes:classes=4,images=160,size=32 --id small --methods default,random,nasoa --limit 1 --cap 3 --models nasoa-1m --seeds 1 --wait -o json"
                .split(" ", -1));

    assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("done").asInt()).isEqualTo(3);
    assertThat(json("compare", "show", "small", "-o", "json")).isEqualTo(result);
    run("compare", "report", "small", "--to", "small.html");
    assertThat(Files.readString(directory.resolve("small.html"))).contains("<figure>");
    JsonNode report = Json.MAPPER.readTree(directory.resolve("small.json").toFile());
    assertThat(report.path("accuracies"))
        .allSatisfy(it -> assertThat(it.path("test").asDouble()).isBetween(1.0, 100.0));
    assertThat(report.path("spending"))
        .hasSizeGreaterThan(1)
        .allSatisfy(it -> assertThat(it.path("coreHours").asDouble()).isPositive());
  }
}
