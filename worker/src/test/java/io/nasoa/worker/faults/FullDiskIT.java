package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes no more while a training writes its checkpoints. */
class FullDiskIT {
  private static final int STEPS = 300;
  private static final String INTERVAL = "200ms";

  /**
   * A file may have 3 MB (in blocks of 512 bytes): a checkpoint of 4.3 MB breaks off in the middle,
   * all other files fit.
   */
  private static final String SMALL_FILES = "ulimit -f 6000; exec \"$@\"";

  /**
   * A file system of 48 MB for the data directory is filled once a checkpoint is there, and emptied
   * eight seconds later. Exit codes: 98 the program ended too early, 97 the disk was not full.
   */
  private static final String FILL_AND_EMPTY =
      """
      mount -t tmpfs -o size=48m none nasoa-data || exit 99
      "$@" >first.txt 2>first-err.txt &
      program=$!
      until ls nasoa-data/tasks/x/checkpoints/step-*/manifest.json >/dev/null 2>&1; do
        kill -0 $program || exit 98
        sleep 0.02
      done
      head -c 48000000 /dev/zero >nasoa-data/ballast 2>/dev/null && exit 97
      sleep 8
      rm nasoa-data/ballast
      wait $program
      echo $? >first-code.txt
      "$@"
      code=$?
      cp -R nasoa-data/tasks tasks
      exit $code
      """;

  @TempDir private static Path directory;

  private static TaskOnDisk undisturbed;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    undisturbed = new TaskOnDisk(directory.resolve("undisturbed"), STEPS, INTERVAL);
    undisturbed.finish();
  }

  @Test
  void checkpointBreaksOff_theOneBeforeIsUsedAndTrainingGoesOn() throws Exception {
    TaskOnDisk task = new TaskOnDisk(directory.resolve("small"), STEPS, INTERVAL);
    Process first = task.start();
    task.await(first, () -> !task.checkpoints().isEmpty());
    first.destroyForcibly().waitFor();
    List<Integer> kept = task.checkpoints();
    assertThat(kept).isNotEmpty();

    Process second = task.startIn("sh", "-c", SMALL_FILES, "sh");
    task.await(second, () -> log(task).contains("no checkpoint at step"));
    assertThat(log(task)).contains("state.safetensors: File too large; the one before stays");
    second.destroyForcibly().waitFor();
    assertThat(task.checkpoints()).isEqualTo(kept);

    JsonNode result = TaskOnDisk.result(task.ended(task.startIn("sh", "-c", SMALL_FILES, "sh")));
    task.assertSameOutputAs(undisturbed);
    task.assertNothingHalfWritten();
    assertThat(result.get("attempts").asInt()).isEqualTo(3);
    int newest = kept.get(kept.size() - 1);
    assertThat(task.resumedAt()).containsExactly(0, newest, newest);
  }

  @Test
  void noSpaceLeft_onceItIsBackTheTaskEndsAsIfNothingWas() throws Exception {
    TaskOnDisk task = new TaskOnDisk(directory.resolve("full"), STEPS, INTERVAL);
    Path here = directory.resolve("full");
    Files.createDirectory(task.data());
    if (new ProcessBuilder("unshare", "-rm", "true").start().waitFor() != 0) {
      // The other test has a disk that takes no more without it.
      Assumptions.abort("this machine gives no file systems to its users (unshare -rm)");
    }
    CommandRun run = task.ended(task.startIn("unshare", "-rm", "sh", "-c", FILL_AND_EMPTY, "sh"));
    JsonNode result = TaskOnDisk.result(run);
    assertThat(result.get("steps").asInt()).isEqualTo(STEPS);
    for (String name : List.of("model.safetensors", "metrics.jsonl")) {
      assertThat(here.resolve("tasks/x").resolve(name))
          .hasSameBinaryContentAs(undisturbed.file(name));
    }
    if (!Files.readString(here.resolve("first-code.txt")).strip().equals("0")) {
      assertThat(Files.readString(here.resolve("first-err.txt")).lines())
          .filteredOn(line -> line.startsWith("nasoa: x FAILED: "))
          .singleElement()
          .asString()
          .endsWith("No space left on device");
    }
  }

  private static String log(TaskOnDisk task) throws IOException {
    return Files.readString(task.data().resolve("nasoa.log"));
  }
}
