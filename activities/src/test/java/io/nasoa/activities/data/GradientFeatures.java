package io.nasoa.activities.data;

/**
 * Brightness gradients collected by direction in a grid of cells, their strength, and how much of
 * the picture is figure: a plain description for tests.
 */
final class GradientFeatures {
  private static final int DIRECTIONS = 8;
  private static final int GRID = 4;

  private GradientFeatures() {}

  static float[] of(byte[] rgb, int side) {
    float[] features = new float[GRID * GRID * DIRECTIONS + 2];
    double total = 1e-6;
    for (int y = 1; y < side - 1; y++) {
      for (int x = 1; x < side - 1; x++) {
        double across = brightness(rgb, side, x + 1, y) - brightness(rgb, side, x - 1, y);
        double down = brightness(rgb, side, x, y + 1) - brightness(rgb, side, x, y - 1);
        double strength = Math.hypot(across, down);
        double angle = (Math.atan2(down, across) + 2 * Math.PI) % Math.PI;
        int direction = (int) Math.round(angle / Math.PI * DIRECTIONS) % DIRECTIONS;
        int cell = y * GRID / side * GRID + x * GRID / side;
        features[cell * DIRECTIONS + direction] += (float) strength;
        total += strength;
      }
    }
    for (int i = 0; i < features.length; i++) {
      features[i] /= (float) total;
    }
    features[features.length - 2] = (float) Math.min(2, total / (side * side * 100));
    features[features.length - 1] = (float) (2 * figureShare(rgb, side));
    return features;
  }

  /** Share of the pixels on the rarer side of the middle brightness. */
  private static double figureShare(byte[] rgb, int side) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < side * side; i++) {
      least = Math.min(least, brightness(rgb, side, i % side, i / side));
      most = Math.max(most, brightness(rgb, side, i % side, i / side));
    }
    double bright = 0;
    for (int i = 0; i < side * side; i++) {
      bright += brightness(rgb, side, i % side, i / side) > (least + most) / 2 ? 1 : 0;
    }
    return Math.min(bright, side * side - bright) / (side * side);
  }

  private static double brightness(byte[] rgb, int side, int x, int y) {
    int at = (y * side + x) * 3;
    return (rgb[at] & 0xFF) + (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF);
  }
}
