package io.nasoa.worker.report;

import io.nasoa.baselines.comparison.AnytimeFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What searches had found for how much, and what plans came to, as inline SVG. */
final class AnytimeChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int BOTTOM = 36;
  private static final int MARGIN = 12;
  private static final int RIGHT = 24;
  private static final double ROOM = .03;

  private final AnytimeFigure figure;
  private final Series series;
  private final Scale across;
  private final Scale up;

  AnytimeChart(AnytimeFigure figure, Series series) {
    this.figure = figure;
    this.series = series;
    List<AnytimeFigure.Mark> all =
        Stream.concat(
                figure.plans().stream(),
                figure.curves().stream().flatMap(curve -> curve.points().stream()))
            .toList();
    this.across =
        Scale.logarithmic(
            all.stream().mapToDouble(AnytimeFigure.Mark::cost).min().orElse(1),
            all.stream().mapToDouble(AnytimeFigure.Mark::cost).max().orElse(1),
            LEFT,
            WIDTH - RIGHT,
            ROOM);
    this.up =
        Scale.linear(
            all.stream().mapToDouble(AnytimeFigure.Mark::test).min().orElse(0),
            all.stream().mapToDouble(AnytimeFigure.Mark::test).max().orElse(100),
            HEIGHT - BOTTOM,
            MARGIN);
  }

  private String title() {
    return String.format(
        Locale.ROOT, "Accuracy for cost, %s, limit %s s", figure.name(), figure.limit());
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    String title = Html.escape(title());
    svg.append(
        "<figure><figcaption>%s</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(title, WIDTH, HEIGHT, title));
    axes(svg);
    List<String> shown = new ArrayList<>();
    for (AnytimeFigure.Curve curve : figure.curves()) {
      shown.add(curve.arm());
      curve(svg, curve);
    }
    for (AnytimeFigure.Mark plan : figure.plans()) {
      shown.add(plan.arm());
      mark(svg, plan);
    }
    return svg.append("</svg>\n").append(series.legend(shown)).append("</figure>\n").toString();
  }

  private void axes(StringBuilder svg) {
    int right = WIDTH - RIGHT;
    int bottom = HEIGHT - BOTTOM;
    for (double tick : up.ticks()) {
      String top = number(up.left(tick));
      svg.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>\n"
              .formatted(LEFT, right, top, top));
      svg.append(
          "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%s %%</text>\n"
              .formatted(LEFT - 6, top, up.label(tick)));
    }
    for (double tick : across.ticks()) {
      svg.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(number(across.left(tick)), bottom + 16, across.label(tick)));
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">reference seconds, in multiples of the limit</text>\n"
            .formatted((LEFT + right) / 2, HEIGHT - 4));
  }

  private void curve(StringBuilder svg, AnytimeFigure.Curve curve) {
    List<String> corners = new ArrayList<>();
    String before = "";
    for (AnytimeFigure.Mark point : curve.points()) {
      String left = number(across.left(point.cost()));
      String top = number(up.left(point.test()));
      if (!before.isEmpty() && !before.equals(top)) {
        corners.add(left + "," + before);
      }
      corners.add(left + "," + top);
      before = top;
    }
    svg.append(
        "<polyline class=\"line %s\" points=\"%s\"/>\n"
            .formatted(series.stroke(curve.arm()), String.join(" ", corners)));
    if (!curve.points().isEmpty()) {
      mark(svg, curve.points().get(curve.points().size() - 1));
    }
  }

  private void mark(StringBuilder svg, AnytimeFigure.Mark mark) {
    String told =
        String.format(
            Locale.ROOT, "%s: %.2f %% for %.3g limits", mark.arm(), mark.test(), mark.cost());
    svg.append(
        series.mark(
            mark.arm(), number(across.left(mark.cost())), number(up.left(mark.test())), told));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
