package io.nasoa.worker.report;

import io.nasoa.zoo.comparison.ComparedModel;
import io.nasoa.zoo.comparison.Comparison;
import io.nasoa.zoo.comparison.Side;
import io.nasoa.zoo.comparison.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The zoo and its rivals by accuracy and step time as inline SVG: both fronts as staircases, the
 * rivals by family in colour and shape, and a line from the worst to the best seed where there are
 * several.
 */
final class ComparisonChart {
  private static final List<String> SHAPES = Series.SHAPES;
  private static final String ZOO_SHAPE = Series.FIRST_SHAPE;

  private final Comparison comparison;
  private final List<String> families;
  private final FrontAxes axes;

  ComparisonChart(Comparison comparison) {
    this.comparison = comparison;
    this.families =
        comparison.rivals().stream().map(it -> it.rival().family()).distinct().sorted().toList();
    this.axes = new FrontAxes(everySeed(comparison.models()));
  }

  private static List<FrontChart.Point> everySeed(List<ComparedModel> models) {
    List<FrontChart.Point> points = new ArrayList<>();
    for (ComparedModel model : models) {
      for (Training training : model.trainings()) {
        points.add(new FrontChart.Point(model.stepTime(), training.accuracy(), training.name()));
      }
    }
    return points;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<figure><figcaption>Accuracy against the time of a training step</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"The zoo's front and the rivals'\">\n"
            .formatted(FrontAxes.WIDTH, FrontAxes.HEIGHT));
    svg.append(axes.svg());
    line(svg, "curve dashed", comparison.rivalFront());
    line(svg, "curve", comparison.zooFront());
    comparison.models().forEach(model -> mark(svg, model));
    return svg.append("</svg>\n").append(legend()).append("</figure>\n").toString();
  }

  private void line(StringBuilder svg, String kind, List<ComparedModel> front) {
    List<FrontChart.Point> points =
        front.stream()
            .map(it -> new FrontChart.Point(it.stepTime(), it.accuracy(), it.name()))
            .toList();
    svg.append("<polyline class=\"%s\" points=\"%s\"/>\n".formatted(kind, axes.staircase(points)));
  }

  private void mark(StringBuilder svg, ComparedModel model) {
    String left = axes.left(model.stepTime());
    if (model.trainings().size() > 1) {
      svg.append(
          "<line class=\"spread\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>\n"
              .formatted(
                  left,
                  left,
                  axes.top(
                      model.trainings().stream().mapToDouble(Training::accuracy).min().orElse(0)),
                  axes.top(
                      model.trainings().stream().mapToDouble(Training::accuracy).max().orElse(0))));
    }
    svg.append(
        "<path class=\"%s\" d=\"%s\" transform=\"translate(%s %s)\"><title>%s</title></path>\n"
            .formatted(
                colour(model), shape(model), left, axes.top(model.accuracy()), title(model)));
  }

  private static String title(ComparedModel model) {
    return Html.escape(
        String.format(
            Locale.ROOT,
            "%s: %.2f %%, step time %.3f",
            model.name(),
            100 * model.accuracy(),
            model.stepTime()));
  }

  private String colour(ComparedModel model) {
    return model.side() == Side.ZOO ? "zoo" : colour(model.family());
  }

  private String colour(String family) {
    return "rival" + families.indexOf(family) % SHAPES.size();
  }

  private String shape(ComparedModel model) {
    return model.side() == Side.ZOO ? ZOO_SHAPE : shape(model.family());
  }

  private String shape(String family) {
    return SHAPES.get(families.indexOf(family) % SHAPES.size());
  }

  private String legend() {
    StringBuilder legend = new StringBuilder("<ul class=\"legend\">\n");
    key(legend, "zoo", ZOO_SHAPE, "the zoo (its front: the line)");
    families.forEach(family -> key(legend, colour(family), shape(family), family));
    return legend.append("<li>dashed: the rivals' front</li>\n</ul>\n").toString();
  }

  private static void key(StringBuilder legend, String colour, String shape, String name) {
    legend.append(
        "<li><svg class=\"mark\" viewBox=\"-6 -6 12 12\" aria-hidden=\"true\"><path class=\"%s\" d=\"%s\"/></svg>%s</li>\n"
            .formatted(colour, shape, Html.escape(name)));
  }
}
