package io.nasoa.workflows.airflow;

import io.temporal.activity.Activity;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An Airflow whose runs end at once, unless they are held; notes what it is asked for. */
public final class FakeDags implements AirflowActivities {
  public final List<StartDagRunInput> started = new CopyOnWriteArrayList<>();
  public final List<DagRunRef> cancelled = new CopyOnWriteArrayList<>();
  public final List<AssetNews> news = new CopyOnWriteArrayList<>();
  public final List<AwaitDagRunInput> waits = new CopyOnWriteArrayList<>();
  private final Queue<RuntimeException> startFailures = new ConcurrentLinkedQueue<>();
  private volatile @Nullable RuntimeException waitFailure;
  private volatile boolean held;

  /** The next start fails. */
  public void failStart(RuntimeException failure) {
    startFailures.add(failure);
  }

  /** Every wait fails. */
  public void failWaits(RuntimeException failure) {
    waitFailure = failure;
  }

  /** Runs go on until they are cancelled. */
  public void hold() {
    held = true;
  }

  /** Waits until a run is waited for. */
  public void awaitWaiting() throws InterruptedException {
    while (waits.isEmpty()) {
      Thread.sleep(10);
    }
  }

  @Override
  public StartedDagRun start(StartDagRunInput input) {
    started.add(input);
    RuntimeException failure = startFailures.poll();
    if (failure != null) {
      throw failure;
    }
    return new StartedDagRun(1, "http://airflow/r", started.size() > 1);
  }

  @Override
  public DagRunResult await(AwaitDagRunInput input) {
    waits.add(input);
    RuntimeException failure = waitFailure;
    if (failure != null) {
      throw failure;
    }
    try {
      while (held) {
        Activity.getExecutionContext().heartbeat(new WaitProgress(1, "running"));
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
    DagRunRef run = input.run();
    String data = input.resultTask() == null ? null : "/data/prepared";
    return new DagRunResult(
        1, run.connection(), run.dag(), run.runId(), "http://airflow/r", data, null);
  }

  @Override
  public void cancel(DagRunRef run) {
    cancelled.add(run);
    held = false;
  }

  @Override
  public void tell(AssetNews told) {
    news.add(told);
  }
}
