package io.nasoa.worker.process;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that is there until {@link #stop}: one that ends before is started again, at once
 * the first time, then after growing pauses, so that one that cannot start does not take the
 * machine.
 *
 * <p>Thread-safe.
 */
public final class SupervisedProcess {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);

  /** A child that lived that long had started well. */
  private static final Duration HEALTHY = Duration.ofSeconds(30);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ChildCommand command;
  private final Duration longestPause;
  private final Thread watcher;
  private final Object changed = new Object();
  private @Nullable Process process;
  private boolean stopping;
  private int starts;

  /** A child that waits for at most half a minute before it is started again. */
  public SupervisedProcess(ChildCommand command) {
    this(command, LONGEST_PAUSE);
  }

  /**
   * A child.
   *
   * @param longestPause before it is started again
   */
  public SupervisedProcess(ChildCommand command, Duration longestPause) {
    this.command = command;
    this.longestPause = longestPause;
    this.watcher = new Thread(this::watch, "nasoa-watch-" + command.name());
    this.watcher.setDaemon(true);
  }

  /** Starts the child; it may still fail, which the log tells. */
  public void start() {
    watcher.start();
  }

  /** The child's process id; empty between two lives. */
  public OptionalLong pid() {
    synchronized (changed) {
      Process now = process;
      return now == null || !now.isAlive() ? OptionalLong.empty() : OptionalLong.of(now.pid());
    }
  }

  /** How often the child was started. */
  public int starts() {
    synchronized (changed) {
      return starts;
    }
  }

  /** Asks the child to end (SIGTERM), waits for it, and kills it after the grace period. */
  public void stop(Duration grace) {
    Process last;
    synchronized (changed) {
      stopping = true;
      changed.notifyAll();
      last = process;
    }
    if (last == null) {
      return;
    }
    last.destroy();
    try {
      if (!last.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} did not end within {}; killing it", command.name(), grace);
        last.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    Duration pause = Duration.ZERO;
    try {
      while (pause(pause)) {
        long begun = System.nanoTime();
        String end = live();
        Duration lived = Duration.ofNanos(System.nanoTime() - begun);
        if (lived.compareTo(HEALTHY) >= 0) {
          pause = Duration.ZERO;
        } else {
          pause = pause.isZero() ? Duration.ofMillis(500) : pause.multipliedBy(2);
          pause = pause.compareTo(longestPause) > 0 ? longestPause : pause;
        }
        if (!stopping()) {
          LOG.warn(
              "{} ended after {} s ({}); it is started again, its output is in {}",
              command.name(),
              lived.toSeconds(),
              end,
              command.log());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One life of the child; how it ended. */
  private String live() throws InterruptedException {
    Process born;
    synchronized (changed) {
      if (stopping) {
        return "not started";
      }
      try {
        born = command.start();
      } catch (IOException e) {
        return "it could not be started: " + e.getMessage();
      }
      process = born;
      starts++;
    }
    return "exit code " + born.waitFor();
  }

  /** Waits; false when the child is not to be started any more. */
  private boolean pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    synchronized (changed) {
      while (!stopping) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return true;
        }
        changed.wait(left);
      }
      return false;
    }
  }

  private boolean stopping() {
    synchronized (changed) {
      return stopping;
    }
  }
}
