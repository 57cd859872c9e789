package io.nasoa.worker.cli;

import io.nasoa.activities.registration.ModelEngine;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.registration.MeasureInput;
import io.nasoa.workflows.registration.MeasuredModel;
import io.nasoa.workflows.registration.PretrainInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Models whose weights are their names; a step takes as many milliseconds as their batch size. */
final class MadeUpModels implements ModelEngine {
  private static final int STEPS = 10;

  @Override
  public Pretrained pretrain(PretrainInput input, Path work, Path output, TrainingControl control)
      throws IOException {
    Path checkpoint = work.resolve("step");
    int done = Files.exists(checkpoint) ? Integer.parseInt(Files.readString(checkpoint)) : 0;
    for (int step = done; step < STEPS; step++) {
      if (control.beforeStep(step, STEPS) == TrainingControl.Decision.YIELD) {
        return new Pretrained(0, 0, "cpu", 0);
      }
      sleep(input.recipe().batchSize());
      Files.writeString(checkpoint, Integer.toString(step + 1));
      control.checkpointed(step + 1);
    }
    Files.createDirectories(output);
    Files.writeString(output.resolve(input.name() + ".safetensors"), input.name());
    Files.writeString(
        output.resolve(input.name() + ".card.json"),
        "{\"reportAccuracy\": 0.5, \"classes\": [\"a\", \"b\"]}");
    return new Pretrained(0.5, 2, "cpu", 1.5);
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Measured measure(MeasureInput input, Runnable between) {
    between.run();
    List<MeasuredModel> models =
        input.subjects().stream()
            .map(it -> new MeasuredModel(it.name(), List.of(0.04, 0.02), 1.25, 0.0005, 4096))
            .toList();
    return new Measured(models, "cpu");
  }
}
