package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.tuning.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a server that outlives the process. */
class InterventionsOnRealTemporalIT extends InterventionsIT {
  @RegisterExtension static final SharedTemporal SERVER = new SharedTemporal();

  @Override
  TemporalConnection connect() {
    return SERVER.connect();
  }

  /** Whoever trains takes the task from the server without being asked, and gives it back. */
  @Test
  @Override
  void pause_taskThatNobodyWorksOn_isStoredWithoutAStart() throws Exception {
    submitEndless();
    restart();

    service().pause("a");

    awaitState(TaskState.PAUSED);
    assertThat(stored()).isEqualTo(io.nasoa.zoo.store.TaskState.PAUSED);
    assertThat(service().resumeUnfinished()).isEmpty();
    service().resume("a");
    assertThat(result().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls).endsWith("fineTune from 10", "evaluate");
  }
}
