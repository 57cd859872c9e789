package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooExportTest {
  @TempDir Path directory;

  private CommandRun run(String... arguments) {
    return CommandRun.of(directory, Map.of("HOME", directory.toString()), arguments);
  }

  private JsonNode json(String... arguments) throws IOException {
    CommandRun run = run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  @Test
  void exportThenImport_shippedModel_isTakenBack() throws IOException {
    JsonNode exported = json("zoo", "export", "nasoa-5m", "--to", "out", "-o", "json");
    String weights = exported.get("weights").asText();
    assertThat(Path.of(exported.get("onnx").asText())).isNotEmptyFile();
    assertThat(Path.of(exported.get("description").asText())).isNotEmptyFile();

    JsonNode copy = json("zoo", "import", weights, "--name", "copy", "-o", "json");
    JsonNode same = json("zoo", "import", weights, "-o", "json");

    JsonNode original = json("zoo", "show", "nasoa-5m", "-o", "json");
    assertThat(same).isEqualTo(original);
    assertThat(copy.get("role").asText()).isEqualTo("imported");
    assertThat(copy.get("weightsSha256")).isEqualTo(original.get("weightsSha256"));
    assertThat(copy.get("classNames")).isEqualTo(original.get("classNames"));
    assertThat(copy.get("card")).isEqualTo(original.get("card"));
    assertThat(run("zoo", "verify").code()).isZero();
  }

  @Test
  void export_unknownName_isAConflict() {
    CommandRun run = run("zoo", "export", "none", "--to", "out");

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("no zoo entry is named 'none'");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void import_changedWeights_isInvalidInputAndTakesNothing() throws IOException {
    Path weights =
        Path.of(
            json("zoo", "export", "nasoa-5m", "--to", "out", "-o", "json").get("weights").asText());
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 2] ^= 1;
    Files.write(weights, bytes);

    CommandRun run = run("zoo", "import", weights.toString(), "--name", "copy");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(weights + ": it was changed");
    assertThat(run("zoo", "show", "copy").code()).isEqualTo(4);
  }

  @Test
  void ship_shippedModels_areTheFilesOfThisBuild() throws IOException {
    String[] ship = {"zoo", "ship", "nasoa-24m", "nasoa-5m", "--to", "shipped", "-o", "json"};
    JsonNode files = json(ship);
    List<String> noted = new ArrayList<>(List.of(ship));
    noted.addAll(List.of("--data", "some images", "--licence-note", "ask"));
    json(noted.toArray(String[]::new));
    JsonNode card = Json.MAPPER.readTree(directory.resolve("shipped/nasoa-5m.card.json").toFile());
    assertThat(card.get("data").asText()).isEqualTo("some images");
    assertThat(card.get("licenceNote").asText()).isEqualTo("ask");

    assertThat(files).hasSize(5);
    JsonNode index = Json.MAPPER.readTree(directory.resolve("shipped/index.json").toFile());
    assertThat(index.get("entries").findValuesAsText("name"))
        .containsExactly("nasoa-24m", "nasoa-5m");
    assertThat(directory.resolve("shipped/nasoa-5m.safetensors")).isNotEmptyFile();
    assertThat(run("zoo", "ship", "none", "--to", "shipped").code()).isEqualTo(4);
  }
}
