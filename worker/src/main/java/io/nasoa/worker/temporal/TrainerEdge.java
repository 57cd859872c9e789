package io.nasoa.worker.temporal;

import io.nasoa.activities.training.Fence;
import io.nasoa.worker.process.NativeHeap;
import io.nasoa.workflows.search.SearchActivities;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TuningActivities;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The border between Temporal and a trainer's code: it keeps the short activities alive, which do
 * not heartbeat themselves, and gives every exception a type that decides whether it is tried
 * again. A defect is not: it would fail the same way for ever.
 */
final class TrainerEdge extends WorkerInterceptorBase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerEdge.class);

  /** Full disks are emptied and network drives come back, but not always. */
  private static final int STORAGE_ATTEMPTS = 5;

  private static final List<String> BEAT_THEMSELVES =
      List.of(TuningActivities.FINE_TUNE, SearchActivities.EVALUATE);

  private final Duration beat;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nasoa-keep-alive");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param beat time between two heartbeats of an activity that does not beat itself
   */
  TrainerEdge(Duration beat) {
    this.beat = beat;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Edge(next);
  }

  /**
   * From now on every activity is sent back at once: the open poll of a worker that shuts down may
   * still bring one, usually the one that has just left.
   */
  void stop() {
    stopping.set(true);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private final class Edge extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityExecutionContext context;

    Edge(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext activity) {
      context = activity;
      super.init(activity);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityExecutionContext activity = context;
      if (activity == null) {
        throw new IllegalStateException("execute before init");
      }
      if (stopping.get()) {
        throw new ActivityWorkerShutdownException(activity.getInfo());
      }
      AtomicReference<ActivityCompletionException> asked = new AtomicReference<>();
      ScheduledFuture<?> beats = keepAlive(activity, asked);
      try {
        return super.execute(input);
      } catch (TemporalException e) {
        throw e;
      } catch (RuntimeException | Error e) {
        if (caused(e, Fence.FencedException.class)) {
          LOG.warn("given up: {}", reason(e));
          // Another attempt has the stage: whatever this one said could be taken for that one's.
          activity.doNotCompleteOnReturn();
          return new ActivityOutput(null);
        }
        ActivityCompletionException stop = asked.get();
        throw stop == null ? failure(activity, e) : stop;
      } finally {
        beats.cancel(false);
        NativeHeap.trim();
      }
    }

    private ScheduledFuture<?> keepAlive(
        ActivityExecutionContext activity, AtomicReference<ActivityCompletionException> asked) {
      // A training tells its progress with its own heartbeats: an empty one would wipe it out.
      boolean beatsItself = BEAT_THEMSELVES.contains(activity.getInfo().getActivityType());
      Runnable sign =
          () -> {
            if (!beatsItself && asked.get() == null) {
              try {
                activity.heartbeat(null);
              } catch (ActivityCompletionException e) {
                asked.set(e);
              }
            }
          };
      return timer.scheduleAtFixedRate(
          sign, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ApplicationFailure failure(ActivityExecutionContext activity, Throwable thrown) {
      String type = activity.getInfo().getActivityType();
      if (Thread.currentThread().isInterrupted()
          || caused(thrown, InterruptedException.class)
          || caused(thrown, ClosedByInterruptException.class)) {
        return ApplicationFailure.newFailureWithCause(
            type + " was interrupted", "Interrupted", thrown);
      }
      if (caused(thrown, IOException.class)) {
        LOG.warn("{} could not use its files", type, thrown);
        return ApplicationFailure.newBuilder()
            .setMessage("%s could not use its files: %s".formatted(type, reason(thrown)))
            .setType(FailureTypes.STORAGE_UNAVAILABLE)
            .setNonRetryable(activity.getInfo().getAttempt() >= STORAGE_ATTEMPTS)
            .setCause(thrown)
            .build();
      }
      LOG.error("{} failed by a defect", type, thrown);
      return ApplicationFailure.newNonRetryableFailureWithCause(
          "internal error in %s: %s".formatted(type, thrown), FailureTypes.INTERNAL, thrown);
    }

    /** Without the class name that an unchecked wrapper puts in front. */
    private static @Nullable String reason(Throwable thrown) {
      Throwable cause = thrown.getCause();
      return thrown instanceof UncheckedIOException && cause != null
          ? cause.getMessage()
          : thrown.getMessage();
    }

    private static boolean caused(Throwable thrown, Class<? extends Throwable> type) {
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        if (type.isInstance(cause)) {
          return true;
        }
      }
      return false;
    }
  }
}
