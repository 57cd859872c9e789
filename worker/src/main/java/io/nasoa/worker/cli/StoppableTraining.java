package io.nasoa.worker.cli;

import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import java.util.concurrent.CountDownLatch;

/** Tells the progress; a stop signal waits until the checkpoint is written. */
final class StoppableTraining implements TrainingControl {
  private static final int PROGRESS_STEPS = 100;

  private final Shell shell;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;

  StoppableTraining(Shell shell) {
    this.shell = shell;
  }

  void stop() {
    stopped = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void ended() {
    ended.countDown();
  }

  @Override
  public Decision beforeStep(int stepsDone, int totalSteps) {
    return stopped ? Decision.YIELD : Decision.CONTINUE;
  }

  @Override
  public void afterStep(MetricsLog.Line line, int totalSteps) {
    if (line.step() % PROGRESS_STEPS == 0 || line.accuracy() != null) {
      String accuracy =
          line.accuracy() == null ? "" : "  accuracy %.1f %%".formatted(100 * line.accuracy());
      shell.say(
          "step %d/%d  loss %.3f%s".formatted(line.step(), totalSteps, line.loss(), accuracy));
    }
  }
}
