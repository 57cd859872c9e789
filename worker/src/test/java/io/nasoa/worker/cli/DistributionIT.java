package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this build would hand out: the runnable and the libraries beside it. */
class DistributionIT {
  private final Path folder = Launcher.jar().toAbsolutePath().resolveSibling("");

  /** The libraries that the runnable names. */
  private List<Path> named() throws IOException {
    try (JarFile jar = new JarFile(Launcher.jar().toFile())) {
      String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return Stream.of(classPath.split(" ")).map(folder::resolve).toList();
    }
  }

  private List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
      return files.toList();
    }
  }

  /** Weka itself, or what is compiled against it. */
  private static boolean holdsWeka(Path library) {
    try (JarFile jar = new JarFile(library.toFile())) {
      return jar.stream()
          .anyMatch(entry -> entry.getName().matches("(io/nasoa/baselines/)?weka/.*\\.class"));
    } catch (IOException e) {
      throw new AssertionError(library + " is no jar", e);
    }
  }

  @Test
  void runnable_everyLibraryItNames_liesBesideIt() throws IOException {
    assertThat(named()).hasSizeGreaterThan(20).allSatisfy(jar -> assertThat(jar).isRegularFile());
  }

  /** The profile "without-weka" hands out nothing that falls under Weka's licence. */
  @Test
  void weka_isThereUnlessLeftOut() throws IOException {
    boolean expected = Boolean.parseBoolean(System.getProperty("nasoa.weka", "true"));
    assertThat(named().stream().anyMatch(DistributionIT::holdsWeka)).isEqualTo(expected);
    assertThat(libraries().stream().anyMatch(DistributionIT::holdsWeka)).isEqualTo(expected);
  }

  @Test
  void natives_areThoseOfOneEngine() throws IOException {
    assertThat(named())
        .filteredOn(jar -> jar.getFileName().toString().startsWith("pytorch-native-"))
        .hasSize(1);
  }
}
