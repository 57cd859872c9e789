package io.nasoa.activities.data.drawn;

/**
 * A figure as a signed distance: negative inside, positive outside. Coordinates run from -1 to 1, x
 * to the right and y downwards.
 */
@FunctionalInterface
interface Field {
  double at(double x, double y);

  /** Only the rim, of a given half width. */
  default Field rim(double halfWidth) {
    return (x, y) -> Math.abs(at(x, y)) - halfWidth;
  }

  /** What is inside both. */
  default Field and(Field other) {
    return (x, y) -> Math.max(at(x, y), other.at(x, y));
  }

  /** What is inside either. */
  default Field or(Field other) {
    return (x, y) -> Math.min(at(x, y), other.at(x, y));
  }

  /** What is inside this and outside the other one. */
  default Field without(Field other) {
    return (x, y) -> Math.max(at(x, y), -other.at(x, y));
  }

  /** Moved, turned by an angle in radians and scaled. */
  default Field placed(double right, double down, double angle, double scale) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return (x, y) -> {
      double u = (x - right) / scale;
      double v = (y - down) / scale;
      return scale * at(cos * u + sin * v, cos * v - sin * u);
    };
  }

  static Field circle(double radius) {
    return (x, y) -> Math.sqrt(x * x + y * y) - radius;
  }

  static Field ellipse(double across, double down) {
    double least = Math.min(across, down);
    return (x, y) -> (Math.sqrt(x * x / (across * across) + y * y / (down * down)) - 1) * least;
  }

  static Field box(double left, double top, double right, double bottom) {
    return (x, y) -> Math.max(Math.max(left - x, x - right), Math.max(top - y, y - bottom));
  }

  /** Stripes across x. */
  static Field stripes(double period) {
    return (x, y) -> Math.abs(x - period * Math.rint(x / period)) - period / 4;
  }

  /** A regular grid of dots. */
  static Field dots(double period) {
    return (x, y) -> {
      double u = x - period * Math.rint(x / period);
      double v = y - period * Math.rint(y / period);
      return Math.sqrt(u * u + v * v) - period * 0.3;
    };
  }

  /** Points on a circle with alternating radii: a regular polygon or a star. */
  static Field star(int corners, double outer, double inner) {
    int count = inner == outer ? corners : 2 * corners;
    double[] points = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count - Math.PI / 2;
      double radius = i % 2 == 0 ? outer : inner;
      points[2 * i] = radius * StrictMath.cos(angle);
      points[2 * i + 1] = radius * StrictMath.sin(angle);
    }
    return polygon(points);
  }

  /** A closed polygon of x, y pairs. */
  static Field polygon(double... points) {
    return (x, y) -> {
      double squared = Double.POSITIVE_INFINITY;
      boolean inside = false;
      int before = points.length - 2;
      for (int i = 0; i < points.length; before = i, i += 2) {
        double ax = points[i];
        double ay = points[i + 1];
        double bx = points[before];
        double by = points[before + 1];
        squared = Math.min(squared, toSegment(x, y, ax, ay, bx, by));
        if ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) {
          inside = !inside;
        }
      }
      double distance = Math.sqrt(squared);
      return inside ? -distance : distance;
    };
  }

  /** An open line through x, y pairs, of a given half width. */
  static Field line(double halfWidth, double... points) {
    return (x, y) -> {
      double squared = Double.POSITIVE_INFINITY;
      for (int i = 2; i < points.length; i += 2) {
        squared =
            Math.min(
                squared, toSegment(x, y, points[i - 2], points[i - 1], points[i], points[i + 1]));
      }
      return Math.sqrt(squared) - halfWidth;
    };
  }

  private static double toSegment(double x, double y, double ax, double ay, double bx, double by) {
    double ex = bx - ax;
    double ey = by - ay;
    double length = ex * ex + ey * ey;
    double along = length == 0 ? 0 : ((x - ax) * ex + (y - ay) * ey) / length;
    double t = Math.max(0, Math.min(1, along));
    double dx = x - ax - t * ex;
    double dy = y - ay - t * ey;
    return dx * dx + dy * dy;
  }
}
