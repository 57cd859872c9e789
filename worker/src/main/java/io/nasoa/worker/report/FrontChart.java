package io.nasoa.worker.report;

import java.util.List;

/**
 * Accuracy against step time as inline SVG, the step time on a logarithmic axis: all that was
 * measured, and the front through the best of it.
 */
final class FrontChart {
  private final List<Point> points;
  private final List<Point> front;
  private final FrontAxes axes;

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
    this.axes = new FrontAxes(this.points);
  }

  /** The figure; a sentence when there is nothing to draw. */
  String svg() {
    if (points.isEmpty()) {
      return "<p class=\"none\">Nothing has been measured.</p>\n";
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<figure><figcaption>Accuracy against the time of a training step</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Pareto front\">\n"
            .formatted(FrontAxes.WIDTH, FrontAxes.HEIGHT));
    svg.append(axes.svg());
    points.forEach(point -> circle(svg, "other", point));
    svg.append("<polyline class=\"curve\" points=\"%s\"/>\n".formatted(axes.staircase(front)));
    front.forEach(point -> circle(svg, "dot", point));
    return svg.append("</svg></figure>\n").toString();
  }

  private void circle(StringBuilder svg, String kind, Point point) {
    svg.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"3.5\"><title>%s</title></circle>\n"
            .formatted(
                kind,
                axes.left(point.stepTime()),
                axes.top(point.accuracy()),
                Html.escape(point.name())));
  }
}
