package io.nasoa.activities.data.drawn;

/** A square picture in floating point; coordinates run from -1 to 1. Not thread-safe. */
final class Canvas {
  private static final int TILE = 8;

  private final int size;
  private final float[] values;

  Canvas(int size) {
    this.size = size;
    this.values = new float[size * size * 3];
  }

  /** Brightness in [0, 1] of a point. */
  @FunctionalInterface
  interface Shade {
    double at(double x, double y);
  }

  /** Mixes two colours by a shade: 0 gives the first, 1 the second. */
  void shade(Colour zero, Colour one, Shade shade) {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double share = shade.at(coordinate(column), coordinate(row));
        mix(row, column, 1, zero.towards(one, share));
      }
    }
  }

  void fill(Colour colour) {
    shade(colour, colour, (x, y) -> 0);
  }

  /** Draws a figure with smooth edges; tiles that it cannot reach are left out. */
  void paint(Field figure, Colour colour) {
    for (int top = 0; top < size; top += TILE) {
      for (int left = 0; left < size; left += TILE) {
        double middle = figure.at(coordinate(left + TILE / 2), coordinate(top + TILE / 2));
        // A distance changes by at most the way gone: 2 tiles hold the half diagonal and the edge.
        if (middle < 2.0 * TILE / size) {
          paintTile(figure, colour, top, left);
        }
      }
    }
  }

  private void paintTile(Field figure, Colour colour, int top, int left) {
    double pixels = size / 2.0;
    for (int row = top; row < Math.min(size, top + TILE); row++) {
      for (int column = left; column < Math.min(size, left + TILE); column++) {
        double distance = figure.at(coordinate(column), coordinate(row)) * pixels;
        if (distance < 0.5) {
          mix(row, column, Math.min(1, 0.5 - distance), colour);
        }
      }
    }
  }

  /** The middle of a pixel. */
  private double coordinate(int pixel) {
    return (2 * pixel + 1.0) / size - 1;
  }

  private void mix(int row, int column, double alpha, Colour colour) {
    int at = (row * size + column) * 3;
    mix(at, alpha, colour.red());
    mix(at + 1, alpha, colour.green());
    mix(at + 2, alpha, colour.blue());
  }

  private void mix(int at, double alpha, double value) {
    values[at] += (float) (alpha * (value - values[at]));
  }

  /** Short lines and spots anywhere: what a class is not told by. */
  void clutter(int count, Colour colour, RandomStream random) {
    for (int i = 0; i < count; i++) {
      double x = random.around(1);
      double y = random.around(1);
      Field figure =
          random.coin()
              ? Field.circle(random.between(0.03, 0.09))
              : Field.line(0.025, 0, 0, random.around(0.35), random.around(0.35));
      paint(figure.placed(x, y, 0, 1), colour);
    }
  }

  /** Adds normal noise to every value. */
  void addNoise(RandomStream random, double deviation) {
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (deviation * random.normal());
    }
  }

  /** Height, width, channel order. */
  byte[] toBytes() {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(values[i] * 255)));
    }
    return bytes;
  }
}
