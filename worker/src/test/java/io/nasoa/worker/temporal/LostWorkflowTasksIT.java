package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.tuning.TaskState;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Interventions at every moment of a task, also while a stage ends: there the embedded server loses
 * a workflow in one of ten or twenty cases.
 */
@Timeout(300)
class LostWorkflowTasksIT {
  private static final int TASKS = 60;

  @TempDir private Path directory;
  private final AtomicInteger checkpoint = new AtomicInteger();

  @Test
  void pause_atAnyMoment_isAnsweredAndTheTaskGoesOn() throws Exception {
    try (OneProcess process = new OneProcess(directory, checkpoint)) {
      for (int i = 0; i < TASKS; i++) {
        String id = begin(process, i);
        var unused =
            asked(
                () -> {
                  process.service.pause(id);
                  return process.service.resume(id); // its last step may be over by now
                });
        TaskState end =
            asked(() -> process.service.await(id).task().state()).get(60, TimeUnit.SECONDS);
        assertThat(end).as(id).isEqualTo(TaskState.SUCCEEDED);
      }
    }
  }

  @Test
  void cancel_atAnyMoment_endsTheTask() throws Exception {
    try (OneProcess process = new OneProcess(directory, checkpoint)) {
      for (int i = 0; i < TASKS; i++) {
        String id = begin(process, i);
        var unused = asked(() -> process.service.cancel(id));
        TaskState end =
            asked(() -> process.service.await(id).task().state()).get(60, TimeUnit.SECONDS);
        assertThat(end).as(id).isIn(TaskState.CANCELLED, TaskState.SUCCEEDED);
      }
    }
  }

  private String begin(OneProcess process, int number) throws InterruptedException {
    checkpoint.set(18); // two steps are left
    String id = "t" + number;
    process.service.submit(OneProcess.request(id, 0));
    Thread.sleep(number % 30 * 4L);
    return id;
  }

  private interface Work<T> {
    T call() throws Exception;
  }

  /** What it gives, in time; a task that has ended already may refuse. */
  private static <T> CompletableFuture<T> asked(Work<T> work) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(work.call());
              } catch (TaskStateException e) {
                answer.cancel(false);
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    thread.join(60_000);
    assertThat(answer.isDone()).as("answered").isTrue();
    return answer;
  }
}
