package io.nasoa.activities.data.drawn;

/**
 * Smooth random surfaces: values at the points of a lattice, interpolated. Immutable.
 *
 * @param key picks the surface
 */
record ValueNoise(long key) {

  /** One octave with lattice points one unit apart, in [0, 1). */
  double at(double x, double y) {
    long column = (long) Math.floor(x);
    long row = (long) Math.floor(y);
    double u = smooth(x - column);
    double v = smooth(y - row);
    double top = value(column, row) * (1 - u) + value(column + 1, row) * u;
    double bottom = value(column, row + 1) * (1 - u) + value(column + 1, row + 1) * u;
    return top * (1 - v) + bottom * v;
  }

  /** Distance to the nearest of one random point a lattice cell (Worley noise), cut at 1. */
  double cells(double x, double y) {
    long column = (long) Math.floor(x);
    long row = (long) Math.floor(y);
    double nearest = 1;
    for (long i = column - 1; i <= column + 1; i++) {
      for (long j = row - 1; j <= row + 1; j++) {
        double dx = i + value(i, j) - x;
        double dy = j + value(j + 7919, i) - y;
        nearest = Math.min(nearest, dx * dx + dy * dy);
      }
    }
    return Math.sqrt(nearest);
  }

  private double value(long column, long row) {
    return new RandomStream(key, column, row).unit();
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }
}
