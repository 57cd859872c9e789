package io.nasoa.activities.data;

import java.util.Arrays;

/**
 * Scales an image so that its shorter side has a given length and cuts out the central square.
 * Bilinear with a triangle as wide as the scale, so that shrinking averages every source pixel
 * instead of picking some (what Pillow calls {@code BILINEAR}, torchvision {@code antialias=True}).
 * An image whose shorter side already has the length is only cut. Stateless.
 */
final class Resampler {
  private Resampler() {}

  /** The central square as {@code side * side * 3} bytes in height, width, channel order. */
  static byte[] square(RgbImage image, int side) {
    int shorter = Math.min(image.width(), image.height());
    int scaledWidth = scaled(image.width(), shorter, side);
    int scaledHeight = scaled(image.height(), shorter, side);
    if (shorter == side) {
      return crop(image, (scaledWidth - side) / 2, (scaledHeight - side) / 2, side);
    }
    Filter across = new Filter(image.width(), scaledWidth, (scaledWidth - side) / 2, side);
    Filter down = new Filter(image.height(), scaledHeight, (scaledHeight - side) / 2, side);
    return vertical(horizontal(image, across, down.from(), down.to()), down, side);
  }

  private static int scaled(int length, int shorter, int side) {
    return (int) Math.max(side, Math.round((double) length * side / shorter));
  }

  private static byte[] crop(RgbImage image, int left, int top, int side) {
    byte[] square = new byte[side * side * 3];
    for (int y = 0; y < side; y++) {
      int from = ((top + y) * image.width() + left) * 3;
      System.arraycopy(image.rgb(), from, square, y * side * 3, side * 3);
    }
    return square;
  }

  /** Scales the rows [from, to) across. */
  private static float[] horizontal(RgbImage image, Filter filter, int from, int to) {
    int side = filter.start.length;
    float[] rows = new float[(to - from) * side * 3];
    byte[] rgb = image.rgb();
    for (int y = from; y < to; y++) {
      int row = y * image.width() * 3;
      for (int x = 0; x < side; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        int at = row + filter.start[x] * 3;
        for (float weight : filter.weights[x]) {
          red += weight * (rgb[at++] & 0xFF);
          green += weight * (rgb[at++] & 0xFF);
          blue += weight * (rgb[at++] & 0xFF);
        }
        int to3 = ((y - from) * side + x) * 3;
        rows[to3] = red;
        rows[to3 + 1] = green;
        rows[to3 + 2] = blue;
      }
    }
    return rows;
  }

  private static byte[] vertical(float[] rows, Filter filter, int side) {
    int stride = side * 3;
    byte[] square = new byte[side * stride];
    float[] sums = new float[stride];
    for (int y = 0; y < side; y++) {
      Arrays.fill(sums, 0);
      int at = (filter.start[y] - filter.from()) * stride;
      for (float weight : filter.weights[y]) {
        for (int i = 0; i < stride; i++) {
          sums[i] += weight * rows[at++];
        }
      }
      for (int i = 0; i < stride; i++) {
        square[y * stride + i] = (byte) Math.max(0, Math.min(255, Math.round(sums[i])));
      }
    }
    return square;
  }

  /** For each of the wanted output positions: its first source position and the weights. */
  private static final class Filter {
    private final int[] start;
    private final float[][] weights;

    Filter(int sourceLength, int scaledLength, int firstWanted, int wanted) {
      start = new int[wanted];
      weights = new float[wanted][];
      double scale = (double) sourceLength / scaledLength;
      double support = Math.max(1, scale);
      for (int i = 0; i < wanted; i++) {
        double center = (firstWanted + i + 0.5) * scale;
        int from = Math.max(0, (int) (center - support + 0.5));
        int to = Math.min(sourceLength, (int) (center + support + 0.5));
        start[i] = from;
        weights[i] = triangle(from, to, center, support);
      }
    }

    private static float[] triangle(int from, int to, double center, double support) {
      double[] exact = new double[to - from];
      double sum = 0;
      for (int i = 0; i < exact.length; i++) {
        exact[i] = Math.max(0, 1 - Math.abs((from + i + 0.5 - center) / support));
        sum += exact[i];
      }
      float[] weights = new float[exact.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (exact[i] / sum);
      }
      return weights;
    }

    /** First source position that any output needs. */
    int from() {
      return start[0];
    }

    /** One past the last source position that any output needs. */
    int to() {
      return start[start.length - 1] + weights[weights.length - 1].length;
    }
  }
}
