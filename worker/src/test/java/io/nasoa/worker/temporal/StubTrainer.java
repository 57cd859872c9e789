package io.nasoa.worker.temporal;

import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.EvaluateInput;
import io.nasoa.workflows.tuning.EvaluationOutcome;
import io.nasoa.workflows.tuning.FineTuneInput;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.workflows.tuning.Prediction;
import io.nasoa.workflows.tuning.ProfileInput;
import io.nasoa.workflows.tuning.TrainingOutcome;
import io.nasoa.workflows.tuning.TrainingProgress;
import io.nasoa.workflows.tuning.TuningActivities;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.registry.ZooEntry;
import io.temporal.activity.Activity;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A trainer that computes nothing. Its checkpoint is {@link #step}, which outlives the instance's
 * worker as a file would.
 */
final class StubTrainer implements TuningActivities {
  final List<String> calls = new CopyOnWriteArrayList<>();
  final AtomicInteger step;
  volatile CountDownLatch training = new CountDownLatch(1);
  volatile boolean endless;
  volatile @Nullable Integer mostSteps;
  volatile @Nullable Supplier<RuntimeException> profileFailure;

  StubTrainer(AtomicInteger step) {
    this.step = step;
  }

  @Override
  public DatasetSummary profile(ProfileInput input) {
    calls.add("profile");
    Supplier<RuntimeException> failure = profileFailure;
    if (failure != null) {
      profileFailure = null;
      throw failure.get();
    }
    return new DatasetSummary(1, 2, 80, 20, "ab".repeat(32), List.of(), 0, null, 0.5);
  }

  @Override
  public FineTuningPlan plan(PlanInput input) {
    calls.add("plan");
    ZooEntry entry = input.material().entries().get(0);
    StepTimeKey key =
        new StepTimeKey(entry.architecture(), entry.stem(), entry.resolution(), 0, 8, "cpu", 1);
    return new FineTuningPlan(
        1,
        entry.name(),
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        2,
        "weights/" + entry.weightsSha256() + ".safetensors",
        entry.weightsSha256(),
        new Regime(0.1, 0, 20, 8, 0.9, 0, 0, 0, false, false),
        10,
        Prediction.NONE,
        List.of(new StepTimeMeasurement(key, 0.25, 5, Instant.EPOCH)),
        "the first one",
        0.25);
  }

  @Override
  public TrainingOutcome fineTune(FineTuneInput input) {
    EndedBy finish = input.finish();
    mostSteps = input.mostSteps();
    calls.add(
        finish == null ? "fineTune from " + step.get() : "finish " + finish + " at " + step.get());
    int steps = input.plan().regime().steps();
    while (finish == null && step.get() < steps) {
      Activity.getExecutionContext()
          .heartbeat(new TrainingProgress(1, step.get(), steps, 0.5, null, step.get(), 1));
      training.countDown();
      if (!endless || step.get() < steps / 2) {
        step.incrementAndGet();
      }
      pause();
    }
    return new TrainingOutcome(
        1,
        step.get(),
        finish == null ? EndedBy.SCHEDULE : finish,
        "tasks/" + input.request().taskId() + "/model.safetensors",
        "cd".repeat(32),
        1,
        "cpu",
        new TreeMap<>(),
        true,
        1,
        Ledger.EMPTY);
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
  }

  @Override
  public EvaluationOutcome evaluate(EvaluateInput input) {
    calls.add("evaluate");
    return new EvaluationOutcome(1, 0.875, 20, 0.125);
  }
}
