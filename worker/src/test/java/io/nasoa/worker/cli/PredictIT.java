package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.tuning.ModelDescription;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooEntry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prediction with the real engine. */
class PredictIT {
  private static final Architecture ARCHITECTURE = Architecture.parse("2-_16_1-2");

  @TempDir Path directory;
  private String sha = "";

  @BeforeEach
  void makeModelAndImages() throws IOException {
    LayerGraph graph = ARCHITECTURE.toGraph(3, Stem.STANDARD);
    SortedMap<String, TensorData> tensors = Initialisation.of(graph, 5);
    Path model = Files.createDirectory(directory.resolve("model"));
    SafetensorsFile.write(model.resolve("model.safetensors"), tensors);
    sha = SafetensorsFile.sha256(tensors);
    ModelDescription description =
        new ModelDescription(
            1, ARCHITECTURE.toString(), Stem.STANDARD, 32, List.of("a", "b", "c d"), 3, sha);
    Json.MAPPER.writeValue(model.resolve("model.json").toFile(), description);
    Path images = Files.createDirectories(directory.resolve("images/sub"));
    image(images.resolve("x.png"), 1);
    image(images.resolveSibling("b.bmp"), 2);
    Files.writeString(images.resolveSibling("notes.txt"), "not an image");
  }

  private static void image(Path file, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    BufferedImage image = new BufferedImage(40, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 32; i++) {
      image.setRGB(i % 40, i / 40, random.nextInt());
    }
    String name = file.toString();
    assertThat(ImageIO.write(image, name.substring(name.length() - 3), file.toFile())).isTrue();
  }

  private CommandRun run(String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", directory.toString());
    // The natives that other tests have unpacked.
    environment.put(
        "DJL_CACHE_DIR",
        System.getenv()
            .getOrDefault("DJL_CACHE_DIR", System.getProperty("user.home") + "/.djl.ai"));
    return CommandRun.of(directory, environment, arguments);
  }

  private JsonNode json(CommandRun run) throws IOException {
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  @Test
  void directory_givesEveryImageItsProbabilities() throws IOException {
    JsonNode rows = json(run("predict", "model", "images", "-o", "json"));
    assertThat(rows)
        .extracting(row -> row.get("image").asText())
        .containsExactly("b.bmp", "sub/x.png");
    for (JsonNode row : rows) {
      double sum = 0;
      double best = -1;
      String label = "";
      for (Map.Entry<String, JsonNode> p : row.get("probabilities").properties()) {
        sum += p.getValue().asDouble();
        if (p.getValue().asDouble() > best) {
          best = p.getValue().asDouble();
          label = p.getKey();
        }
      }
      assertThat(sum).isBetween(0.99999, 1.00001);
      assertThat(row.get("label").asText()).isEqualTo(label);
      assertThat(row.get("probabilities").has("c d")).isTrue();
    }
    assertThat(directory.resolve("nasoa-data")).doesNotExist();
  }

  @Test
  void zipAndFile_givesTheSameAsDirectory() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("images.zip")))) {
      for (String name : List.of("sub/x.png", "b.bmp")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(Files.readAllBytes(directory.resolve("images").resolve(name)));
      }
    }
    JsonNode folder = json(run("predict", "model", "images", "-o", "json"));
    assertThat(json(run("predict", "model", "images.zip", "-o", "json"))).isEqualTo(folder);
    JsonNode single = json(run("predict", "model", "images/sub/x.png", "-o", "json"));
    assertThat(single.size()).isEqualTo(1);
    assertThat(single.get(0).get("image").asText()).isEqualTo("x.png");
    double together = folder.get(1).get("probabilities").get("a").asDouble();
    double alone = single.get(0).get("probabilities").get("a").asDouble();
    assertThat(alone).isCloseTo(together, offset(1e-5));
  }

  @Test
  void zooEntryWithoutClassNames_usesIndices() throws IOException {
    Path data = directory.resolve("nasoa-data");
    try (DataDirectory owned = DataDirectory.open(data, UUID::randomUUID, Clock.systemUTC())) {
      owned
          .zoo()
          .register(
              new ZooEntry(
                  "mine",
                  ARCHITECTURE.toString(),
                  Stem.STANDARD,
                  32,
                  3,
                  List.of(),
                  1,
                  1,
                  sha,
                  "imported",
                  "{}"),
              directory.resolve("model/model.safetensors"));
    }
    JsonNode rows = json(run("predict", "mine", "images", "-o", "json"));
    assertThat(rows.get(0).get("probabilities").toString()).startsWith("{\"0\":");
  }

  @Test
  void corruptImage_isNamedAndOthersPrinted() throws IOException {
    Files.writeString(directory.resolve("images/c.jpg"), "no picture");
    CommandRun run = run("predict", "model", "images", "-o", "csv");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("'c.jpg'").hasLineCount(1);
    assertThat(run.out().lines().toList().get(0))
        .isEqualTo("image,label,probabilities.a,probabilities.b,probabilities.c d");
    assertThat(run.out().lines()).hasSize(3);
  }

  @Test
  void weightsChanged_isRefused() throws IOException {
    Path weights = directory.resolve("model/model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    CommandRun run = run("predict", "model", "images");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("was changed since it was written").hasLineCount(1);
  }

  @Test
  void unknownModel_isConflict() {
    CommandRun run = run("predict", "nothing", "images");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("'nothing' is no task with a model").hasLineCount(1);
  }

  @Test
  void noImages_isInvalidInput() throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    assertThat(run("predict", "model", "empty").code()).isEqualTo(3);
    assertThat(run("predict", "model", "missing").code()).isEqualTo(3);
  }
}
