package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskAttributes;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.OperatorServiceStubs;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a real server offers beyond the embedded one: tasks can be found there. */
@Timeout(120)
class SearchOnRealTemporalIT {
  @RegisterExtension static final SharedTemporal SERVER = new SharedTemporal();
  @TempDir Path directory;

  @Test
  void capabilities_ofARealServer_areAll() {
    try (TemporalConnection temporal = SERVER.connect()) {
      TemporalCapabilities capabilities = temporal.capabilities();

      assertThat(capabilities.lacking()).isEmpty();
      assertThat(capabilities.version()).matches("\\d+\\.\\d+.*");
    }
  }

  @Test
  void tasks_areFoundByTheirAttributes() throws Exception {
    try (OneProcess process = new OneProcess(directory, new AtomicInteger(), SERVER.connect())) {
      process.trainer.endless = true;
      process.service.submit(OneProcess.request("a", 0));
      assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();
      awaitFound(process, "NasoaTask = 'a' AND NasoaState = 'RUNNING'");
      process.service.pause("a");
      awaitFound(process, "NasoaTask = 'a' AND NasoaState = 'PAUSED'");
      process.trainer.endless = false;
      process.service.resume("a");
      FineTuningResult result = process.service.await("a");

      assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
      SearchAttributes attributes =
          awaitFound(
              process,
              "NasoaState = 'SUCCEEDED' AND NasoaDeployment = 'default' AND NasoaMethod = 'nasoa'");
      assertThat(attributes.get(TaskAttributes.DATASET)).isEqualTo("draw:shapes");
    }
  }

  /** Visibility follows the workflows some moments later. */
  private static SearchAttributes awaitFound(OneProcess process, String query)
      throws InterruptedException {
    while (true) {
      List<WorkflowExecutionMetadata> found = process.client().listExecutions(query).toList();
      if (!found.isEmpty()) {
        assertThat(found).hasSize(1);
        return found.get(0).getTypedSearchAttributes();
      }
      Thread.sleep(50);
    }
  }

  @Test
  void newNamespace_getsTheAttributesByCode() throws Exception {
    SERVER.registerNamespace("of-others");
    try (TemporalConnection temporal = SERVER.connect("of-others")) {
      TaskAttributeRegistry registry = new TaskAttributeRegistry(temporal.client());
      OperatorServiceStubs operators = temporal.operators();
      try {
        assertThat(registry.ensure(operators)).isTrue();
        assertThat(registry.ensure(operators)).isTrue();
      } finally {
        StubsShutdown.end(operators);
      }
    }
    try (OneProcess process =
        new OneProcess(directory, new AtomicInteger(), SERVER.connect("of-others"))) {
      process.service.submit(OneProcess.request("a", 0));
      assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.SUCCEEDED);
      awaitFound(process, "NasoaState = 'SUCCEEDED'");
    }
  }
}
