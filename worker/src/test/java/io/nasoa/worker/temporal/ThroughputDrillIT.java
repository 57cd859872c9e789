package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.m3.tally.NoopScope;
import io.nasoa.worker.config.TemporalProfile;
import io.nasoa.workflows.tuning.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures, asserts nothing of time: tasks a second with a trainer that does nothing, from
 * submission to the stored result. Started by name:
 *
 * <pre>
 * mvn verify -pl worker -am -Dtest=none -Dit.test=ThroughputDrillIT -Dtest.excluded.groups= -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("drill")
class ThroughputDrillIT {
  private static final int ROUNDS = 7;
  private static final int TASKS = 50;

  @TempDir private Path directory;

  @Test
  void embeddedServer_tasksASecond() throws Exception {
    measure("embedded", TemporalConnection.open(TemporalProfile.EMBEDDED, new NoopScope()));
  }

  @Test
  void realServer_tasksASecond() throws Exception {
    Path files = Files.createDirectory(directory.resolve("temporal"));
    try (RealTemporal server = RealTemporal.start(files)) {
      measure("real", RealTemporal.connect(server.environment()));
    }
  }

  private void measure(String server, TemporalConnection temporal) throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    int done = 20; // the checkpoint that the trainer finds: nothing is left to train
    double[] rates = new double[ROUNDS];
    try (OneProcess process = new OneProcess(data, new AtomicInteger(done), temporal)) {
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        for (int i = 0; i < TASKS; i++) {
          process.service.submit(OneProcess.request("r%d-%d".formatted(round, i), 0));
        }
        for (int i = 0; i < TASKS; i++) {
          TaskState end = process.service.await("r%d-%d".formatted(round, i)).task().state();
          assertThat(end).isEqualTo(TaskState.SUCCEEDED);
        }
        rates[round] = TASKS / ((System.nanoTime() - start) / 1e9);
      }
    }
    double[] warm = Arrays.copyOfRange(rates, 1, ROUNDS);
    Arrays.sort(warm);
    System.out.printf(
        "throughput %s: median %.1f tasks/s of %d warm rounds of %d, from %.1f to %.1f%n",
        server, (warm[2] + warm[3]) / 2, ROUNDS - 1, TASKS, warm[0], warm[ROUNDS - 2]);
  }
}
