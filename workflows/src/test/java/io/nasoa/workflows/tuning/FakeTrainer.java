package io.nasoa.workflows.tuning;

import io.temporal.activity.Activity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A trainer that answers with {@link Samples}, fails where it is told to and notes its calls. */
final class FakeTrainer implements TuningActivities {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final List<Record> inputs = Collections.synchronizedList(new ArrayList<>());
  final CountDownLatch training = new CountDownLatch(1);
  private final Map<Stage, RuntimeException> failures = new ConcurrentHashMap<>();
  private volatile boolean endless;

  void failAt(Stage stage, RuntimeException failure) {
    failures.put(stage, failure);
  }

  /** Training goes on until it is cancelled. */
  void trainForEver() {
    endless = true;
  }

  @Override
  public DatasetProfile profile(ProfileInput input) {
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
    enter(Stage.FINE_TUNE, input);
    training.countDown();
    while (endless) {
      Activity.getExecutionContext().heartbeat(Samples.progress());
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Activity.wrap(e);
      }
    }
    return Samples.training();
  }

  @Override
  public EvaluationOutcome evaluate(EvaluateInput input) {
    enter(Stage.EVALUATE, input);
    return Samples.evaluation();
  }

  private void enter(Stage stage, Record input) {
    calls.add(stage.name());
    inputs.add(input);
    RuntimeException failure = failures.remove(stage);
    if (failure != null) {
      throw failure;
    }
  }
}
