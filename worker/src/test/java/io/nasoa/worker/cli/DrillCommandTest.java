package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {
  @TempDir Path directory;

  private CommandRun run(String... arguments) {
    Map<String, String> environment = Map.of("HOME", directory.toString());
    return CommandRun.of(directory, environment, new CountingTrainers(), arguments);
  }

  @Test
  void hpo_unknownMethod_isRefusedWithThoseThereAre() {
    CommandRun run = run("drill", "--hpo", "grid");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID_INPUT.value());
    assertThat(run.err()).contains("--hpo", "'grid'", "bohb-continue");
  }

  @Test
  void twoKindsOfWork_areRefused() {
    CommandRun run = run("drill", "--hpo", "bohb", "--search");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID_INPUT.value());
    assertThat(run.err()).contains("--search", "--hpo");
  }
}
