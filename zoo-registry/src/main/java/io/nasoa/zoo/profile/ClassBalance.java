package io.nasoa.zoo.profile;

import java.util.Arrays;

/**
 * How a data set's training images spread over its classes.
 *
 * @param mean images a class
 * @param deviation population standard deviation of the images a class
 * @param least images of the smallest class
 * @param most images of the largest class
 * @param entropy of the class shares, divided by that of equal shares: 1 when all classes are
 *     equal, towards 0 when one has nearly everything
 */
public record ClassBalance(double mean, double deviation, int least, int most, double entropy) {
  public ClassBalance {
    Checks.finite("mean", mean);
    Checks.finite("deviation", deviation);
    Checks.finite("entropy", entropy);
  }

  /**
   * Of the images of each class.
   *
   * @param counts at least one, of which one is positive and none negative
   */
  public static ClassBalance of(int[] counts) {
    double images = Arrays.stream(counts).asLongStream().sum();
    if (!(images > 0) || Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("the numbers of images must not be negative or all zero");
    }
    double mean = images / counts.length;
    double variance = 0;
    double entropy = 0;
    for (int count : counts) {
      variance += (count - mean) * (count - mean) / counts.length;
      double share = count / images;
      entropy -= count == 0 ? 0 : share * Math.log(share);
    }
    return new ClassBalance(
        mean,
        Math.sqrt(variance),
        Arrays.stream(counts).min().orElseThrow(),
        Arrays.stream(counts).max().orElseThrow(),
        counts.length == 1 ? 1 : Math.min(1, entropy / Math.log(counts.length)));
  }
}
