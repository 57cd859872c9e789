package io.nasoa.zoo.profile;

import java.util.List;

/**
 * The colours of a sample of training images.
 *
 * @param images size of the sample
 * @param mean of red, green and blue over all pixels, in [0, 1]
 * @param deviation of red, green and blue over all pixels, in [0, 0.5]
 * @param seconds what it took
 */
public record ChannelStatistics(
    int images, List<Double> mean, List<Double> deviation, double seconds) {
  public ChannelStatistics {
    Checks.positive("channels.images", images);
    mean = three("channels.mean", mean);
    deviation = three("channels.deviation", deviation);
    Checks.finite("channels.seconds", seconds);
  }

  private static List<Double> three(String field, List<Double> values) {
    if (values.size() != 3) {
      throw new IllegalArgumentException(
          "profile field %s must have 3 numbers, has %d".formatted(field, values.size()));
    }
    values.forEach(value -> Checks.finite(field, value));
    return List.copyOf(values);
  }

  /** Adds up pixels. Not thread-safe. */
  public static final class Sum {
    private final long[] sums = new long[3];
    private final long[] squares = new long[3];
    private long pixels;
    private int images;

    /**
     * Adds an image.
     *
     * @param rgb unsigned bytes in height, width, channel order
     */
    public void add(byte[] rgb) {
      for (int i = 0; i < rgb.length; i++) {
        int value = rgb[i] & 0xFF;
        sums[i % 3] += value;
        squares[i % 3] += (long) value * value;
      }
      pixels += rgb.length / 3;
      images++;
    }

    /** The statistics of at least one image, which took so long. */
    public ChannelStatistics statistics(double seconds) {
      return new ChannelStatistics(
          images,
          List.of(mean(0), mean(1), mean(2)),
          List.of(deviation(0), deviation(1), deviation(2)),
          seconds);
    }

    private double mean(int channel) {
      return (double) sums[channel] / pixels / 255;
    }

    private double deviation(int channel) {
      double mean = (double) sums[channel] / pixels;
      double square = (double) squares[channel] / pixels;
      return Math.sqrt(Math.max(0, square - mean * mean)) / 255;
    }
  }
}
