package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.CommandRun;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of a data directory are damaged while no process has them open. */
class DamagedFilesIT {
  private static final int STEPS = 150;

  @TempDir private static Path directory;

  private static TaskOnDisk undisturbed;

  /** A task whose process was killed when two checkpoints were there. */
  private static TaskOnDisk killed;

  @BeforeAll
  static void runOnceWholeAndOnceKilled() throws Exception {
    undisturbed = new TaskOnDisk(directory.resolve("undisturbed"), STEPS, "200ms");
    undisturbed.finish();
    killed = new TaskOnDisk(directory.resolve("killed"), STEPS, "200ms");
    Process process = killed.start();
    killed.await(process, () -> killed.checkpoints().size() == 2);
    process.destroyForcibly().waitFor();
  }

  private enum Damage {
    TRUNCATED,
    FLIPPED;

    void apply(Path checkpoint) throws IOException {
      Path damaged = checkpoint.resolve("state.safetensors");
      byte[] content = Files.readAllBytes(damaged);
      switch (this) {
        case TRUNCATED -> Files.write(damaged, Arrays.copyOf(content, content.length / 2));
        case FLIPPED -> {
          content[content.length / 2] ^= 4;
          Files.write(damaged, content);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void newestCheckpointDamaged_theOneBeforeIsUsed(Damage damage) throws Exception {
    TaskOnDisk task = new TaskOnDisk(directory.resolve(damage.name()), STEPS, "200ms");
    copy(killed.data(), task.data());
    List<Integer> steps = task.checkpoints();
    assertThat(steps).hasSize(2);
    damage.apply(task.file("checkpoints/step-" + steps.get(1)));
    JsonNode result = task.finish();
    task.assertSameOutputAs(undisturbed);
    assertThat(result.get("attempts").asInt()).isEqualTo(2);
    assertThat(task.resumedAt()).containsExactly(0, steps.get(0));
  }

  @Test
  void zooWeightsDamaged_areFoundByVerifyAndRepairedForATask() throws Exception {
    TaskOnDisk task = new TaskOnDisk(directory.resolve("zoo"), STEPS, "10s");
    copy(undisturbed.data(), task.data());
    Path weights = weightsOf(task, "nasoa-13m");
    byte[] content = Files.readAllBytes(weights);
    content[content.length - 7] ^= 1;
    Files.write(weights, content);

    CommandRun verified = task.run("zoo", "verify", "-o", "json");
    assertThat(verified.code()).as(verified.err()).isEqualTo(1);
    assertThat(Json.MAPPER.readTree(verified.out()))
        .filteredOn(row -> !row.get("status").asText().equals("OK"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("name").asText()).isEqualTo("nasoa-13m");
              assertThat(row.get("status").asText()).isEqualTo("CHANGED");
              assertThat(row.get("subject").asText()).isEqualTo(weights.toString());
            });

    CommandRun refused =
        task.run(
            "task",
            "submit",
            "draw:shapes:classes=2,images=40,size=32",
            "--steps",
            "2",
            "--model",
            "nasoa-13m",
            "--id",
            "other",
            "--wait",
            "-o",
            "json");
    assertThat(refused.code()).as(refused.err()).isEqualTo(3);
    assertThat(Json.MAPPER.readTree(refused.out()).get("error").asText())
        .contains(weights.getFileName().toString(), "was changed since it was written");
    assertThat(task.finish().get("accuracy"))
        .as("what was stored before is still there")
        .isEqualTo(undisturbed.finish().get("accuracy"));
  }

  private static Path weightsOf(TaskOnDisk task, String model) throws Exception {
    CommandRun shown = task.run("zoo", "show", model, "-o", "json");
    String sha = Json.MAPPER.readTree(shown.out()).get("weightsSha256").asText();
    return task.data().resolve("weights").resolve(sha + ".safetensors");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
