package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.tuning.TaskState;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a server that outlives the process. */
class TaskServiceOnRealTemporalIT extends TaskServiceIT {
  private static RealTemporal server;
  private Map<String, String> environment;

  @BeforeAll
  static void startServer(@TempDir Path files) throws Exception {
    server = RealTemporal.start(files);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  TemporalConnection connect() {
    return RealTemporal.connect(environment);
  }

  @BeforeEach
  @Override
  void start() {
    environment = server.environment();
    super.start();
  }

  /** The workflow is still there, and whoever trains goes on with it. */
  @Test
  @Override
  void status_taskThatNobodyWorksOn_isTheStoredOne() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();
    restart();

    assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls).hasSize(2).last().isEqualTo("evaluate");
  }

  /** A server of its own is nothing that this process could renew. */
  @Test
  @Override
  void submit_manyTasksOneAfterAnother_theIdleServerIsRenewedAndNoTaskIsLost() throws Exception {
    WorkflowClient first = process.temporal.client();
    for (int i = 0; i < 22; i++) {
      process.service.submit(OneProcess.request("t" + i, 0));
      assertThat(process.service.await("t" + i).task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    assertThat(process.temporal.client()).isSameAs(first);
    assertThat(process.tasks.list()).hasSize(22);
  }
}
