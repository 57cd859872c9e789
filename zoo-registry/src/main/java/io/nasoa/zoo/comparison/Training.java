package io.nasoa.zoo.comparison;

/**
 * One pretraining of a model.
 *
 * @param name of the weights, unique in a comparison
 * @param seed of the training
 * @param accuracy 0 to 1
 * @param images on which that was measured; 0 when nobody knows
 */
public record Training(String name, long seed, double accuracy, int images) {
  public Training {
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException(
          "the accuracy of '%s' is %s, expected 0 to 1".formatted(name, accuracy));
    }
    if (images < 0) {
      throw new IllegalArgumentException(
          "the images of '%s' are %d, expected a number from 0".formatted(name, images));
    }
  }
}
