package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed (SIGKILL to its JVM) at random moments of a task, and the same command goes
 * on. The first kill in each data directory comes while data are profiled, the plan is made or the
 * training is loaded, the second within a second after a checkpoint, others anywhere in a run.
 *
 * <p>Three kills, or as many as the property {@code nasoa.kills} says; {@code nasoa.kills.seed}
 * chooses the moments. Thirty of them:
 *
 * <pre>
 * mvn verify -pl worker -am -Dtest=none -Dit.test=KillIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dnasoa.kills=30
 * </pre>
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("nasoa.kills", 3);
  private static final long SEED = Long.getLong("nasoa.kills.seed", 1);
  private static final int KILLS_PER_DIRECTORY = 3;
  private static final int STEPS = 240;
  private static final double INTERVAL_SECONDS = 1;

  /** The longest that one step may be held up by whatever else the machine does. */
  private static final double STEP_SECONDS = 2;

  @TempDir private static Path directory;

  private static TaskOnDisk undisturbed;
  private static JsonNode expected;
  private static long wholeMillis;

  private final SplittableRandom random = new SplittableRandom(SEED);

  /** Nothing disturbs this run until its result is stored; then its process is killed too. */
  @BeforeAll
  static void runUndisturbed() throws Exception {
    undisturbed = task("undisturbed");
    long start = System.nanoTime();
    Process process = undisturbed.start();
    undisturbed.await(process, () -> Files.exists(undisturbed.file("report.html")));
    wholeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    kill(process);
    byte[] ledger = Files.readAllBytes(undisturbed.file("ledger.jsonl"));
    expected = undisturbed.finish();
    assertThat(undisturbed.file("ledger.jsonl")).as("trained again").hasBinaryContent(ledger);
    assertThat(expected.get("attempts").asInt()).isEqualTo(1);
    assertThat(onlyRun(undisturbed).state()).isEqualTo(TaskState.SUCCEEDED);
  }

  private static TaskOnDisk task(String name) throws IOException {
    return new TaskOnDisk(directory.resolve(name), STEPS, "1s");
  }

  @Test
  void kill_anyMomentThenTheSameCommand_resultIsThatOfTheUndisturbedRun() throws Exception {
    int done = 0;
    for (int round = 0; done < KILLS; round++) {
      TaskOnDisk task = task("killed-" + round);
      long begun = System.currentTimeMillis();
      int kills = killUntilDone(task, Math.min(KILLS_PER_DIRECTORY, KILLS - done));
      JsonNode result = task.finish();
      double wall = (System.currentTimeMillis() - begun) / 1000.0;
      task.assertSameOutputAs(undisturbed);
      task.assertNothingHalfWritten();
      assertSameResult(result);
      assertAccountHolds(result, kills, wall);
      assertGoesOnFromLastCheckpoint(task);
      assertThat(onlyRun(task).state()).isEqualTo(TaskState.SUCCEEDED);
      done += kills;
    }
  }

  /** Kills up to that often; a process that ends by itself first ends the round. */
  private int killUntilDone(TaskOnDisk task, int most) throws Exception {
    for (int kill = 0; kill < most; kill++) {
      Process process = task.start();
      switch (kill) {
        case 0 -> {
          task.await(process, () -> task.told("phase", "PROFILE"));
          sleep(process, random.nextLong(millisBeforeTraining()));
        }
        case 1 -> {
          task.await(process, () -> task.told("kind", "CHECKPOINT"));
          sleep(process, random.nextLong(1000));
        }
        default -> {
          awaitJvm(process);
          sleep(process, random.nextLong(wholeMillis * 3 / 4));
        }
      }
      if (!process.isAlive()) {
        assertThat(process.exitValue()).as(task.errors()).isZero();
        return kill;
      }
      kill(process);
      leaveWhatAKilledWriterLeaves(task);
    }
    return most;
  }

  /** A kill in the middle of a write is rare by chance, so its traces are put there. */
  private static void leaveWhatAKilledWriterLeaves(TaskOnDisk task) throws IOException {
    Path half = Files.createDirectories(task.file("checkpoints/.tmp-killed"));
    Files.writeString(half.resolve("state.safetensors"), "half");
    Files.writeString(task.file(".model.safetensors.tmp-" + new UUID(1, 2)), "half");
  }

  private static void sleep(Process process, long millis) throws InterruptedException {
    process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** The launcher's process becomes the JVM's. */
  private static void awaitJvm(Process process) throws InterruptedException {
    while (process.isAlive() && !process.info().command().orElse("").endsWith("java")) {
      Thread.sleep(2);
    }
  }

  private static void kill(Process process) throws InterruptedException {
    awaitJvm(process);
    process.destroyForcibly();
    assertThat(process.waitFor()).isEqualTo(137);
  }

  private static long millisBeforeTraining() throws IOException {
    List<JsonNode> lines = undisturbed.ledger();
    long training =
        lines.stream()
            .filter(line -> line.path("phase").asText().equals("TRAIN"))
            .findFirst()
            .orElseThrow()
            .get("at")
            .asLong();
    return training - lines.get(0).get("at").asLong();
  }

  private static void assertSameResult(JsonNode result) {
    for (String field :
        List.of("state", "endedBy", "data", "model", "regime", "accuracy", "steps", "versions")) {
      assertThat(result.get(field)).as(field).isEqualTo(expected.get(field));
    }
  }

  private static void assertAccountHolds(JsonNode result, int kills, double wall) {
    double sum = 0;
    for (JsonNode column : result.get("ledger")) {
      assertThat(column.asDouble()).isNotNegative();
      sum += column.asDouble();
    }
    assertThat(result.get("ledger").size()).isEqualTo(11);
    assertThat(result.get("elapsedSeconds").asDouble())
        .isCloseTo(sum, within(1e-6))
        .isLessThan(wall);
    int repeated = result.get("attempts").asInt() - 1;
    assertThat(repeated).isBetween(0, kills);
    assertThat(result.get("ledger").get("lost").asDouble())
        .isLessThanOrEqualTo(repeated * (INTERVAL_SECONDS + STEP_SECONDS));
  }

  /** Every start of the training goes on at the newest checkpoint that was told of before it. */
  private static void assertGoesOnFromLastCheckpoint(TaskOnDisk task) throws IOException {
    int newest = 0;
    for (JsonNode line : task.ledger()) {
      int step = line.path("checkpointStep").asInt();
      switch (line.get("kind").asText()) {
        case "CHECKPOINT" -> newest = Math.max(newest, step);
        case "RESUMED" -> assertThat(step).isGreaterThanOrEqualTo(newest);
        default -> {}
      }
    }
    assertThat(newest).isEqualTo(STEPS);
  }

  private static TaskRun onlyRun(TaskOnDisk task) {
    try (DataDirectory owned =
        DataDirectory.open(task.data(), UUID::randomUUID, Clock.systemUTC())) {
      assertThat(owned.tasks().list()).hasSize(1);
      List<TaskRun> runs = owned.tasks().runs(TaskOnDisk.ID);
      assertThat(runs).hasSize(1);
      assertThat(runs.get(0).resultJson()).isNotNull();
      return runs.get(0);
    }
  }
}
