package io.nasoa.worker.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.temporal.RealTemporal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures, asserts nothing of time: from the SIGKILL of a trainer, and of the whole owner, to the
 * next training step of its task. Started by name:
 *
 * <pre>
 * mvn verify -pl worker -am -Dtest=none -Dit.test=RecoveryDrillIT -Dtest.excluded.groups= -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("drill")
class RecoveryDrillIT {
  private static final int ROUNDS = 5;

  @TempDir private Path directory;
  private Map<String, String> environment = Map.of();

  @Test
  void realServer_fromKillToTheNextStep() throws Exception {
    Path files = Files.createDirectory(directory.resolve("temporal"));
    try (RealTemporal server = RealTemporal.start(files)) {
      measure("real", new HashMap<>(server.environment()));
    }
  }

  @Test
  void embeddedServer_fromKillToTheNextStep() throws Exception {
    measure("embedded", Map.of());
  }

  private void measure(String server, Map<String, String> more) throws Exception {
    environment = Program.environment(directory.resolve("data"), more);
    double[] trainer = new double[ROUNDS];
    double[] owner = new double[ROUNDS];
    Program up = up();
    try {
      up.awaitLine("http://127.0.0.1"); // else the command below may be the first to own the data
      Program.run(
          directory.resolve("submit"),
          environment,
          "task",
          "submit",
          "draw:shapes:classes=3,images=120,size=32",
          "--steps",
          "1000000",
          "--batch-size",
          "8",
          "--model",
          "nasoa-5m",
          "--checkpoint-interval",
          "1s",
          "--id",
          "long");
      for (int round = 0; round < ROUNDS; round++) {
        awaitStepAfter(up, lastStep() + 300);
        Program before = up;
        trainer[round] = recovery(up, () -> kill(before.children().get(0).pid()));
        awaitStepAfter(up, lastStep() + 300);
        long start = System.nanoTime();
        int seen = lastStep();
        up.children().forEach(ProcessHandle::destroyForcibly);
        up.kill();
        up = up();
        awaitStepAfter(up, seen);
        owner[round] = (System.nanoTime() - start) / 1e9;
      }
    } finally {
      up.close();
    }
    print(server, "trainer", trainer);
    print(server, "owner and trainer, started again at once", owner);
  }

  private interface Blow {
    void strike() throws Exception;
  }

  private double recovery(Program up, Blow blow) throws Exception {
    int seen = lastStep();
    long start = System.nanoTime();
    blow.strike();
    awaitStepAfter(up, seen);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void kill(long pid) throws Exception {
    Program.signal("KILL", pid);
  }

  private Program up() throws IOException {
    return Program.start(directory.resolve("up-" + System.nanoTime()), environment, "up");
  }

  private void awaitStepAfter(Program up, int step) throws Exception {
    up.await(() -> lastStep() > step);
  }

  /** What has reached the disk; lines are flushed with each checkpoint, once a second. */
  private int lastStep() throws IOException {
    Path metrics = directory.resolve("data/tasks/long/metrics.jsonl");
    if (!Files.exists(metrics)) {
      return 0;
    }
    String text = Files.readString(metrics);
    int end = text.lastIndexOf('\n');
    if (end < 0) {
      return 0;
    }
    int start = text.lastIndexOf('\n', end - 1) + 1;
    JsonNode line = Json.MAPPER.readTree(text.substring(start, end));
    return line.get("step").asInt();
  }

  private static void print(String server, String victim, double[] seconds) {
    Arrays.sort(seconds);
    System.out.printf(
        "recovery %s, kill of %s: median %.1f s of %d, from %.1f to %.1f%n",
        server, victim, seconds[ROUNDS / 2], ROUNDS, seconds[0], seconds[ROUNDS - 1]);
  }
}
