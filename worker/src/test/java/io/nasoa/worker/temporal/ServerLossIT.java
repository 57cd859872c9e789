package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is killed under a process that goes on. */
@Timeout(120)
class ServerLossIT {
  @TempDir Path directory;
  private RealTemporal server;
  private OneProcess process;

  @BeforeEach
  void start() throws Exception {
    server = RealTemporal.start(Files.createDirectory(directory.resolve("server")));
    Map<String, String> environment = server.environment();
    process = new OneProcess(directory, new AtomicInteger(), RealTemporal.connect(environment));
  }

  @AfterEach
  void stop() {
    process.close();
    server.close();
  }

  private void submitEndless() throws InterruptedException {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private FineTuningResult await() {
    try {
      return process.service.await("a");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void killedWhileTraining_andStartedAgain_theTrainingGoesOnAndIsAwaited() throws Exception {
    submitEndless();
    CompletableFuture<FineTuningResult> awaited = CompletableFuture.supplyAsync(this::await);

    server.kill();
    TimeUnit.SECONDS.sleep(3);
    server.restart();
    process.trainer.endless = false;

    assertThat(awaited.get().task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls)
        .containsExactly("profile", "plan", "fineTune from 0", "evaluate");
  }

  @Test
  void withoutServer_theStatusIsTheStoredOneAndNothingCanBeAsked() throws Exception {
    submitEndless();
    server.kill();

    assertThat(process.service.status("a").state()).isEqualTo(TaskState.RUNNING);
    assertThatExceptionOfType(TemporalUnreachableException.class)
        .isThrownBy(() -> process.service.pause("a"))
        .withMessageContaining("Temporal does not answer");
    assertThatExceptionOfType(TemporalUnreachableException.class)
        .isThrownBy(() -> process.service.cancel("a"));
    assertThat(process.tasks.find("a").orElseThrow().newestRun().state())
        .isEqualTo(io.nasoa.zoo.store.TaskState.RUNNING);
    server.restart();
    process.service.cancel("a");
    assertThat(await().task().state()).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void submit_withoutServer_isStoredAndRunsWhenSubmittedAgain() throws Exception {
    server.kill();

    assertThatExceptionOfType(TemporalUnreachableException.class)
        .isThrownBy(() -> process.service.submit(OneProcess.request("a", 0)));
    server.restart();
    Submission again = process.service.submit(OneProcess.request("a", 0));

    assertThat(again).isEqualTo(new Submission("a", 1, Submission.Kind.ATTACHED, null));
    assertThat(await().task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls).hasSize(4);
  }
}
