package io.nasoa.worker.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One curve as inline SVG; its colours are the page's. */
final class CurveChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 220;
  private static final int LEFT = 56;
  private static final int BOTTOM = 36;
  private static final int MARGIN = 12;

  /** Half of the last label stands right of its tick. */
  private static final int RIGHT = 24;

  /** More points than this cannot be told apart on a screen. */
  private static final int MOST_POINTS = 400;

  private final String title;
  private final List<Point> points;
  private final Range x;
  private final Range y;
  private final String xName;

  /** One value at one step. */
  record Point(double x, double y) {}

  /** An axis from {@code low} to {@code high} with a line every {@code tick}. */
  record Range(double low, double high, double tick) {
    static Range of(double least, double most) {
      double span = most > least ? most - least : Math.max(Math.abs(most), 1);
      double raw = span / 5;
      double power = Math.pow(10, Math.floor(Math.log10(raw)));
      double ratio = raw / power;
      double tick = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
      double low = Math.floor(least / tick) * tick;
      double high = Math.ceil(most / tick) * tick;
      return new Range(low, high > low ? high : low + tick, tick);
    }
  }

  /**
   * @param title names the curve and its unit
   * @param points finite values in the order of their steps; others are left out
   */
  CurveChart(String title, List<Point> points) {
    this(title, points, "step");
  }

  /**
   * @param xName what the points are ordered by
   */
  CurveChart(String title, List<Point> points, String xName) {
    this.title = title;
    this.xName = xName;
    this.points = thinned(points.stream().filter(p -> Double.isFinite(p.y())).toList());
    this.x =
        Range.of(
            this.points.stream().mapToDouble(Point::x).min().orElse(0),
            this.points.stream().mapToDouble(Point::x).max().orElse(1));
    this.y =
        Range.of(
            this.points.stream().mapToDouble(Point::y).min().orElse(0),
            this.points.stream().mapToDouble(Point::y).max().orElse(1));
  }

  /** Means of equally many neighbours. */
  private static List<Point> thinned(List<Point> points) {
    if (points.size() <= MOST_POINTS) {
      return points;
    }
    List<Point> means = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      int from = (int) ((long) i * points.size() / MOST_POINTS);
      int to = (int) ((long) (i + 1) * points.size() / MOST_POINTS);
      List<Point> part = points.subList(from, to);
      double mean = part.stream().mapToDouble(Point::y).average().orElseThrow();
      means.add(new Point(part.get(part.size() - 1).x(), mean));
    }
    return means;
  }

  /** The figure; a sentence when there is nothing to draw. */
  String svg() {
    if (points.isEmpty()) {
      return "<p class=\"none\">%s: nothing recorded.</p>\n".formatted(Html.escape(title));
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<figure><figcaption>%s</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(Html.escape(title), WIDTH, HEIGHT, Html.escape(title)));
    axis(svg);
    StringBuilder line = new StringBuilder();
    for (Point point : points) {
      line.append("%s,%s ".formatted(number(left(point.x())), number(top(point.y()))));
    }
    svg.append("<polyline class=\"curve\" points=\"%s\"/>\n".formatted(line.toString().strip()));
    if (points.size() <= 40) {
      points.forEach(
          p ->
              svg.append(
                  "<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"2.5\"/>\n"
                      .formatted(number(left(p.x())), number(top(p.y())))));
    }
    return svg.append("</svg></figure>\n").toString();
  }

  private void axis(StringBuilder svg) {
    int right = WIDTH - RIGHT;
    int bottom = HEIGHT - BOTTOM;
    for (double v = y.low(); v <= y.high() + y.tick() / 2; v += y.tick()) {
      String top = number(top(v));
      svg.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>\n"
              .formatted(LEFT, right, top, top));
      svg.append(
          "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%s</text>\n"
              .formatted(LEFT - 6, top, label(v, y.tick())));
    }
    for (double v = x.low(); v <= x.high() + x.tick() / 2; v += x.tick()) {
      svg.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(number(left(v)), bottom + 16, label(v, x.tick())));
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
            .formatted((LEFT + right) / 2, HEIGHT - 4, Html.escape(xName)));
  }

  private double left(double value) {
    return LEFT + (value - x.low()) / (x.high() - x.low()) * (WIDTH - RIGHT - LEFT);
  }

  private double top(double value) {
    return MARGIN + (y.high() - value) / (y.high() - y.low()) * (HEIGHT - BOTTOM - MARGIN);
  }

  private static String label(double value, double tick) {
    if (tick < 0.001 || tick >= 100_000) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(tick)));
    return String.format(Locale.ROOT, "%." + digits + "f", value == 0 ? 0.0 : value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
