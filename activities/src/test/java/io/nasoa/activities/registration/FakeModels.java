package io.nasoa.activities.registration;

import io.nasoa.activities.training.DivergedException;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.registration.MeasureInput;
import io.nasoa.workflows.registration.MeasuredModel;
import io.nasoa.workflows.registration.PretrainInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Models whose weights are their names. Each takes ten steps and keeps its number in {@code work};
 * a model named {@code bad...} diverges.
 */
final class FakeModels implements ModelEngine {
  private static final int STEPS = 10;

  final AtomicInteger steps = new AtomicInteger();
  final List<Integer> measured = Collections.synchronizedList(new ArrayList<>());

  /** Milliseconds of a step. */
  volatile int pace;

  /** How often a measurement begins and fails. */
  final AtomicInteger failingMeasurements = new AtomicInteger();

  @Override
  public Pretrained pretrain(PretrainInput input, Path work, Path output, TrainingControl control)
      throws IOException {
    if (input.name().startsWith("bad")) {
      throw new DivergedException(3, input.recipe().learningRate());
    }
    Path checkpoint = work.resolve("step");
    int done = Files.exists(checkpoint) ? Integer.parseInt(Files.readString(checkpoint)) : 0;
    for (int step = done; step < STEPS; step++) {
      if (control.beforeStep(step, STEPS) == TrainingControl.Decision.YIELD) {
        return new Pretrained(0, 0, "cpu", 0);
      }
      sleep(pace);
      steps.incrementAndGet();
      Files.writeString(checkpoint, Integer.toString(step + 1));
      control.checkpointed(step + 1);
    }
    Files.createDirectories(output);
    Files.writeString(output.resolve(input.name() + ".safetensors"), weights(input));
    Files.writeString(
        output.resolve(input.name() + ".card.json"),
        "{\"reportAccuracy\": 0.5, \"dataSha256\": \"abc\", \"classes\": [\"a\", \"b\"]}");
    return new Pretrained(0.5, 2, "cpu", 1.5);
  }

  private static String weights(PretrainInput input) {
    return String.format(
        Locale.ROOT, "%s %s %d", input.name(), input.architecture(), input.recipe().seed());
  }

  @Override
  public Measured measure(MeasureInput input, Runnable between) {
    measured.add(input.subjects().size());
    if (failingMeasurements.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("no memory for so many networks");
    }
    between.run();
    return new Measured(
        input.subjects().stream()
            .map(it -> new MeasuredModel(it.name(), List.of(0.04, 0.02), 1.25, 0.0005, 4096))
            .toList(),
        "cpu");
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
