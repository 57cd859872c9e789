package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory whose owner is another process. */
class OwnershipIT {
  @TempDir Path directory;

  @Test
  void ownedDirectory_isRefusedWithPid_andTakenOverAfterKill() throws Exception {
    Path data = directory.resolve("data");
    Launcher launcher = new Launcher(directory, Map.of("HOME", directory.toString()));
    Process owner = OwnerProcess.start(data);
    try {
      CommandRun refused = launcher.run("task", "list", "--data-dir", "data");
      assertThat(refused.code()).isEqualTo(4);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains("process " + owner.pid()).hasLineCount(1);
    } finally {
      owner.destroyForcibly().waitFor(); // SIGKILL
    }
    assertThat(data.resolve("api.json")).exists();
    CommandRun taken = launcher.run("task", "list", "--data-dir", "data", "-o", "json");
    assertThat(taken.code()).isZero();
    assertThat(taken.out().strip()).isEqualTo("[ ]");
    assertThat(taken.err()).isEmpty();
    assertThat(data.resolve("api.json")).doesNotExist();
    assertThat(Files.size(data.resolve("nasoa.mv.db"))).isPositive();
  }
}
