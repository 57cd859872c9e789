package io.nasoa.activities.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.PublishedModels;
import io.nasoa.zoo.architecture.Stem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that a real PyTorch wrote. */
class PyTorchCheckpointIT {
  private static final List<String> FORMATS = List.of(".zip.pth", ".legacy.pth");

  @TempDir static Path directory;

  @BeforeAll
  static void writeCheckpoints() throws IOException, InterruptedException {
    PythonTorch python = PythonTorch.require();
    python.run("make_checkpoint_cases.py", directory.resolve("cases").toString());
    String networks = directory.resolve("networks").toString();
    python.run("make_parity_files.py", networks, "--model", "ET-NAS-A", "--variants");
    python.run(
        "make_parity_files.py",
        networks,
        "--classes",
        "7",
        "--name",
        "small",
        "--architecture",
        "02031-a02c12_16_1-21");
  }

  private static List<Path> cases(String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("cases"))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static Path checkpoint(Path other, String ending, String format) {
    return Path.of(other.toString().replace(ending, format));
  }

  @Test
  void read_everythingThatIsAStateDict_equalsWhatPyTorchHas() throws IOException {
    List<Path> expected = cases(".safetensors");
    assertThat(expected).hasSizeGreaterThanOrEqualTo(11);
    for (Path file : expected) {
      for (String format : FORMATS) {
        Path checkpoint = checkpoint(file, ".safetensors", format);
        assertThat(PthReader.read(checkpoint))
            .as(checkpoint.toString())
            .containsExactlyInAnyOrderEntriesOf(SafetensorsFile.read(file).tensors());
      }
    }
  }

  @Test
  void read_anythingElse_isRefusedByNameAndRunsNothing() throws IOException {
    List<Path> refused = cases(".refused");
    assertThat(refused).hasSizeGreaterThanOrEqualTo(14);
    for (Path file : refused) {
      for (String format : FORMATS) {
        Path checkpoint = checkpoint(file, ".refused", format);
        assertThatThrownBy(() -> PthReader.read(checkpoint))
            .as(checkpoint.toString())
            .isInstanceOf(InvalidWeightsException.class)
            .hasMessageStartingWith(checkpoint + ": ")
            .hasMessageContaining(Files.readString(file));
      }
    }
    assertThat(directory.resolve("cases").resolve("executed")).doesNotExist();
  }

  @Test
  void read_publishedArchitecture_isTheSameFromEveryVariant() throws IOException {
    Path folder = directory.resolve("networks").resolve("ET-NAS-A");
    ImportedNetwork first = CheckpointImport.read(folder.resolve("zip.pth"));
    assertThat(first.architecture()).isEqualTo(PublishedModels.all().get(0).architecture());
    assertThat(first.classes()).isEqualTo(1000);
    String hash = SafetensorsFile.sha256(first.tensors());
    for (String name : List.of("legacy.pth", "wrapped-zip.pth", "wrapped-legacy.pth")) {
      ImportedNetwork other = CheckpointImport.read(folder.resolve(name));
      assertThat(SafetensorsFile.sha256(other.tensors())).as(name).isEqualTo(hash);
    }
  }

  @Test
  void read_ownArchitecture_fitsTheNamesThatPyTorchGives() throws IOException {
    Architecture architecture = Architecture.parse("02031-a02c12_16_1-21");
    Path folder = directory.resolve("networks").resolve("small");
    for (String name : List.of("zip.pth", "legacy.pth")) {
      ImportedNetwork imported =
          CheckpointImport.read(folder.resolve(name), architecture, Stem.STANDARD);
      assertThat(imported.classes()).isEqualTo(7);
    }
  }
}
