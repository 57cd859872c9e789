package io.nasoa.worker.report;

import io.nasoa.baselines.comparison.AnytimeFigure;
import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.baselines.comparison.ComparisonFigures;
import io.nasoa.workflows.comparison.ComparisonStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One page about a comparison of methods: every figure as a plot and as a table. */
public final class MethodsReport {
  private static final String FOOTER =
      "Accuracies are those on TEST, which chose nothing. Intervals are 95 %, by bootstrap over groups, tasks and seeds.";

  private MethodsReport() {}

  /** The page. */
  public static String of(ReportedComparison reported) {
    ComparisonStatus status = reported.status();
    ComparisonFigures figures = reported.figures();
    String title = "Comparison " + status.comparisonId();
    StringBuilder body = new StringBuilder("<h1>%s</h1>\n".formatted(Html.escape(title)));
    body.append(standing(status));
    body.append(told(reported));
    if (reported.cells().isEmpty()) {
      return Report.page(title, body.append("<p>No cell is over yet.</p>\n").toString(), FOOTER);
    }
    Series series = series(reported.cells());
    MethodsPlots plots = new MethodsPlots(figures, series);
    body.append("<h2>Claims</h2>\n").append(MethodsTables.headline(figures.claims()));
    body.append(plots.claims()).append(MethodsTables.claims(figures.claims().accuracies()));
    body.append("<h2>Cost of a search</h2>\n").append(plots.costs());
    body.append(MethodsTables.costs(figures.claims().costs()));
    body.append(MethodsTables.breakEvens(figures.breakEvens()));
    body.append("<h2>Accuracy for cost</h2>\n");
    for (AnytimeFigure figure : figures.curves()) {
      body.append(new AnytimeChart(figure, series).svg());
    }
    body.append("<h2>Methods</h2>\n").append(plots.regrets());
    body.append(MethodsTables.standings(figures.standings()));
    body.append("<h2>Tasks</h2>\n").append(plots.accuracies());
    body.append(MethodsTables.accuracies(figures.accuracies()));
    body.append("<h2>Spent</h2>\n").append(plots.spending());
    body.append(MethodsTables.spending(figures.spending()));
    return Report.page(title, body.toString(), FOOTER);
  }

  /** The planner in the accent colour, the others by name. */
  private static Series series(List<CellResult> cells) {
    List<String> found = cells.stream().map(it -> it.arm().label()).distinct().sorted().toList();
    String first = found.contains("nasoa") ? "nasoa" : found.get(0);
    List<String> others = found.stream().filter(it -> !it.equals(first)).toList();
    return new Series(Stream.concat(Stream.of(first), others.stream()).toList());
  }

  private static String standing(ComparisonStatus status) {
    return String.format(
        Locale.ROOT,
        "<p>%s: %d of %d cells on %d tasks, %d of them without an accuracy. %.1f h by the clock.</p>\n",
        status.state(),
        status.done(),
        status.cells(),
        status.tasks(),
        status.failed(),
        status.activeSeconds() / 3600);
  }

  private static String told(ReportedComparison reported) {
    return reported.told()
        ? "<p>Informative are the cells in which a fine-tuning table shows that it matters what is chosen. Headlines are on informative cells of REPORT groups; all others stand beside them.</p>\n"
        : "<p>No fine-tuning table was given, so that no cell is known to be informative: nothing here is a headline.</p>\n";
  }
}
