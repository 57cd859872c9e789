package io.nasoa.worker.cli;

import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.Stage;
import io.nasoa.workflows.tuning.TrainingProgress;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a task goes on, on stderr: one line that redraws itself on a terminal, elsewhere a line when
 * the stage changes and every ten seconds.
 */
final class ProgressLine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressLine.class);
  private static final int SILENT_ROUNDS = 10;

  private final Shell shell;
  private final Supplier<FineTuningStatus> status;
  private final @Nullable Double budgetSeconds;
  private final InstantSource clock;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private String lastStage = "";
  private int lastStep = -1;
  private int silent;
  private int drawn;
  private int firstStep = -1;
  private long firstSeen;

  ProgressLine(
      Shell shell,
      Supplier<FineTuningStatus> status,
      @Nullable Double budgetSeconds,
      InstantSource clock) {
    this.shell = shell;
    this.status = status;
    this.budgetSeconds = budgetSeconds;
    this.clock = clock;
  }

  /** Asks every second and prints until it is closed. */
  ProgressLine start() {
    var unused = rounds.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  private void round() {
    try {
      show(status.get());
    } catch (RuntimeException e) {
      LOG.info("no progress to show: {}", e.toString()); // the task itself tells what is wrong
    }
  }

  synchronized void show(FineTuningStatus now) {
    String text = text(now);
    if (shell.terminal()) {
      shell.err().print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
      shell.err().flush();
      drawn = text.length();
      return;
    }
    TrainingProgress progress = now.progress();
    int step = progress == null ? -1 : progress.step();
    boolean news = !lastStage.equals(now.stage().name());
    silent++;
    if (news || (silent >= SILENT_ROUNDS && step != lastStep)) {
      shell.err().println(text);
      lastStage = now.stage().name();
      lastStep = step;
      silent = 0;
    }
  }

  /** One line: stage, model, steps, loss, accuracy, what is left. */
  private String text(FineTuningStatus now) {
    StringBuilder text = new StringBuilder("%s  %s".formatted(now.taskId(), now.stage()));
    if (now.model() != null) {
      text.append("  ").append(now.model());
    }
    TrainingProgress progress = now.progress();
    if (progress == null || now.stage() != Stage.FINE_TUNE) {
      return text.toString();
    }
    text.append("  step %d/%d".formatted(progress.step(), progress.totalSteps()));
    if (progress.loss() != null) {
      text.append(String.format(Locale.ROOT, "  loss %.3f", progress.loss()));
    }
    if (progress.accuracy() != null) {
      text.append(String.format(Locale.ROOT, "  accuracy %.1f %%", progress.accuracy() * 100));
    }
    return text.append(left(now, progress)).toString();
  }

  /** Budget and time left, by what this process has seen of the training. */
  private String left(FineTuningStatus now, TrainingProgress progress) {
    if (firstStep < 0) {
      firstStep = progress.step();
      firstSeen = clock.millis();
      return "";
    }
    double seen = (clock.millis() - firstSeen) / 1000.0;
    StringBuilder text = new StringBuilder();
    if (budgetSeconds != null) {
      double left = Math.max(0, budgetSeconds - now.spent().activeSeconds() - seen);
      text.append(String.format(Locale.ROOT, "  budget left %.0f s", left));
    }
    int done = progress.step() - firstStep;
    if (done > 0) {
      double eta = seen / done * Math.max(0, progress.totalSteps() - progress.step());
      text.append(String.format(Locale.ROOT, "  ETA %.0f s", eta));
    }
    return text.toString();
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    synchronized (this) {
      if (drawn > 0) {
        shell.err().print("\r" + " ".repeat(drawn) + "\r");
        shell.err().flush();
      }
    }
  }
}
