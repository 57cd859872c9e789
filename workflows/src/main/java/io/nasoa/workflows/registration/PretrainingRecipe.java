package io.nasoa.workflows.registration;

import java.util.ArrayList;
import java.util.List;

/**
 * How every model of a build is trained from scratch.
 *
 * @param epochs passes over the training images, at least 1
 * @param learningRate peak learning rate, positive
 * @param batchSize images a step, at least 1
 * @param weightDecay L2 factor, from 0
 * @param seed of initialisation, order and augmentation
 */
public record PretrainingRecipe(
    int epochs, double learningRate, int batchSize, double weightDecay, long seed) {
  /** What design page algorithms.md section 10 advises. */
  public static final PretrainingRecipe DEFAULT = new PretrainingRecipe(20, 0.1, 64, 5e-4, 0);

  /** Every reason why nothing can be trained so; empty when it can. */
  public List<String> problems() {
    List<String> found = new ArrayList<>();
    check(found, epochs >= 1, "epochs must be at least 1", epochs);
    check(
        found,
        learningRate > 0 && Double.isFinite(learningRate),
        "learning rate must be positive",
        learningRate);
    check(found, batchSize >= 1, "batch size must be at least 1", batchSize);
    check(
        found,
        weightDecay >= 0 && Double.isFinite(weightDecay),
        "weight decay must be at least 0",
        weightDecay);
    return found;
  }

  private static void check(List<String> found, boolean holds, String rule, Object value) {
    if (!holds) {
      found.add("%s, was %s".formatted(rule, value));
    }
  }
}
