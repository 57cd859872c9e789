package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checkpoint that a real PyTorch wrote, from the command line to its probabilities. */
class ImportPredictIT {
  private static final String ARCHITECTURE = "02031-a02c12_16_1-21";
  private static final int CLASSES = 7;

  @TempDir static Path directory;

  @BeforeAll
  static void writeCheckpoints() throws Exception {
    PythonTorch.require()
        .run(
            "make_parity_files.py",
            directory.resolve("torch").toString(),
            "--name",
            "own",
            "--architecture",
            ARCHITECTURE,
            "--classes",
            Integer.toString(CLASSES),
            "--resolution",
            "64",
            "--variants");
  }

  @ParameterizedTest
  @CsvSource({"zip.pth, from-zip", "legacy.pth, from-legacy", "wrapped-legacy.pth, from-wrapped"})
  void importThenPredict_givesPyTorchsProbabilities(String file, String name) throws Exception {
    Path files = directory.resolve("torch/own");
    Launcher launcher = Launcher.withEngine(directory);
    CommandRun imported =
        launcher.run(
            "zoo",
            "import",
            files.resolve(file).toString(),
            "--architecture",
            ARCHITECTURE,
            "--name",
            name,
            "--resolution",
            "64",
            "--output",
            "json");
    assertThat(imported.code()).as(imported.err()).isZero();
    JsonNode entry = Json.MAPPER.readTree(imported.out());
    assertThat(entry.get("classes").asInt()).isEqualTo(CLASSES);

    CommandRun predicted =
        launcher.run("predict", name, files.resolve("image.png").toString(), "--output", "json");
    assertThat(predicted.code()).as(predicted.err()).isZero();
    JsonNode row = Json.MAPPER.readTree(predicted.out()).get(0);
    JsonNode expected =
        Json.MAPPER.readTree(files.resolve("prediction.json").toFile()).get("probabilities");
    assertThat(row.get("probabilities").size()).isEqualTo(expected.size()).isEqualTo(CLASSES);
    int best = 0;
    for (int i = 0; i < CLASSES; i++) {
      assertThat(row.get("probabilities").get(Integer.toString(i)).asDouble())
          .as("class %d", i)
          .isCloseTo(expected.get(i).asDouble(), offset(1e-4));
      best = expected.get(i).asDouble() > expected.get(best).asDouble() ? i : best;
    }
    assertThat(row.get("label").asText()).isEqualTo(Integer.toString(best));
  }
}
