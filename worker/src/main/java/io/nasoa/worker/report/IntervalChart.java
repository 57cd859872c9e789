package io.nasoa.worker.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values with their intervals as inline SVG: a row for each thing, a mark in it for each series,
 * one below the other.
 */
final class IntervalChart {
  private static final int WIDTH = 640;
  private static final int LEFT = 210;
  private static final int RIGHT = 24;
  private static final int MARGIN = 8;
  private static final int BOTTOM = 38;
  private static final int LANE = 9;
  private static final int LONGEST_LABEL = 30;
  private static final double ROOM = .03;

  private final String title;
  private final Series series;
  private final Axis axis;
  private final List<Row> rows;

  /**
   * The horizontal axis.
   *
   * @param name with its unit
   * @param logarithmic whether equal distances are equal ratios; for values above 0
   * @param zero a value that must be seen, with a line; null for none
   */
  record Axis(String name, boolean logarithmic, @Nullable Double zero) {}

  /**
   * One value.
   *
   * @param series label of its series
   * @param low of its interval; the value where there is none
   * @param high of its interval; the value where there is none
   * @param open whether it is a lower bound
   */
  record Mark(String series, double value, double low, double high, boolean open) {
    /** Without an interval. */
    static Mark of(String series, double value) {
      return new Mark(series, value, value, value, false);
    }
  }

  /** What marks are about. */
  record Row(String label, List<Mark> marks) {
    Row {
      marks = List.copyOf(marks);
    }
  }

  /**
   * @param rows those without marks are left out
   */
  IntervalChart(String title, Series series, Axis axis, List<Row> rows) {
    this.title = title;
    this.series = series;
    this.axis = axis;
    this.rows = rows.stream().filter(row -> !row.marks().isEmpty()).toList();
  }

  /** The figure; a sentence when there is nothing to draw. */
  String svg() {
    if (rows.isEmpty()) {
      return "<p class=\"none\">%s: nothing to draw.</p>\n".formatted(Html.escape(title));
    }
    Scale scale = scale();
    int height = MARGIN + BOTTOM + rows.stream().mapToInt(IntervalChart::height).sum();
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<figure><figcaption>%s</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(Html.escape(title), WIDTH, height, Html.escape(title)));
    axis(svg, scale, height);
    int top = MARGIN;
    for (Row row : rows) {
      row(svg, scale, row, top);
      top += height(row);
    }
    return svg.append("</svg>\n").append(series.legend(shown())).append("</figure>\n").toString();
  }

  private List<String> shown() {
    return rows.stream().flatMap(row -> row.marks().stream()).map(Mark::series).distinct().toList();
  }

  private static int height(Row row) {
    return Math.max(22, 8 + LANE * row.marks().size());
  }

  private void axis(StringBuilder svg, Scale scale, int height) {
    int bottom = height - BOTTOM;
    for (double tick : scale.ticks()) {
      String left = number(scale.left(tick));
      svg.append(
          "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>\n"
              .formatted(left, left, MARGIN, bottom));
      svg.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(left, bottom + 16, scale.label(tick)));
    }
    Double zero = axis.zero();
    if (zero != null) {
      String left = number(scale.left(zero));
      svg.append(
          "<line class=\"spread\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>\n"
              .formatted(left, left, MARGIN, bottom));
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
            .formatted((LEFT + WIDTH - RIGHT) / 2, height - 4, Html.escape(axis.name())));
  }

  private void row(StringBuilder svg, Scale scale, Row row, int top) {
    double middle = top + height(row) / 2.0;
    String label = row.label();
    String cut =
        label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "\u2026";
    svg.append(
        "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%s<title>%s</title></text>\n"
            .formatted(LEFT - 10, number(middle), Html.escape(cut), Html.escape(label)));
    double lane = middle - LANE * (row.marks().size() - 1) / 2.0;
    for (Mark mark : row.marks()) {
      mark(svg, scale, label, mark, lane);
      lane += LANE;
    }
  }

  private void mark(StringBuilder svg, Scale scale, String label, Mark mark, double top) {
    if (mark.low() < mark.high() || mark.open()) {
      double end = mark.open() ? WIDTH - RIGHT : scale.left(mark.high());
      svg.append(
          "<line class=\"line %s%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>\n"
              .formatted(
                  series.stroke(mark.series()),
                  mark.open() ? " open" : "",
                  number(scale.left(mark.low())),
                  number(end),
                  number(top),
                  number(top)));
    }
    String told =
        String.format(
            Locale.ROOT,
            "%s, %s: %s%.3g [%.3g, %.3g]",
            label,
            mark.series(),
            mark.open() ? ">= " : "",
            mark.value(),
            mark.low(),
            mark.high());
    svg.append(series.mark(mark.series(), number(scale.left(mark.value())), number(top), told));
  }

  private Scale scale() {
    List<Double> values = new ArrayList<>();
    for (Row row : rows) {
      for (Mark mark : row.marks()) {
        values.add(mark.low());
        values.add(mark.high());
        values.add(mark.value());
      }
    }
    Double zero = axis.zero();
    if (zero != null) {
      values.add(zero);
    }
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return axis.logarithmic()
        ? Scale.logarithmic(least, most, LEFT, WIDTH - RIGHT, ROOM)
        : Scale.linear(least, most, LEFT, WIDTH - RIGHT);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
