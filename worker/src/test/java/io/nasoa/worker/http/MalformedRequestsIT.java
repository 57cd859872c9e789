package io.nasoa.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.nasoa.worker.cli.RunningOwner;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many malformed requests leave nothing behind in the process that serves. */
@Timeout(600)
class MalformedRequestsIT {
  /** By then everything is loaded and every pool has grown. */
  private static final int FIRST = 3000;

  private static final int ALL = 10_000;

  /** A byte for each of the others would be seven times less; a kept request far more. */
  private static final long NOISE = 4 << 20;

  private static final long FEW = 20;

  @TempDir Path directory;

  /** What is held, after everything that can go has gone. */
  private record Held(long heap, long direct, long threads, long files) {
    static Held now() throws InterruptedException {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 5; i++) {
        System.gc();
        Thread.sleep(200); // what finalizers and cleaners free goes with the next
        Runtime runtime = Runtime.getRuntime();
        least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
      }
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      UnixOperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
      return new Held(
          least,
          direct,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          system.getOpenFileDescriptorCount());
    }
  }

  @Test
  void tenThousandMalformedRequests_leaveNothingBehind() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, Map.of("HOME", directory.toString()))) {
      MalformedExchanges exchanges = new MalformedExchanges(owner);
      exchanges.send(0, FIRST);
      Held before = Held.now();
      exchanges.send(FIRST, ALL);
      Held after = Held.now();

      assertThat(after.heap()).as("heap, %s", before).isLessThan(before.heap() + NOISE);
      assertThat(after.direct()).as("buffers, %s", before).isLessThan(before.direct() + NOISE);
      assertThat(after.threads()).as("threads, %s", before).isLessThan(before.threads() + FEW);
      assertThat(after.files()).as("files, %s", before).isLessThan(before.files() + FEW);
      exchanges.check();
    }
  }
}
