package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty tasks in one process need no more memory than ten. The process is one of its own with a
 * fixed heap, all of it touched at the start, so that what the resident memory gains is native.
 */
class MemoryIT {
  private static final List<String> FIXED_HEAP =
      List.of("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  @TempDir private Path directory;

  @Test
  void sameTaskManyTimes_memoryAndOpenArraysStay() throws Exception {
    List<Reading> readings = readings(10, 50);

    Reading early = readings.get(0);
    Reading late = readings.get(1);
    System.out.println("memory: " + early + ", " + late);
    assertThat(late.openArrays()).isEqualTo(early.openArrays());
    assertThat(late.heapBytes()).isLessThanOrEqualTo((long) (1.1 * early.heapBytes()));
    assertThat(late.residentBytes()).isLessThanOrEqualTo((long) (1.1 * early.residentBytes()));
  }

  private List<Reading> readings(int... tasks) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FIXED_HEAP);
    command.addAll(List.of("-Dai.djl.offline=true", "-cp", System.getProperty("java.class.path")));
    command.add(MemoryRun.class.getName());
    command.add(directory.resolve("data").toString());
    Arrays.stream(tasks).mapToObj(Integer::toString).forEach(command::add);
    Path output = directory.resolve("readings");
    ProcessBuilder builder = new ProcessBuilder(command);
    // As the launcher does for a process with one slot.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    builder.environment().put("MALLOC_MMAP_THRESHOLD_", "1073741824");
    builder.environment().put("MALLOC_TRIM_THRESHOLD_", "2147483647");
    Process process =
        builder
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(output, StandardCharsets.UTF_8).stream().map(Reading::parse).toList();
  }

  /** A line of {@link MemoryRun}. */
  private record Reading(int tasks, long heapBytes, long residentBytes, int openArrays) {
    static Reading parse(String line) {
      String[] words = line.split(" ", -1);
      return new Reading(
          Integer.parseInt(words[0]),
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Integer.parseInt(words[3]));
    }
  }
}
