package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs taught, by command: through an owner and without one. */
@Timeout(120)
class ExperienceCommandsTest {
  @TempDir Path directory;

  /** Runs a command as another process would. */
  private interface Commands {
    CommandRun run(String... arguments);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  private Commands alone() {
    return arguments -> CommandRun.of(directory, Map.of("HOME", directory.toString()), arguments);
  }

  @Test
  void experience_everyCommand_worksThroughTheOwnerAndWithoutOne() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, Map.of("HOME", directory.toString()))) {
      for (String data : new String[] {"draw:shapes", "draw:diverged", "draw:infeasible"}) {
        String id = data.substring(data.indexOf(':') + 1);
        owner.command("task", "submit", data, "--id", id, "--budget", "10s", "--wait");
      }
      JsonNode list = json(owner.command("experience", "list", "-o", "json"));
      assertThat(list)
          .extracting(row -> row.get("task").asText())
          .containsExactly("shapes", "diverged");
      assertThat(list)
          .extracting(row -> row.get("lesson").asText())
          .containsExactly("WHOLE", "DIVERGED");
      assertThat(list.get(0).get("dataset").asText()).isEqualTo("draw:shapes");
      assertThat(list.get(0).at("/experience/outcome/accuracy").asDouble()).isEqualTo(0.875);
      roundTrip(owner::command);
    }
    assertThat(json(alone().run("experience", "list", "-o", "json"))).hasSize(2);
    roundTrip(alone());
  }

  private void roundTrip(Commands commands) throws IOException {
    JsonNode before = json(commands.run("experience", "list", "-o", "json"));
    for (String file : new String[] {"a.csv", "a.json"}) {
      Files.deleteIfExists(directory.resolve(file));
      assertThat(commands.run("experience", "export", file).code()).isZero();
      assertThat(commands.run("experience", "export", file).code()).as("once more").isEqualTo(1);
      JsonNode stats = json(commands.run("experience", "stats", "-o", "json"));
      assertThat(stats.get("own").asInt()).isEqualTo(2);
      assertThat(stats.get("learnedFrom").asInt()).isEqualTo(2);

      JsonNode known = json(commands.run("experience", "import", file, "-o", "json"));
      assertThat(known.get("added").asInt()).isZero();
      JsonNode forgotten =
          json(commands.run("experience", "forget", "--task", "shapes", "-o", "json"));
      assertThat(forgotten.get("forgotten").asInt()).isEqualTo(1);
      assertThat(json(commands.run("experience", "list", "-o", "json"))).hasSize(1);
      assertThat(json(commands.run("experience", "forget", "--all", "-o", "json")).get("forgotten"))
          .hasToString("1");

      JsonNode added = json(commands.run("experience", "import", file, "-o", "json"));
      assertThat(added.get("added").asInt()).isEqualTo(2);
      JsonNode after = json(commands.run("experience", "list", "-o", "json"));
      assertThat(after).extracting(row -> row.get("experience")).isEqualTo(list(before));
    }
    Path wrong = directory.resolve("wrong.csv");
    Files.writeString(
        wrong, Files.readString(directory.resolve("a.csv")).replace("DIVERGED,", "WHOLE,"));
    json(commands.run("experience", "forget", "--kind", "own", "-o", "json"));
    CommandRun refused = commands.run("experience", "import", "wrong.csv");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err())
        .contains("wrong.csv: experience 2: experience field outcome.")
        .contains("nothing was imported")
        .hasLineCount(1);
    assertThat(json(commands.run("experience", "list", "-o", "json"))).isEmpty();
    assertThat(commands.run("experience", "import", "a.json").code()).isZero();
  }

  private static java.util.List<JsonNode> list(JsonNode rows) {
    java.util.List<JsonNode> experiences = new java.util.ArrayList<>();
    rows.forEach(row -> experiences.add(row.get("experience")));
    return experiences;
  }

  @ParameterizedTest
  @CsvSource({
    "forget, , 2, say what is to be forgotten",
    "forget, --kind=theirs, 2, expected own or prior",
    "import, none.json, 3, there is no such file",
  })
  void experience_wrongUse_isOneSentence(
      String command, @org.jspecify.annotations.Nullable String argument, int code, String told) {
    CommandRun run =
        argument == null
            ? alone().run("experience", command)
            : alone().run("experience", command, argument);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(told);
  }
}
