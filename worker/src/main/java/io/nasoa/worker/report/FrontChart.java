package io.nasoa.worker.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Accuracy against step time as inline SVG, the step time on a logarithmic axis: all that was
 * measured, and the front through the best of it.
 */
final class FrontChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int LEFT = 56;
  private static final int BOTTOM = 36;
  private static final int MARGIN = 12;
  private static final int RIGHT = 24;

  /** Room beside the outermost points, as a share of the axis. */
  private static final double ROOM = 0.04;

  private final List<Point> points;
  private final List<Point> front;
  private final double low;
  private final double high;
  private final CurveChart.Range accuracy;

  /**
   * A measured network.
   *
   * @param stepTime positive
   */
  record Point(double stepTime, double accuracy, String name) {}

  /**
   * @param points all that was measured; those without a positive step time are left out
   * @param front the fastest first
   */
  FrontChart(List<Point> points, List<Point> front) {
    this.points = points.stream().filter(point -> point.stepTime() > 0).toList();
    this.front = front.stream().filter(point -> point.stepTime() > 0).toList();
    double least = this.points.stream().mapToDouble(Point::stepTime).min().orElse(1);
    double most = this.points.stream().mapToDouble(Point::stepTime).max().orElse(1);
    double span = Math.max(Math.log10(most / least), 0.1);
    this.low = Math.log10(least) - ROOM * span;
    this.high = Math.log10(least) + (1 + ROOM) * span;
    this.accuracy =
        CurveChart.Range.of(
            this.points.stream().mapToDouble(Point::accuracy).min().orElse(0),
            this.points.stream().mapToDouble(Point::accuracy).max().orElse(1));
  }

  /** The figure; a sentence when there is nothing to draw. */
  String svg() {
    if (points.isEmpty()) {
      return "<p class=\"none\">Nothing has been measured.</p>\n";
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<figure><figcaption>Accuracy against the time of a training step</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Pareto front\">\n"
            .formatted(WIDTH, HEIGHT));
    axes(svg);
    points.forEach(point -> circle(svg, "other", point));
    svg.append("<polyline class=\"curve\" points=\"%s\"/>\n".formatted(staircase()));
    front.forEach(point -> circle(svg, "dot", point));
    return svg.append("</svg></figure>\n").toString();
  }

  /** Between two points of the front nothing better than the faster one is known. */
  private String staircase() {
    List<String> corners = new ArrayList<>();
    for (int i = 0; i < front.size(); i++) {
      Point point = front.get(i);
      if (i > 0) {
        corners.add(
            number(left(point.stepTime())) + "," + number(top(front.get(i - 1).accuracy())));
      }
      corners.add(number(left(point.stepTime())) + "," + number(top(point.accuracy())));
    }
    return String.join(" ", corners);
  }

  private void circle(StringBuilder svg, String kind, Point point) {
    svg.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"3.5\"><title>%s</title></circle>\n"
            .formatted(
                kind,
                number(left(point.stepTime())),
                number(top(point.accuracy())),
                Html.escape(point.name())));
  }

  private void axes(StringBuilder svg) {
    int right = WIDTH - RIGHT;
    int bottom = HEIGHT - BOTTOM;
    for (double v = accuracy.low();
        v <= accuracy.high() + accuracy.tick() / 2;
        v += accuracy.tick()) {
      String top = number(top(v));
      svg.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>\n"
              .formatted(LEFT, right, top, top));
      svg.append(
          "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%.1f %%</text>\n"
              .formatted(LEFT - 6, top, 100 * v));
    }
    for (double tick : ticks()) {
      svg.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(number(left(tick)), bottom + 16, label(tick)));
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">step time, reference network = 1</text>\n"
            .formatted((LEFT + right) / 2, HEIGHT - 4));
  }

  private List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int digit : new int[] {1, 2, 5}) {
        double tick = digit * Math.pow(10, power);
        if (Math.log10(tick) >= low && Math.log10(tick) <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static String label(double tick) {
    return tick >= 1
        ? String.format(Locale.ROOT, "%.0f", tick)
        : String.format(Locale.ROOT, "%.2g", tick);
  }

  private double left(double stepTime) {
    return LEFT + (Math.log10(stepTime) - low) / (high - low) * (WIDTH - RIGHT - LEFT);
  }

  private double top(double value) {
    double share = (accuracy.high() - value) / (accuracy.high() - accuracy.low());
    return MARGIN + share * (HEIGHT - BOTTOM - MARGIN);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
