package io.nasoa.worker.report;

import io.nasoa.baselines.comparison.ComparedClaim;
import io.nasoa.baselines.comparison.ComparisonFigures;
import io.nasoa.baselines.comparison.CostClaim;
import io.nasoa.baselines.comparison.CostRatio;
import io.nasoa.baselines.comparison.MethodSpending;
import io.nasoa.baselines.comparison.MethodStanding;
import io.nasoa.baselines.comparison.TaskAccuracy;
import io.nasoa.worker.report.IntervalChart.Axis;
import io.nasoa.worker.report.IntervalChart.Mark;
import io.nasoa.worker.report.IntervalChart.Row;
import io.nasoa.zoo.statistics.Interval;
import io.nasoa.zoo.statistics.PairedSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plots of a comparison of methods; those of accuracy for cost are their own. */
final class MethodsPlots {
  private final ComparisonFigures figures;
  private final Series series;

  /**
   * @param series how each arm looks
   */
  MethodsPlots(ComparisonFigures figures, Series series) {
    this.figures = figures;
    this.series = series;
  }

  /** Claims A to C with the groups that they are made of. */
  String claims() {
    Series marks = new Series(List.of("all groups", "a group"));
    List<Row> rows = new ArrayList<>();
    for (ComparedClaim claim : figures.claims().accuracies()) {
      List<Mark> found = new ArrayList<>();
      found.add(mark("all groups", claim.difference()));
      claim.difference().groups().values().forEach(it -> found.add(Mark.of("a group", it)));
      String label = "%s, %s, %s".formatted(claim.claim(), claim.versus(), claim.segment());
      rows.add(new Row(label, found));
    }
    return new IntervalChart(
            "nasoa minus what it is compared with",
            marks,
            new Axis("points of accuracy on TEST", false, 0.0),
            rows)
        .svg();
  }

  /** What searches cost until they are as good, group by group. */
  String costs() {
    StringBuilder plots = new StringBuilder();
    String segment = broadest();
    figures.claims().costs().stream()
        .filter(claim -> !claim.overhead() && claim.segment().equals(segment))
        .map(CostClaim::limit)
        .distinct()
        .forEach(limit -> plots.append(costs(segment, limit)));
    return plots.toString();
  }

  private String costs(String segment, double limit) {
    Map<String, List<Mark>> groups = new LinkedHashMap<>();
    groups.put("all groups", new ArrayList<>());
    for (CostClaim claim : figures.claims().costs()) {
      if (!claim.overhead() && claim.segment().equals(segment) && claim.limit() == limit) {
        Interval interval = claim.ratios().interval();
        groups
            .computeIfAbsent("all groups", any -> new ArrayList<>())
            .add(
                new Mark(
                    claim.search(),
                    claim.ratios().mean(),
                    interval.lower(),
                    interval.upper(),
                    false));
        for (CostRatio ratio : claim.ratios().groups()) {
          groups
              .computeIfAbsent(ratio.group(), any -> new ArrayList<>())
              .add(
                  new Mark(
                      claim.search(),
                      ratio.ratio(),
                      ratio.ratio(),
                      ratio.ratio(),
                      ratio.censored()));
        }
      }
    }
    return new IntervalChart(
            "Cost of a search until it is as good for good, over nasoa's, limit %s s; dotted: never got there"
                .formatted(limit),
            series,
            new Axis("cost ratio", true, 1.0),
            rows(groups))
        .svg();
  }

  /** How far plans stay below the best in hindsight. */
  String regrets() {
    Map<String, List<Mark>> segments = new LinkedHashMap<>();
    for (MethodStanding standing : figures.standings()) {
      PairedSummary regret = standing.regret();
      if (regret != null) {
        segments
            .computeIfAbsent(standing.segment(), any -> new ArrayList<>())
            .add(mark(standing.arm(), regret));
      }
    }
    return new IntervalChart(
            "Regret of plans",
            series,
            new Axis(
                "points below the best that anybody had for no more than the limit", false, 0.0),
            rows(segments))
        .svg();
  }

  /** Each task, limit by limit. */
  String accuracies() {
    StringBuilder plots = new StringBuilder();
    for (double limit :
        figures.accuracies().stream().map(TaskAccuracy::limit).distinct().sorted().toList()) {
      Map<String, List<Mark>> tasks = new LinkedHashMap<>();
      figures.accuracies().stream()
          .filter(it -> it.limit() == limit)
          .sorted(Comparator.comparingInt(it -> series.place(it.arm())))
          .forEach(
              it -> tasks.computeIfAbsent(it.task(), any -> new ArrayList<>()).add(accuracy(it)));
      plots.append(
          new IntervalChart(
                  "Accuracy on each task, limit %s s".formatted(limit),
                  series,
                  new Axis("accuracy on TEST in %", false, null),
                  rows(tasks))
              .svg());
    }
    return plots.toString();
  }

  private static Mark accuracy(TaskAccuracy it) {
    Interval interval = it.interval();
    return interval == null
        ? Mark.of(it.arm(), it.test())
        : new Mark(it.arm(), it.test(), interval.lower(), interval.upper(), false);
  }

  /** Processor time of each arm. */
  String spending() {
    List<Row> rows = new ArrayList<>();
    for (MethodSpending it : figures.spending()) {
      rows.add(
          new Row(it.arm(), List.of(new Mark(it.arm(), it.coreHours(), 0, it.coreHours(), false))));
    }
    return new IntervalChart(
            "Spent", series, new Axis("core-hours of all trainings", false, 0.0), rows)
        .svg();
  }

  /** The segment of all groups, which comes last. */
  private String broadest() {
    List<String> segments =
        figures.claims().costs().stream().map(CostClaim::segment).distinct().toList();
    return segments.isEmpty() ? "" : segments.get(segments.size() - 1);
  }

  private static Mark mark(String name, PairedSummary summary) {
    Interval interval = summary.interval();
    return new Mark(name, summary.mean(), interval.lower(), interval.upper(), false);
  }

  private static List<Row> rows(Map<String, List<Mark>> marks) {
    List<Row> rows = new ArrayList<>();
    marks.forEach((label, found) -> rows.add(new Row(label, found)));
    return rows;
  }
}
