package io.nasoa.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactRootTest {
  @TempDir private Path directory;

  @Test
  void marked_isTheStores() throws Exception {
    ArtifactRoot.mark(directory, "s1");
    ArtifactRoot.mark(directory, "s1");

    assertThat(ArtifactRoot.problem(directory, "s1")).isEmpty();
    assertThat(ArtifactRoot.problem(directory, "s2").orElseThrow())
        .contains("s1")
        .contains("s2")
        .contains(directory.toString());
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void unmarkedOrUnreadable_isRefused() throws Exception {
    assertThat(ArtifactRoot.problem(directory, "s1").orElseThrow()).contains("artifact-root.json");
    Files.writeString(directory.resolve("artifact-root.json"), "{");
    assertThat(ArtifactRoot.problem(directory, "s1")).isPresent();
    ArtifactRoot.mark(directory, "s1");
    assertThat(ArtifactRoot.problem(directory, "s1")).isEmpty();
  }
}
