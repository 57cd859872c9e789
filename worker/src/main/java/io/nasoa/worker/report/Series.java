package io.nasoa.worker.report;

import java.util.List;

/**
 * How what is compared looks in plots: the first in the accent colour, the others each with a
 * colour and a shape of its own, so that no plot hangs on colours alone. Immutable.
 */
final class Series {
  /** Outlines around the origin; more series than these use them again, in another colour. */
  static final List<String> SHAPES =
      List.of(
          "M-4 -4H4V4H-4Z",
          "M0 -5L5 4H-5Z",
          "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
          "M0 5L5 -4H-5Z",
          "M-5 -2H-2V-5H2V-2H5V2H2V5H-2V2H-5Z",
          "M-5 0L-2.5 -4.5H2.5L5 0L2.5 4.5H-2.5Z");

  /** A circle. */
  static final String FIRST_SHAPE = "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z";

  private final List<String> names;

  /**
   * @param names each once, in the order of the legend
   */
  Series(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** In the order of the legend. */
  List<String> names() {
    return names;
  }

  /** Place in the legend, from 0. */
  int place(String name) {
    return names.indexOf(name);
  }

  /** Class of its filled marks. */
  String fill(String name) {
    int place = place(name);
    return place == 0 ? "zoo" : "rival" + (place - 1) % SHAPES.size();
  }

  /** Class of its lines. */
  String stroke(String name) {
    int place = place(name);
    return place == 0 ? "line0" : "line" + (1 + (place - 1) % SHAPES.size());
  }

  private String shape(String name) {
    int place = place(name);
    int other = place - 1;
    return place == 0 ? FIRST_SHAPE : SHAPES.get((other + other / SHAPES.size()) % SHAPES.size());
  }

  /** Its mark at a place of a plot. */
  String mark(String name, String left, String top, String title) {
    return "<path class=\"%s\" d=\"%s\" transform=\"translate(%s %s)\"><title>%s</title></path>\n"
        .formatted(fill(name), shape(name), left, top, Html.escape(title));
  }

  /** All of them, or those of a plot. */
  String legend(List<String> shown) {
    StringBuilder legend = new StringBuilder("<ul class=\"legend\">\n");
    for (String name : names) {
      if (shown.contains(name)) {
        legend.append(
            "<li><svg class=\"mark\" viewBox=\"-6 -6 12 12\" aria-hidden=\"true\"><path class=\"%s\" d=\"%s\"/></svg>%s</li>\n"
                .formatted(fill(name), shape(name), Html.escape(name)));
      }
    }
    return legend.append("</ul>\n").toString();
  }
}
