package io.nasoa.activities.tuning;

import io.nasoa.activities.training.LedgerFile;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a sign of life into the ledger every second while a stage works, so that a kill loses at
 * most a second of the account; and does what else must be done that often.
 */
final class StageWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 1000;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nasoa-sign-of-life");
            thread.setDaemon(true);
            return thread;
          });

  private @Nullable ScheduledFuture<?> beats;

  private StageWatch() {}

  static StageWatch over(LedgerFile ledger, Runnable everySecond) {
    StageWatch watch = new StageWatch();
    watch.beats =
        watch.timer.scheduleAtFixedRate(
            () -> {
              ledger.alive();
              everySecond.run();
            },
            PERIOD_MILLIS,
            PERIOD_MILLIS,
            TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Returns when the last sign of life is written: no event may follow the next stage's first. */
  @Override
  public void close() {
    if (beats != null) {
      beats.cancel(false);
    }
    timer.shutdown();
    try {
      timer.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
