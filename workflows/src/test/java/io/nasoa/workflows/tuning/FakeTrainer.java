package io.nasoa.workflows.tuning;

import io.temporal.activity.Activity;
import io.temporal.client.ActivityCanceledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A trainer that answers with {@link Samples}, fails where it is told to and notes its calls. */
final class FakeTrainer implements TuningActivities {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final List<Record> inputs = Collections.synchronizedList(new ArrayList<>());
  private final Map<Stage, Queue<RuntimeException>> failures = new ConcurrentHashMap<>();
  private final Set<Stage> held = ConcurrentHashMap.newKeySet();
  private volatile @Nullable RuntimeException lastWord;
  private final AtomicInteger busy = new AtomicInteger();
  private volatile Duration slowness = Duration.ZERO;

  /** The next call of the stage fails; called again, the one after it too. */
  void failAt(Stage stage, RuntimeException failure) {
    failures.computeIfAbsent(stage, it -> new ConcurrentLinkedQueue<>()).add(failure);
  }

  /** The stage goes on until it is cancelled or released. */
  void hold(Stage stage) {
    held.add(stage);
  }

  void release(Stage stage) {
    held.remove(stage);
  }

  /** A held stage that is cancelled ends with this instead of agreeing. */
  void answerCancellationWith(RuntimeException failure) {
    lastWord = failure;
  }

  /** A held stage that is cancelled needs that long before it answers. */
  void answerCancellationAfter(Duration duration) {
    slowness = duration;
  }

  /** How many stages it works on. */
  int busy() {
    return busy.get();
  }

  /** Waits until a stage has been begun that often. */
  void await(Stage stage, int times) throws InterruptedException {
    while (Collections.frequency(calls, stage.name()) < times) {
      Thread.sleep(10);
    }
  }

  FineTuneInput training(int call) {
    return inputs.stream()
        .filter(FineTuneInput.class::isInstance)
        .map(FineTuneInput.class::cast)
        .toList()
        .get(call);
  }

  @Override
  public DatasetSummary profile(ProfileInput input) {
    enter(Stage.PROFILE, input);
    return Samples.profile();
  }

  @Override
  public FineTuningPlan plan(PlanInput input) {
    enter(Stage.PLAN, input);
    return Samples.plan();
  }

  @Override
  public TrainingOutcome fineTune(FineTuneInput input) {
    EndedBy finish = input.finish();
    if (finish != null) {
      calls.add("FINISH");
      inputs.add(input);
      return Samples.training(12, finish);
    }
    enter(Stage.FINE_TUNE, input);
    return Samples.training();
  }

  @Override
  public EvaluationOutcome evaluate(EvaluateInput input) {
    enter(Stage.EVALUATE, input);
    return Samples.evaluation();
  }

  private void enter(Stage stage, Record input) {
    inputs.add(input);
    calls.add(stage.name());
    Queue<RuntimeException> waiting = failures.get(stage);
    RuntimeException failure = waiting == null ? null : waiting.poll();
    if (failure != null) {
      throw failure;
    }
    busy.incrementAndGet();
    try {
      holdOn(stage);
    } finally {
      busy.decrementAndGet();
    }
  }

  private void holdOn(Stage stage) {
    while (held.contains(stage)) {
      try {
        Activity.getExecutionContext().heartbeat(Samples.progress());
        Thread.sleep(50);
      } catch (ActivityCanceledException cancelled) {
        LockSupport.parkNanos(slowness.toNanos());
        RuntimeException word = lastWord;
        throw word == null ? cancelled : word;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Activity.wrap(e);
      }
    }
  }
}
