package io.nasoa.worker.cli;

import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.EvaluateInput;
import io.nasoa.workflows.tuning.EvaluationOutcome;
import io.nasoa.workflows.tuning.FailureTypes;
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
import io.nasoa.zoo.registry.ZooEntry;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A trainer that counts its steps in a file, so that it goes on after a restart as a real one does.
 * The data's name says how the task fails.
 */
final class CountingTrainer implements TuningActivities {
  /** What it always plans with. */
  static final String MODEL = "nasoa-5m";

  private final Path directory;

  CountingTrainer(Path directory) {
    this.directory = directory;
  }

  @Override
  public DatasetSummary profile(ProfileInput input) {
    if (input.request().data().startsWith("draw:invalid")) {
      throw ApplicationFailure.newNonRetryableFailure(
          "class 'empty' has no images in train/", FailureTypes.INVALID_DATA);
    }
    return new DatasetSummary(1, 2, 80, 20, "ab".repeat(32), List.of("bad.png"), 1, null, 0.5);
  }

  @Override
  public FineTuningPlan plan(PlanInput input) {
    if (input.request().data().startsWith("draw:infeasible")) {
      throw ApplicationFailure.newNonRetryableFailure(
          "no model fits into the budget", FailureTypes.NO_FEASIBLE_PLAN);
    }
    if (input.request().deadline() != null && input.request().deadline().isBefore(Instant.now())) {
      throw ApplicationFailure.newNonRetryableFailure(
          "no model is ready by the deadline", FailureTypes.NO_FEASIBLE_PLAN);
    }
    ZooEntry entry =
        input.material().entries().stream()
            .filter(candidate -> candidate.name().equals(MODEL))
            .findFirst()
            .orElseThrow();
    Integer steps = input.request().steps();
    return new FineTuningPlan(
        1,
        entry.name(),
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        2,
        "weights/" + entry.weightsSha256() + ".safetensors",
        entry.weightsSha256(),
        new Regime(0.1, 0, steps == null ? 5 : steps, 8, 0.9, 0, 0, 0, false, false),
        10,
        Prediction.NONE,
        List.of(),
        "the only one",
        0.25);
  }

  @Override
  public TrainingOutcome fineTune(FineTuneInput input) {
    if (input.request().data().startsWith("draw:diverged")) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the loss left the finite numbers at step 3", FailureTypes.DIVERGED);
    }
    int steps = input.plan().regime().steps();
    Path count = directory.resolve("tasks").resolve(input.request().taskId()).resolve("count");
    try {
      Files.createDirectories(count.getParent());
      int step = Files.exists(count) ? Integer.parseInt(Files.readString(count)) : 0;
      Files.writeString(
          count.resolveSibling("starts"),
          step + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      while (input.request().data().startsWith("draw:stuck")) {
        LockSupport.parkNanos(10_000_000); // neither heartbeats nor interrupts are looked at
      }
      while (step < steps) {
        try {
          Activity.getExecutionContext()
              .heartbeat(new TrainingProgress(1, step, steps, 0.5, null, step, 1));
        } catch (ActivityCompletionException e) {
          Files.writeString(count, Integer.toString(step));
          throw e;
        }
        step++;
        Thread.sleep(20);
      }
      Files.writeString(count, Integer.toString(step));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
    return new TrainingOutcome(
        1,
        steps,
        EndedBy.SCHEDULE,
        "tasks/" + input.request().taskId(),
        "cd".repeat(32),
        1,
        "cpu",
        new TreeMap<>(),
        true,
        1,
        Ledger.EMPTY);
  }

  @Override
  public EvaluationOutcome evaluate(EvaluateInput input) {
    return new EvaluationOutcome(1, 0.875, 20, 0.125);
  }
}
