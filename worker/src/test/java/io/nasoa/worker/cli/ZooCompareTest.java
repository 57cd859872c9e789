package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons of what was measured before. */
class ZooCompareTest {
  @TempDir Path directory;

  @BeforeEach
  void writeTimes() throws IOException {
    ObjectNode tree = Json.MAPPER.createObjectNode();
    tree.putObject("measurement")
        .put("device", "cpu")
        .put("batchSize", 64)
        .put("rounds", 9)
        .put("reference", "020-_16_11-21-21-21");
    tree.putArray("models")
        .add(model("z1", "zoo", "zoo", 1, .3))
        .add(model("z2", "zoo", "zoo", 2, .39, .40, .41))
        .add(model("z8", "zoo", "zoo", 8, .5))
        .add(model("resnet-s", "rival", "resnet", 8, .45))
        .add(model("regnetx-s", "rival", "regnetx", 3, .2))
        .add(model("regnety-l", "rival", "regnety", 9, .6));
    Json.MAPPER.writeValue(directory.resolve("times.json").toFile(), tree);
  }

  private static ObjectNode model(
      String name, String role, String family, double time, double... accuracies) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("name", name).put("role", role).put("family", family);
    node.put("architecture", "a-" + name).put("resolution", 64);
    node.put("parameters", 1000).put("macs", 2000);
    node.put("stepRatio", time).put("stepMilliseconds", 10 * time);
    for (int seed = 0; seed < accuracies.length; seed++) {
      node.withArray("trainings")
          .addObject()
          .put("name", name + "-" + seed)
          .put("seed", seed)
          .put("accuracy", accuracies[seed])
          .put("images", 2400);
    }
    return node;
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(directory, Map.of("HOME", directory.toString()), arguments);
  }

  private CommandRun compare(String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "zoo";
    arguments[1] = "compare";
    arguments[2] = "--from";
    arguments[3] = "times.json";
    System.arraycopy(more, 0, arguments, 4, more.length);
    return run(arguments);
  }

  private void change(String from, String to) throws IOException {
    Path file = directory.resolve("times.json");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void compare_json_hasModelsFrontsHypervolumesAndRivals() throws IOException {
    CommandRun run = compare("-o", "json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode tree = Json.MAPPER.readTree(run.out());

    JsonNode seeds = tree.path("models").get(1);
    assertThat(seeds.path("name").asText()).isEqualTo("z2");
    assertThat(seeds.path("accuracy").asDouble()).isCloseTo(.4, within(1e-12));
    assertThat(seeds.path("standardError").asDouble()).isCloseTo(.01, within(1e-12));
    assertThat(seeds.path("spread").asDouble()).isCloseTo(.01, within(1e-12));
    assertThat(seeds.path("trainings")).hasSize(3);
    assertThat(tree.at("/fronts/zoo").toString()).isEqualTo("[\"z1\",\"z2\",\"z8\"]");
    assertThat(tree.at("/fronts/both").toString())
        .isEqualTo("[\"z1\",\"z2\",\"z8\",\"regnety-l\"]");
    assertThat(tree.at("/hypervolumes/both").asDouble())
        .isGreaterThan(tree.at("/hypervolumes/zoo").asDouble());
    JsonNode between = tree.path("rivals").get(1);
    assertThat(between.path("name").asText()).isEqualTo("resnet-s");
    assertThat(between.path("ratio").asDouble()).isCloseTo(2, within(1e-9));
    assertThat(between.path("ratioIs").asText()).isEqualTo("interpolated");
    assertThat(between.path("gainPoints").asDouble()).isCloseTo(5, within(1e-9));
    assertThat(between.path("asAccurate").asText()).isEqualTo("z8");
    assertThat(tree.path("rivals").get(0).path("ratioIs").asText()).isEqualTo("lower bound");
    JsonNode beyond = tree.path("rivals").get(2);
    assertThat(beyond.path("ratio").isNull()).isTrue();
    assertThat(beyond.path("ratioIs").asText()).isEqualTo("beyond the front");
    assertThat(beyond.path("front").asText()).isEqualTo("on the front");
  }

  @Test
  void compare_itsOwnJson_givesTheSameAgain() throws IOException {
    CommandRun first = compare("-o", "json");
    Files.writeString(directory.resolve("times.json"), first.out());

    assertThat(compare("-o", "json").out()).isEqualTo(first.out());
  }

  @Test
  void compare_tableAndCsv_areReadable() {
    assertThat(compare().out())
        .containsPattern("resnet-s +2\\.00 +\\+5\\.00 +z8 +1\\.0000")
        .containsPattern("regnetx-s +>= 3\\.00")
        .containsPattern("regnety-l +beyond the front +>= -10\\.00 +- +-")
        .contains("hypervolume.reference.accuracy");
    assertThat(compare("-o", "csv").out())
        .startsWith("name,role,family,architecture,")
        .contains("\nz1,zoo,zoo,a-z1,64,1000,2000,0.3,", ",interpolated,")
        .hasLineCount(7);
  }

  @Test
  void compare_report_isAPageWithBothFronts() throws IOException {
    CommandRun run = compare("--report", "page.html");
    assertThat(run.err()).contains("the report is in ");

    assertThat(Files.readString(directory.resolve("page.html")))
        .contains("class=\"curve dashed\"", "class=\"spread\"", "<li><svg class=\"mark\"")
        .contains("3 models of the zoo and 1 of 3 rivals (regnety-l)")
        .contains("<td>&gt;= 3.00 x</td>", "<td>beyond the front</td>");
    assertThat(compare("--report", "none/page.html").code()).isEqualTo(1);
  }

  @Test
  void compare_names_areThoseCompared() throws IOException {
    JsonNode tree = Json.MAPPER.readTree(compare("z8", "regnetx-s", "-o", "json").out());
    assertThat(tree.path("models")).hasSize(2);

    CommandRun unknown = compare("z9");
    assertThat(unknown.code()).isEqualTo(4);
    assertThat(unknown.err()).contains("no model 'z9'; it has z1").hasLineCount(1);
    CommandRun oneSide = compare("z1", "z2");
    assertThat(oneSide.code()).isEqualTo(4);
    assertThat(oneSide.err()).contains("no rival with an accuracy").hasLineCount(1);
    assertThat(compare("resnet-s").err()).contains("no model of the zoo with an accuracy");
  }

  @Test
  void compare_badFile_isInvalidInputInOneSentence() throws IOException {
    change("\"stepRatio\":3.0", "\"stepRatio\":-3.0");
    assertThat(compare().err()).contains("models[4]: the step time of 'regnetx-s' is -3.0");
    change("\"stepRatio\":-3.0", "\"stepRatio\":\"x\"");
    assertThat(compare().err()).contains("models[4].stepRatio is \"x\", expected a number");
    change("\"role\":\"zoo\"", "\"role\":\"none\"");
    assertThat(compare().err()).contains("models[0].role is 'none'");
    change("measurement", "other");
    CommandRun run = compare();
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("times.json", "it has no measurement").hasLineCount(1);
    Files.writeString(directory.resolve("times.json"), "[1, ");
    assertThat(compare().err()).contains("it is not JSON").hasLineCount(1);
    Files.delete(directory.resolve("times.json"));
    assertThat(compare().code()).isEqualTo(3);
  }

  @Test
  void compare_shippedZooWithoutRivals_saysHowToGetThem() {
    CommandRun run = run("zoo", "compare");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err())
        .contains("nasoa zoo build DATA --id rivals --rivals")
        .doesNotContain("libtorch");
    assertThat(run("zoo", "compare", "--rounds", "0").code()).isEqualTo(3);
  }
}
