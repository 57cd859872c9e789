package io.nasoa.worker.report;

import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.FrontPoint;
import io.nasoa.workflows.search.LevelHypervolumes;
import io.nasoa.workflows.search.SearchStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One page about a search: its front as a plot and a table, and how it grew. */
public final class SearchReport {
  private static final String FOOTER =
      "Accuracies are those of short trainings on the half of the validation images that a search may look at.";

  private SearchReport() {}

  /** The page. */
  public static String of(SearchStatus status, List<EvaluatedCandidate> log) {
    String title = "Search " + status.searchId();
    StringBuilder body = new StringBuilder("<h1>%s</h1>\n".formatted(Html.escape(title)));
    body.append(
        "<p>%s: %d of %d evaluations, %d of them failed; %d networks on the front.</p>\n"
            .formatted(
                Html.escape(status.state().name()),
                status.done(),
                status.evaluations(),
                status.failed(),
                status.front().size()));
    body.append(new FrontChart(measured(log), front(status)).svg());
    body.append(table(status.front()));
    status.hypervolumes().forEach(level -> body.append(hypervolumes(level)));
    return Report.page(title, body.toString(), FOOTER);
  }

  private static List<FrontChart.Point> measured(List<EvaluatedCandidate> log) {
    List<FrontChart.Point> points = new ArrayList<>();
    for (EvaluatedCandidate candidate : log) {
      Double accuracy = candidate.outcome().accuracy();
      Double stepTime = candidate.outcome().stepTime();
      if (accuracy != null && stepTime != null) {
        points.add(new FrontChart.Point(stepTime, accuracy, candidate.architecture()));
      }
    }
    return points;
  }

  private static List<FrontChart.Point> front(SearchStatus status) {
    return status.front().stream()
        .map(it -> new FrontChart.Point(it.stepTime(), it.accuracy(), it.architecture()))
        .toList();
  }

  private static String table(List<FrontPoint> front) {
    StringBuilder rows = new StringBuilder();
    for (FrontPoint point : front) {
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s</td><td>%s</td><td class=\"number\">%.2f %%</td><td class=\"number\">%.3f</td><td class=\"number\">%,d</td><td class=\"number\">%,d</td></tr>\n",
              Html.escape(point.architecture()),
              Html.escape(point.level().name().toLowerCase(Locale.ROOT)),
              100 * point.accuracy(),
              point.stepTime(),
              point.parameters(),
              point.macs()));
    }
    return "<table><thead><tr><th>architecture</th><th>level</th><th class=\"number\">accuracy</th><th class=\"number\">step time</th><th class=\"number\">parameters</th><th class=\"number\">MACs</th></tr></thead><tbody>\n%s</tbody></table>\n"
        .formatted(rows);
  }

  private static String hypervolumes(LevelHypervolumes level) {
    List<CurveChart.Point> points = new ArrayList<>();
    for (double value : level.values()) {
      points.add(new CurveChart.Point((points.size() + 1.0) * level.generation(), value));
    }
    return new CurveChart(
            "Hypervolume at %s level after so many evaluations"
                .formatted(level.level().name().toLowerCase(Locale.ROOT)),
            points,
            "evaluations")
        .svg();
  }
}
