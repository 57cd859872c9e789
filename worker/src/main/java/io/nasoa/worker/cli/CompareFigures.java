package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.baselines.comparison.BreakEven;
import io.nasoa.baselines.comparison.ComparedClaim;
import io.nasoa.baselines.comparison.ComparisonFigures;
import io.nasoa.baselines.comparison.CostClaim;
import io.nasoa.baselines.comparison.MethodSpending;
import io.nasoa.baselines.comparison.MethodStanding;
import io.nasoa.baselines.comparison.TaskAccuracy;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.statistics.Interval;
import io.nasoa.zoo.statistics.PairedSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came out of a comparison, as lines: of one table for programs, of several for eyes. */
final class CompareFigures {
  /** Of the one table. */
  static final List<String> COLUMNS =
      List.of(
          "figure",
          "segment",
          "task",
          "limit",
          "method",
          "versus",
          "count",
          "mean",
          "lower",
          "upper",
          "pValue",
          "corrected",
          "wins",
          "ties",
          "losses",
          "regret",
          "behind",
          "censored",
          "referenceSeconds",
          "wallSeconds",
          "coreHours",
          "missed",
          "largestOverrun");

  private final ComparisonFigures figures;

  CompareFigures(ComparisonFigures figures) {
    this.figures = figures;
  }

  /** Everything in one table. */
  List<ObjectNode> lines() {
    List<ObjectNode> lines = new ArrayList<>();
    lines.addAll(accuracies());
    lines.addAll(standings());
    lines.addAll(claims());
    lines.addAll(costs());
    lines.addAll(breakEvens());
    lines.addAll(spending());
    return lines;
  }

  /** Everything for eyes. */
  void print(Shell shell) {
    print(
        shell,
        "accuracy on TEST, in points",
        List.of("task", "limit", "method", "count", "mean", "lower", "upper"),
        accuracies());
    print(
        shell,
        "over all groups, in points; regret: below the best for no more than the limit, behind: below the best at all",
        List.of("segment", "method", "count", "mean", "lower", "upper", "regret", "behind"),
        standings());
    print(
        shell,
        "claims A, B, C: nasoa minus the other, in points",
        List.of(
            "figure",
            "segment",
            "versus",
            "count",
            "mean",
            "lower",
            "upper",
            "pValue",
            "corrected",
            "wins",
            "ties",
            "losses"),
        claims());
    print(
        shell,
        "claim D: cost of a search until it is as good for good, over nasoa's",
        List.of(
            "figure",
            "segment",
            "limit",
            "versus",
            "count",
            "mean",
            "lower",
            "upper",
            "pValue",
            "corrected",
            "censored"),
        costs());
    print(
        shell,
        "tasks that pay for search, pretraining and experience",
        List.of("segment", "limit", "versus", "mean"),
        breakEvens());
    print(
        shell,
        "spent",
        List.of(
            "method",
            "count",
            "referenceSeconds",
            "wallSeconds",
            "coreHours",
            "missed",
            "largestOverrun"),
        spending());
  }

  private static void print(
      Shell shell, String title, List<String> columns, List<ObjectNode> lines) {
    if (!lines.isEmpty()) {
      shell.out().println(title);
      new Printer(shell, OutputFormat.TABLE).list(columns, lines);
      shell.out().println();
    }
  }

  private List<ObjectNode> accuracies() {
    List<ObjectNode> lines = new ArrayList<>();
    for (TaskAccuracy it : figures.accuracies()) {
      ObjectNode line = line("accuracy", null, it.arm()).put("task", it.task());
      line.put("limit", it.limit()).put("count", it.seeds());
      lines.add(mean(line, it.test(), it.interval()));
    }
    return lines;
  }

  private List<ObjectNode> standings() {
    List<ObjectNode> lines = new ArrayList<>();
    for (MethodStanding it : figures.standings()) {
      ObjectNode line = line("standing", it.segment(), it.arm()).put("count", it.cells());
      mean(line, it.test().mean(), it.test().interval());
      PairedSummary regret = it.regret();
      line.put("regret", regret == null ? null : (Double) regret.mean());
      lines.add(line.put("behind", it.behind().mean()));
    }
    return lines;
  }

  private List<ObjectNode> claims() {
    List<ObjectNode> lines = new ArrayList<>();
    for (ComparedClaim it : figures.claims().accuracies()) {
      ObjectNode line = line("claim " + it.claim(), it.segment(), "nasoa");
      line.put("versus", it.versus()).put("count", it.cells());
      mean(line, it.difference().mean(), it.difference().interval());
      line.put("pValue", it.difference().pValue()).put("corrected", it.corrected());
      line.put("wins", it.difference().wins()).put("ties", it.difference().ties());
      lines.add(line.put("losses", it.difference().losses()));
    }
    return lines;
  }

  private List<ObjectNode> costs() {
    List<ObjectNode> lines = new ArrayList<>();
    for (CostClaim it : figures.claims().costs()) {
      String figure = it.overhead() ? "cost ratio by the clock" : "cost ratio";
      ObjectNode line = line(figure, it.segment(), "nasoa").put("versus", it.search());
      line.put("limit", it.limit()).put("count", it.ratios().groups().size());
      mean(line, it.ratios().mean(), it.ratios().interval());
      line.put("pValue", it.ratios().pValue()).put("corrected", it.corrected());
      lines.add(line.put("censored", it.ratios().censored()));
    }
    return lines;
  }

  private List<ObjectNode> breakEvens() {
    List<ObjectNode> lines = new ArrayList<>();
    for (BreakEven it : figures.breakEvens()) {
      ObjectNode line = line("break-even tasks", it.segment(), "nasoa").put("versus", it.search());
      lines.add(line.put("limit", it.limit()).put("mean", it.tasks()));
    }
    return lines;
  }

  private List<ObjectNode> spending() {
    List<ObjectNode> lines = new ArrayList<>();
    for (MethodSpending it : figures.spending()) {
      ObjectNode line = line("spending", null, it.arm()).put("count", it.cells());
      line.put("referenceSeconds", it.referenceSeconds()).put("wallSeconds", it.wallSeconds());
      line.put("coreHours", it.coreHours());
      line.put("missed", it.limited() == 0 ? null : (Integer) it.missed());
      lines.add(
          line.put("largestOverrun", it.limited() == 0 ? null : (Double) it.largestOverrun()));
    }
    return lines;
  }

  private static ObjectNode line(String figure, @Nullable String segment, String method) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    return line.put("figure", figure).put("segment", segment).put("method", method);
  }

  private static ObjectNode mean(ObjectNode line, double mean, @Nullable Interval interval) {
    line.put("mean", mean);
    line.put("lower", interval == null ? null : (Double) interval.lower());
    return line.put("upper", interval == null ? null : (Double) interval.upper());
  }
}
