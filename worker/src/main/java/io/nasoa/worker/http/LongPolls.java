package io.nasoa.worker.http;

import io.nasoa.workflows.tuning.TaskResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Waits for the ends of tasks without a thread for each who waits: one thread looks at the store, a
 * few times a second and only while somebody waits. Thread-safe.
 */
final class LongPolls implements AutoCloseable {
  private static final long ROUND_MILLIS = 200;

  private final Function<String, TaskResult> tasks;
  private final InstantSource clock;
  private final Map<String, List<Waiter>> waiting = new HashMap<>();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "api-long-poll");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  /** Somebody who waits, at most until {@code latest}. */
  private record Waiter(CompletableFuture<TaskResult> answer, long latestMillis) {}

  /**
   * @param tasks a task as it stands
   */
  LongPolls(Function<String, TaskResult> tasks, InstantSource clock) {
    this.tasks = tasks;
    this.clock = clock;
    ScheduledFuture<?> unused =
        rounds.scheduleWithFixedDelay(
            () -> round(false), ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The task as it stands when it has ended, or else after that time. */
  CompletableFuture<TaskResult> await(String id, Duration longest) {
    TaskResult now = tasks.apply(id);
    synchronized (this) {
      if (now.state().ended() || closed) {
        return CompletableFuture.completedFuture(now);
      }
      Waiter waiter = new Waiter(new CompletableFuture<>(), clock.millis() + longest.toMillis());
      waiting.computeIfAbsent(id, key -> new ArrayList<>()).add(waiter);
      return waiter.answer();
    }
  }

  private void round(boolean last) {
    for (String id : waitedFor()) {
      try {
        TaskResult task = tasks.apply(id);
        boolean all = last || task.state().ended();
        due(id, all).forEach(waiter -> waiter.answer().complete(task));
      } catch (RuntimeException e) {
        due(id, true).forEach(waiter -> waiter.answer().completeExceptionally(e));
      }
    }
  }

  private synchronized List<String> waitedFor() {
    return List.copyOf(waiting.keySet());
  }

  /** Those to be answered now; they wait no longer. */
  private synchronized List<Waiter> due(String id, boolean all) {
    long now = clock.millis();
    List<Waiter> waiters = waiting.getOrDefault(id, List.of());
    List<Waiter> due =
        waiters.stream().filter(waiter -> all || waiter.latestMillis() <= now).toList();
    waiters.removeAll(due);
    if (waiters.isEmpty()) {
      waiting.remove(id);
    }
    return due;
  }

  /** Answers all who wait with what is known, and from now on at once. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    rounds.shutdown();
    round(true);
  }
}
