package io.nasoa.activities.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.activities.network.HalfFloats;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.training.FileHash;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFilesTest {
  private static final String SMALL = "2-_16_2-1";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({SMALL + ", imported", "rival:efficientnet-w20-d20, rival"})
  void read_whatWasWritten_isTheEntryWithItsOwnRole(String architecture, String role)
      throws IOException {
    ZooEntry entry = entry(architecture, "zoo");

    List<Path> files = ModelFiles.write(entry, weights(entry), directory.resolve("out"));

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("small.safetensors", "small.json", "small.onnx");
    assertThat(files.get(0)).hasSameBinaryContentAs(weights(entry));
    ZooEntry read = ModelFiles.read(files.get(0), null);
    assertThat(read).usingRecursiveComparison().ignoringFields("role").isEqualTo(entry);
    assertThat(read.role()).isEqualTo(role);
    assertThat(ModelFiles.read(files.get(0), "other").name()).isEqualTo("other");
  }

  @Test
  void read_pretrainingsCard_isAnEntry() throws IOException {
    ZooEntry entry = entry(SMALL, "zoo");
    Path file = directory.resolve("made.safetensors");
    Files.copy(weights(entry), file);
    Files.writeString(
        directory.resolve("made.card.json"),
        "{\"name\": \"made\", \"architecture\": \"%s\", \"stem\": \"SMALL_INPUT\", \"resolution\": 48, \"classes\": [\"a\", \"b\", \"c\"]}"
            .formatted(SMALL));

    ZooEntry read = ModelFiles.read(file, null);

    assertThat(read.classNames()).containsExactly("a", "b", "c");
    assertThat(read.stem()).isEqualTo(Stem.SMALL_INPUT);
    assertThat(read.macs()).isEqualTo(cost(SMALL, Stem.SMALL_INPUT, 48).macs());
    assertThat(read.cardJson()).contains("\"resolution\":48");
  }

  @Test
  void write_changedWeights_isRefused() throws IOException {
    ZooEntry entry = entry(SMALL, "zoo");
    change(weights(entry));

    assertThatThrownBy(() -> ModelFiles.write(entry, weights(entry), directory.resolve("out")))
        .isInstanceOf(InvalidModelFileException.class)
        .hasMessageContaining("it is not what the zoo registered as small");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void read_changedWeights_isRefused() throws IOException {
    Path file = exported();
    change(file);

    assertThatThrownBy(() -> ModelFiles.read(file, null))
        .hasMessageStartingWith(file + ": it was changed");
  }

  @Test
  void read_weightsAlone_tellsWhichFileIsMissing() throws IOException {
    Path file = exported();
    Files.delete(file.resolveSibling("small.json"));

    assertThatThrownBy(() -> ModelFiles.read(file, null))
        .hasMessageContaining("neither small.json nor small.card.json lies beside it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\" : 1 | \"schema\" : 2 | it has schema 2, this program reads up to 1",
        "\"2-_16_2-1\" | \"2-_16_2-2\" | tensor 'layers.7.module_list.0.0.0.weight' has the shape",
        "\"2-_16_2-1\" | \"9-_16_2-1\" | architecture '9-_16_2-1'",
        "\"STANDARD\" | \"LARGE\" | 'stem' must be one of [STANDARD, SMALL_INPUT], was 'LARGE'",
        "\"resolution\" : 32 | \"resolution\" : 0 | 'resolution' must be 1 to 4096, was 0",
        "\"b\" | \"b\", \"d\" | it names 4 classes, the network has 3 outputs",
        "{ | [ | it is not JSON"
      })
  void read_changedDescription_tellsWhat(String part, String other, String problem)
      throws IOException {
    Path file = exported();
    Path sheet = file.resolveSibling("small.json");
    String text = Files.readString(sheet);
    assertThat(text).contains(part);
    Files.writeString(sheet, text.replace(part, other));

    assertThatThrownBy(() -> ModelFiles.read(file, null))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(directory.toString())
        .hasMessageContaining(problem);
  }

  private Path exported() throws IOException {
    ZooEntry entry = entry(SMALL, "zoo");
    return ModelFiles.write(entry, weights(entry), directory.resolve("out")).get(0);
  }

  private static void change(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  private Path weights(ZooEntry entry) {
    return directory.resolve(entry.name());
  }

  private static ComputeCost cost(String architecture, Stem stem, int resolution) {
    return ComputeCost.of(Networks.parse(architecture).toGraph(3, stem), resolution);
  }

  private ZooEntry entry(String architecture, String role) throws IOException {
    LayerGraph graph = Networks.parse(architecture).toGraph(3, Stem.STANDARD);
    SortedMap<String, TensorData> half = new TreeMap<>();
    Initialisation.of(graph, 1)
        .forEach((name, tensor) -> half.put(name, HalfFloats.toHalf(tensor)));
    Path file = directory.resolve("small");
    SafetensorsFile.write(file, half);
    ComputeCost cost = cost(architecture, Stem.STANDARD, 32);
    return new ZooEntry(
        "small",
        architecture,
        Stem.STANDARD,
        32,
        3,
        List.of("a", "b", "c"),
        cost.parameters(),
        cost.macs(),
        FileHash.sha256(file),
        role,
        "{\"data\":\"none\"}");
  }
}
