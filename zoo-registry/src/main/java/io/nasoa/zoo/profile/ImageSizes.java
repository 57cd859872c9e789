package io.nasoa.zoo.profile;

import java.util.Arrays;

/**
 * Sizes of a sample of training images before they are scaled.
 *
 * @param images size of the sample
 * @param medianWidth in pixels
 * @param medianHeight in pixels
 * @param leastSide shortest side of all in pixels
 * @param mostSide longest side of all in pixels
 * @param seconds what it took
 */
public record ImageSizes(
    int images,
    double medianWidth,
    double medianHeight,
    int leastSide,
    int mostSide,
    double seconds) {
  public ImageSizes {
    Checks.positive("sizes.images", images);
    Checks.positive("sizes.leastSide", leastSide);
    Checks.finite("sizes.medianWidth", medianWidth);
    Checks.finite("sizes.medianHeight", medianHeight);
    Checks.finite("sizes.seconds", seconds);
  }

  /**
   * Of some images.
   *
   * @param widths at least one
   * @param heights as many
   * @param seconds what it took
   */
  public static ImageSizes of(int[] widths, int[] heights, double seconds) {
    return new ImageSizes(
        widths.length,
        median(widths),
        median(heights),
        Math.min(Arrays.stream(widths).min().orElse(0), Arrays.stream(heights).min().orElse(0)),
        Math.max(Arrays.stream(widths).max().orElse(0), Arrays.stream(heights).max().orElse(0)),
        seconds);
  }

  private static double median(int[] values) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }
}
