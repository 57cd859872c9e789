package io.nasoa.zoo.predictor;

/**
 * How an accuracy is learned: as the logit of the accuracy above chance. Differences of a point
 * count more near 100 %, and tasks with few and many classes are on one scale.
 */
public final class AccuracyTarget {
  private static final double LEAST = 0.02;
  private static final double MOST = 0.98;

  /** Variance of the target between runs that differ in the seed only. */
  private static final double RUN_VARIANCE = 0.04;

  private AccuracyTarget() {}

  /**
   * The target of an accuracy; chance and below give the least.
   *
   * @param accuracy in [0, 1]
   * @param classes at least 2
   */
  public static double of(double accuracy, int classes) {
    double share = aboveChance(accuracy, classes);
    return StrictMath.log(share / (1 - share));
  }

  /** The accuracy that a target stands for. */
  public static double accuracy(double target, int classes) {
    double share = 1 / (1 + StrictMath.exp(-target));
    double chance = 1.0 / classes;
    return chance + (1 - chance) * share;
  }

  /**
   * How much a target can be trusted, in (0, 1]: the variance between runs over the sum of it and
   * the binomial variance of the images it was measured on.
   *
   * @param images at least 1
   */
  public static double weight(double accuracy, int classes, int images) {
    double share = aboveChance(accuracy, classes);
    double chance = 1.0 / classes;
    double measured = chance + (1 - chance) * share;
    double slope = 1 / ((1 - chance) * share * (1 - share));
    double variance = slope * slope * measured * (1 - measured) / images;
    return RUN_VARIANCE / (RUN_VARIANCE + variance);
  }

  private static double aboveChance(double accuracy, int classes) {
    if (!(accuracy >= 0 && accuracy <= 1) || classes < 2) {
      throw new IllegalArgumentException(
          "an accuracy of %s among %d classes is none: expected 0 to 1 and at least 2"
              .formatted(accuracy, classes));
    }
    double chance = 1.0 / classes;
    return Math.max(LEAST, Math.min(MOST, (accuracy - chance) / (1 - chance)));
  }
}
