package io.nasoa.worker.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Axes of accuracy against step time, the step time logarithmic: where a point lies in an SVG. */
final class FrontAxes {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;
  private static final int LEFT = 56;
  private static final int BOTTOM = 36;
  private static final int MARGIN = 12;
  private static final int RIGHT = 24;

  /** Room beside the outermost points, as a share of the axis. */
  private static final double ROOM = 0.04;

  private final double low;
  private final double high;
  private final CurveChart.Range accuracy;

  /**
   * @param points all that must find room, with positive step times
   */
  FrontAxes(List<FrontChart.Point> points) {
    double least = points.stream().mapToDouble(FrontChart.Point::stepTime).min().orElse(1);
    double most = points.stream().mapToDouble(FrontChart.Point::stepTime).max().orElse(1);
    double span = Math.max(Math.log10(most / least), 0.1);
    this.low = Math.log10(least) - ROOM * span;
    this.high = Math.log10(least) + (1 + ROOM) * span;
    this.accuracy =
        CurveChart.Range.of(
            points.stream().mapToDouble(FrontChart.Point::accuracy).min().orElse(0),
            points.stream().mapToDouble(FrontChart.Point::accuracy).max().orElse(1));
  }

  /**
   * The corners of a front's staircase: between two points nothing better than the faster one is
   * known.
   *
   * @param front the fastest first
   */
  String staircase(List<FrontChart.Point> front) {
    List<String> corners = new ArrayList<>();
    for (int i = 0; i < front.size(); i++) {
      FrontChart.Point point = front.get(i);
      if (i > 0) {
        corners.add(left(point.stepTime()) + "," + top(front.get(i - 1).accuracy()));
      }
      corners.add(left(point.stepTime()) + "," + top(point.accuracy()));
    }
    return String.join(" ", corners);
  }

  /** The lines and labels of both axes. */
  String svg() {
    StringBuilder svg = new StringBuilder();
    int right = WIDTH - RIGHT;
    int bottom = HEIGHT - BOTTOM;
    for (double v = accuracy.low();
        v <= accuracy.high() + accuracy.tick() / 2;
        v += accuracy.tick()) {
      String top = top(v);
      svg.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>\n"
              .formatted(LEFT, right, top, top));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%.1f %%</text>\n",
              LEFT - 6,
              top,
              100 * v));
    }
    for (double tick : ticks()) {
      svg.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(left(tick), bottom + 16, label(tick)));
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">step time, reference network = 1</text>\n"
            .formatted((LEFT + right) / 2, HEIGHT - 4));
    return svg.toString();
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

  /** Horizontal place of a step time. */
  String left(double stepTime) {
    return number(LEFT + (Math.log10(stepTime) - low) / (high - low) * (WIDTH - RIGHT - LEFT));
  }

  /** Vertical place of an accuracy. */
  String top(double value) {
    double share = (accuracy.high() - value) / (accuracy.high() - accuracy.low());
    return number(MARGIN + share * (HEIGHT - BOTTOM - MARGIN));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
