package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small zoo and a rival timed by the real engine. */
class ZooCompareIT {
  private static final String SMALL = "2-_8_2-2";
  private static final String LARGE = "020-_16_11-21-21-21";
  private static final String RIVAL = "rival:resnet-10-w16";

  @TempDir Path directory;

  @BeforeEach
  void fillZoo() throws IOException {
    try (DataDirectory data =
        DataDirectory.open(directory.resolve("nasoa-data"), UUID::randomUUID, Clock.systemUTC())) {
      register(data, "small", SMALL, "zoo", recipe(0, 20, .40));
      register(data, "small-1", SMALL, "zoo", recipe(1, 20, .44));
      register(data, "large", LARGE, "zoo", recipe(0, 20, .50));
      register(data, "rival", RIVAL, "rival", recipe(0, 20, .45));
      register(data, "short", RIVAL, "rival", recipe(0, 2, .10));
      register(data, "unknown", "020-_16_1-2", "zoo", "{}");
    }
  }

  private static String recipe(int seed, int epochs, double accuracy) {
    return Json.MAPPER
        .createObjectNode()
        .put("reportAccuracy", accuracy)
        .put("reportImages", 2400)
        .set("recipe", Json.MAPPER.createObjectNode().put("seed", seed).put("epochs", epochs))
        .toString();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void register(
      DataDirectory data, String name, String architecture, String role, String card)
      throws IOException {
    Path weights = Files.writeString(directory.resolve(name), name);
    LayerGraph graph = Networks.parse(architecture).toGraph(3, Stem.STANDARD);
    ComputeCost cost = ComputeCost.of(graph, 32);
    data.zoo()
        .register(
            new ZooEntry(
                name,
                architecture,
                Stem.STANDARD,
                32,
                3,
                List.of("a", "b", "c"),
                cost.parameters(),
                cost.macs(),
                sha256(name),
                role,
                card),
            weights);
  }

  private CommandRun run(String... arguments) {
    Map<String, String> environment = Launcher.engineEnvironment(directory);
    return CommandRun.of(directory, environment, arguments);
  }

  @Test
  void compare_namedEntries_timesEachModelOnceAndComparesSeedsTogether() throws IOException {
    CommandRun run =
        run(
            "zoo",
            "compare",
            "small",
            "small-1",
            "large",
            "rival",
            "short",
            "unknown",
            "--rounds",
            "1",
            "-o",
            "json",
            "--report",
            "page.html");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("left out, for their cards tell no accuracy: unknown")
        .contains("so that not only the networks differ: short");
    JsonNode tree = Json.MAPPER.readTree(run.out());
    assertThat(tree.path("models"))
        .extracting(model -> model.path("name").asText())
        .containsExactlyInAnyOrder("small", "large", "rival", "short");
    for (JsonNode model : tree.path("models")) {
      assertThat(model.path("stepRatio").asDouble()).isPositive();
      assertThat(model.path("trainings"))
          .hasSize(model.path("name").asText().equals("small") ? 2 : 1);
    }
    assertThat(tree.path("rivals")).hasSize(2);
    assertThat(tree.at("/rivals/0/family").asText()).isEqualTo("resnet");
    assertThat(directory.resolve("page.html")).isNotEmptyFile();

    Files.writeString(directory.resolve("times.json"), run.out());
    CommandRun again = run("zoo", "compare", "--from", "times.json", "-o", "json");
    assertThat(again.out()).isEqualTo(run.out());
  }

  @Test
  void benchmark_namedEntries_tellsWhichAreOnTheFront() throws IOException {
    CommandRun run =
        run("zoo", "benchmark", "small", "large", "unknown", "--rounds", "1", "-o", "json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Json.MAPPER.readTree(run.out()))
        .extracting(row -> row.path("name").asText() + ": " + row.path("front").asText())
        .contains("large: on the front", "unknown: accuracy unknown")
        .hasSize(3);
  }
}
