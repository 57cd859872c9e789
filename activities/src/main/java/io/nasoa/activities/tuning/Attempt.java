package io.nasoa.activities.tuning;

import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.LedgerPhase;
import io.nasoa.workflows.tuning.TrainingProgress;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a stage. It holds the task's fence, and every second it writes a sign of life into
 * the ledger, so that a kill loses at most a second of the account, and sends a heartbeat, so that
 * loading and validation do not look like death. When it is not wanted any more (cancelled, paused,
 * drained) or was replaced, it learns of it there: {@link #unwanted()} tells the stage, and work
 * inside {@link #interruptibly} is interrupted.
 *
 * <p>Belongs to the stage's thread; its timer is its own.
 */
public final class Attempt implements AutoCloseable {
  private static final long PERIOD_MILLIS = 1000;

  private final StageCaller caller;
  private final Fence fence;
  private final LedgerFile ledger;
  private final Interruption interruption = new Interruption();
  private final AtomicReference<@Nullable RuntimeException> answer = new AtomicReference<>();
  private final AtomicReference<@Nullable TrainingProgress> progress = new AtomicReference<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nasoa-sign-of-life");
            thread.setDaemon(true);
            return thread;
          });

  private @Nullable ScheduledFuture<?> beats;

  private Attempt(StageCaller caller, Fence fence, LedgerFile ledger) {
    this.caller = caller;
    this.fence = fence;
    this.ledger = ledger;
    this.progress.set(caller.lastProgress().orElse(null));
  }

  /** Makes a task's directory ready, as the holder of its fence. */
  public interface Preparation {
    void prepare(Fence fence) throws IOException;
  }

  /**
   * Takes the task's fence and begins a stage.
   *
   * @throws Fence.FencedException when this attempt was replaced before it began
   * @throws ActivityCompletionException when it is not wanted any more
   */
  static Attempt begin(
      TaskFiles files, InstantSource clock, LedgerPhase phase, Preparation preparation)
      throws IOException {
    return begin(files.attempts(), files.ledger(), clock, phase, preparation);
  }

  /**
   * The same for work that is no task's.
   *
   * @param attempts directory of the fence
   * @param account file of the ledger
   */
  public static Attempt begin(
      Path attempts, Path account, InstantSource clock, LedgerPhase phase, Preparation preparation)
      throws IOException {
    StageCaller caller = StageCaller.current(clock.millis());
    TrainingProgress last = caller.lastProgress().orElse(null);
    Fence fence = Fence.take(attempts, caller.claim(), () -> caller.heartbeat(last));
    preparation.prepare(fence);
    LedgerFile ledger = new LedgerFile(account, clock, fence);
    ledger.begin(phase);
    Attempt attempt = new Attempt(caller, fence, ledger);
    attempt.beats =
        attempt.timer.scheduleAtFixedRate(
            attempt::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return attempt;
  }

  /** What it may write its files with. */
  public Fence fence() {
    return fence;
  }

  /** Where its seconds go. */
  public LedgerFile ledger() {
    return ledger;
  }

  /** What the next heartbeats tell. */
  public void progress(TrainingProgress newest) {
    progress.set(newest);
  }

  /** Whether the stage has to end. */
  public boolean unwanted() {
    return answer.get() != null;
  }

  /** Whether it has to end because its run asked for that, with more to come. */
  public boolean cancelled() {
    return answer.get() instanceof ActivityCanceledException;
  }

  /** Passes on why the stage has to end, if it has to. */
  public void rethrow() {
    RuntimeException told = answer.get();
    if (told != null) {
      throw told;
    }
  }

  /** A part of a stage. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Work that leaves nothing half-done when its thread is interrupted. */
  <T> T interruptibly(Work<T> work) throws IOException {
    rethrow();
    interruption.open();
    try {
      return work.run();
    } finally {
      if (interruption.close()) {
        // Whatever it gave or threw: an interrupted reader may have taken that for its data's
        // fault.
        rethrow();
      }
    }
  }

  private void tick() {
    ledger.alive();
    if (unwanted()) {
      return;
    }
    try {
      fence.check();
      caller.heartbeat(progress.get());
      return;
    } catch (ActivityCompletionException told) {
      answer.set(told);
    } catch (Fence.FencedException replaced) {
      answer.set(new UncheckedIOException(replaced));
    } catch (IOException unreadable) {
      return; // whether it is replaced is asked again in a second, and before each write
    }
    interruption.interrupt();
  }

  /** Ends the stage's account: no event may follow the next stage's first. */
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
    if (cancelled() || answer.get() instanceof ActivityWorkerShutdownException) {
      ledger.yielded();
    } else {
      ledger.enter(LedgerPhase.QUEUE);
    }
  }

  /** Interrupts one thread, while it allows it, at most once. */
  private static final class Interruption {
    private final Thread thread = Thread.currentThread();
    private boolean open;
    private boolean sent;

    synchronized void open() {
      open = true;
    }

    synchronized void interrupt() {
      if (open) {
        sent = true;
        thread.interrupt();
      }
    }

    /** Whether it was interrupted; the thread's flag is then taken back. */
    synchronized boolean close() {
      open = false;
      if (sent) {
        Thread.interrupted();
      }
      return sent;
    }
  }
}
