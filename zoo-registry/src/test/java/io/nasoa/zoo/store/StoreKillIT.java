package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store is worth when its process is killed, or the disk ends, right after a commit. */
@Timeout(180)
class StoreKillIT {
  private static final int TRIALS = 6;

  @TempDir Path directory;

  @Test
  void kill_rightAfterCommit_keepsEveryCommittedRow() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    int next = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      int commits = 1 + random.nextInt(25);
      next = killAfter(commits, next);
      try (Database database = OpenStore.open(directory)) {
        TaskStore tasks = new TaskStore(database);
        for (int i = 0; i < next; i++) {
          StoredTask task = tasks.find("task-" + i).orElseThrow();
          assertThat(task.requestHash()).isEqualTo("h" + i);
          assertThat(task.newestRun().state()).as("task %d", i).isEqualTo(TaskState.RUNNING);
          assertThat(task.newestRun().progressJson()).isEqualTo("x".repeat(500));
        }
        // The child may have begun one more; nothing beyond that.
        assertThat(tasks.list()).hasSizeBetween(next, next + 1);
        next = tasks.list().size();
        markAllRunning(tasks, next);
      }
    }
  }

  @Test
  void open_ownedByAnotherProcess_isRefusedUntilThatDies() throws Exception {
    Process child = start(List.of(), 0, 10);
    try (BufferedReader lines = child.inputReader(UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("0");
      assertThatThrownBy(() -> OpenStore.open(directory))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is in use by process " + child.pid());
    } finally {
      kill(child);
    }
    OpenStore.open(directory).close();
  }

  @Test
  void commit_beyondTheFileSizeLimit_isRefusedAndKeepsWhatWasCommitted() throws Exception {
    // A file that may not grow fails every write like a full disk does.
    Process child = start(List.of("bash", "-c", "ulimit -f 4000; exec \"$@\"", "bash"), 0, 100_000);
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = child.inputReader(UTF_8)) {
      reader.lines().forEach(lines::add);
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).as("child ends by itself").isTrue();
    } finally {
      kill(child);
    }
    String last = lines.remove(lines.size() - 1);
    assertThat(last)
        .startsWith("refused: cannot use the store " + directory.resolve("nasoa.mv.db"));
    assertThat(child.exitValue()).isZero();
    assertThat(lines).hasSizeGreaterThan(3);
    try (Database database = OpenStore.open(directory)) {
      TaskStore tasks = new TaskStore(database);
      for (String line : lines) {
        TaskRun run = tasks.find("task-" + line).orElseThrow().newestRun();
        assertThat(run.progressJson()).as("task %s", line).isEqualTo("x".repeat(100_000));
      }
      assertThat(tasks.claim("after", "h", "{}", NOW)).isEqualTo(new ClaimOutcome.Started(1));
    }
  }

  /** Returns the number after the last row that the child reported as committed. */
  private int killAfter(int commits, int first) throws IOException, InterruptedException {
    Process child = start(List.of(), first, 500);
    try (BufferedReader lines = child.inputReader(UTF_8)) {
      for (int i = 0; i < commits; i++) {
        assertThat(lines.readLine()).isEqualTo(Integer.toString(first + i));
      }
      kill(child);
      // Rows committed between our last line and the kill were promised too.
      int last = first + commits;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Integer.parseInt(line) + 1;
      }
      return last;
    } finally {
      kill(child);
    }
  }

  private static void markAllRunning(TaskStore tasks, int count) {
    for (int i = 0; i < count; i++) {
      tasks.saveProgress("task-" + i, 1, TaskState.RUNNING, "x".repeat(500), NOW);
    }
  }

  private static void kill(Process child) throws InterruptedException {
    // Not child.destroyForcibly(), which closes the stream that we still read.
    child.toHandle().destroyForcibly();
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).as("child is dead").isTrue();
  }

  private Process start(List<String> prefix, int first, int characters) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", classPath()));
    command.add(CommitUntilKilled.class.getName());
    command.addAll(
        List.of(directory.toString(), Integer.toString(first), Integer.toString(characters)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
