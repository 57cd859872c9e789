package io.nasoa.activities.registration;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.SourceClasses;
import io.nasoa.activities.timing.ModelTimer;
import io.nasoa.activities.timing.ModelTimes;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.Pretraining;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.registration.MeasureInput;
import io.nasoa.workflows.registration.MeasuredModel;
import io.nasoa.workflows.registration.PretrainInput;
import io.nasoa.workflows.registration.PretrainingRecipe;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Models by {@link Pretraining} and {@link ModelTimer}, on all source classes but the withheld ones
 * (protocol P3). Thread-safe.
 */
public final class PretrainingEngine implements ModelEngine {
  private final Trainer trainer;

  /** An engine on that trainer's devices and decoded images. */
  public PretrainingEngine(Trainer trainer) {
    this.trainer = trainer;
  }

  @Override
  public Pretrained pretrain(PretrainInput input, Path work, Path output, TrainingControl control)
      throws IOException {
    DatasetIndex source = SourceClasses.learned(trainer.index(input.data()));
    try (DeviceLeases.Lease lease = trainer.lease(input.device())) {
      OptionalDouble accuracy =
          trainer
              .pretraining(lease.device())
              .run(recipe(input), source, work, output, command(input), control);
      double seconds =
          new LedgerFile(work.resolve("ledger.jsonl"), trainer.clock()).totals().activeSeconds();
      return new Pretrained(accuracy.orElse(0), source.classes().size(), lease.device(), seconds);
    }
  }

  private static Pretraining.Recipe recipe(PretrainInput input) {
    PretrainingRecipe recipe = input.recipe();
    return new Pretraining.Recipe(
        input.name(),
        input.architecture(),
        input.stem(),
        input.resolution(),
        recipe.epochs(),
        recipe.learningRate(),
        recipe.batchSize(),
        recipe.weightDecay(),
        recipe.seed());
  }

  /** Repeats this model alone; where the data lie is nobody else's business. */
  private static String command(PretrainInput input) {
    PretrainingRecipe recipe = input.recipe();
    return "./nasoa zoo build %s --id %s --model '%s=%s' --stem %s --resolution %d --epochs %d --learning-rate %s --batch-size %d --weight-decay %s --seed %d"
        .formatted(
            input.data().startsWith("draw:") ? input.data() : fileName(input.data()),
            input.name(),
            input.name(),
            input.architecture(),
            input.stem() == Stem.STANDARD ? "standard" : "small",
            input.resolution(),
            recipe.epochs(),
            recipe.learningRate(),
            recipe.batchSize(),
            recipe.weightDecay(),
            recipe.seed());
  }

  private static String fileName(String data) {
    Path file = Path.of(data).getFileName();
    return file == null ? data : file.toString();
  }

  @Override
  public Measured measure(MeasureInput input, Runnable between) {
    List<ModelTimer.Subject> subjects =
        input.subjects().stream()
            .map(
                subject ->
                    new ModelTimer.Subject(
                        subject.name(),
                        Networks.parse(subject.architecture())
                            .toGraph(subject.classes(), input.stem()),
                        input.resolution()))
            .toList();
    try (DeviceLeases.Lease lease = trainer.lease(input.device())) {
      List<ModelTimes> times =
          new ModelTimer(trainer.torch(), trainer.torch().device(lease.device()))
              .measure(subjects, input.rounds(), between);
      return new Measured(times.stream().map(PretrainingEngine::measured).toList(), lease.device());
    }
  }

  private static MeasuredModel measured(ModelTimes times) {
    return new MeasuredModel(
        times.name(),
        times.stepSeconds(),
        times.stepRatio(),
        times.inferenceSeconds(),
        times.activationBytes());
  }
}
