package io.nasoa.workflows.search;

import java.util.ArrayList;
import java.util.List;

/**
 * How a candidate is trained to learn what it is worth: short, and the same for all.
 *
 * @param resolution side of the input in pixels, at least 8
 * @param epochs passes over the training images, at least 1
 * @param learningRate peak learning rate, positive
 * @param batchSize images a step, at least 1
 * @param weightDecay L2 factor, from 0
 */
public record ProxyRecipe(
    int resolution, int epochs, double learningRate, int batchSize, double weightDecay) {
  /** What design page algorithms.md section 10 advises. */
  public static final ProxyRecipe DEFAULT = new ProxyRecipe(48, 3, 0.1, 64, 5e-4);

  private static final int SMALLEST = 8;

  /** Every reason why nothing can be trained so; empty when it can. */
  public List<String> problems() {
    List<String> found = new ArrayList<>();
    check(found, resolution >= SMALLEST, "resolution must be at least 8", resolution);
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
