package io.nasoa.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisedProcessTest {
  @TempDir private Path directory;
  private @Nullable SupervisedProcess supervised;

  @AfterEach
  void stop() {
    if (supervised != null) {
      supervised.stop(Duration.ofSeconds(1));
      assertThat(supervised.pid()).isEmpty();
    }
  }

  private SupervisedProcess start(String script) {
    Path log = directory.resolve("child.log");
    SupervisedProcess child =
        new SupervisedProcess(
            new ChildCommand(
                "child", List.of("sh", "-c", script), Map.of("NASOA_TEST", "told"), log));
    supervised = child;
    child.start();
    return child;
  }

  private static void await(BooleanSupplier holds) throws InterruptedException {
    while (!holds.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  @Test
  void killedChild_isStartedAgain() throws Exception {
    SupervisedProcess child = start("sleep 600");
    await(() -> child.pid().isPresent());
    long first = child.pid().getAsLong();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    await(() -> child.starts() == 2 && child.pid().isPresent());

    assertThat(child.pid().getAsLong()).isNotEqualTo(first);
  }

  @Test
  void childThatCannotStart_isTriedAgainWithPauses() throws Exception {
    SupervisedProcess child = start("exit 1");
    await(() -> child.starts() == 3);

    child.stop(Duration.ofSeconds(1));
    int starts = child.starts();
    Thread.sleep(200);
    assertThat(child.starts()).isEqualTo(starts).isLessThanOrEqualTo(4);
  }

  @Test
  void output_andEnvironment_areTheChilds() throws Exception {
    start("echo $NASOA_TEST; echo err >&2; sleep 600");
    Path log = directory.resolve("child.log");
    await(() -> log.toFile().length() > 8);

    assertThat(Files.readString(log)).isEqualTo("told\nerr\n");
  }

  @Test
  void stop_childThatIgnoresTheSignal_isKilledAfterTheGrace() throws Exception {
    SupervisedProcess child = start("trap '' TERM; echo ready; while :; do sleep 1; done");
    Path log = directory.resolve("child.log");
    await(() -> log.toFile().length() > 5);
    long pid = child.pid().getAsLong();

    child.stop(Duration.ofMillis(200));

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void childsInput_endsWithTheSupervisor() throws Exception {
    SupervisedProcess child = start("cat; echo ended");
    await(() -> child.pid().isPresent());

    assertThat(child.starts()).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("child.log"))).isEmpty();
  }
}
