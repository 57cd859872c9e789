package io.nasoa.worker.report;

import io.nasoa.baselines.comparison.BreakEven;
import io.nasoa.baselines.comparison.ComparedClaim;
import io.nasoa.baselines.comparison.ComparisonClaims;
import io.nasoa.baselines.comparison.CostClaim;
import io.nasoa.baselines.comparison.CostRatios;
import io.nasoa.baselines.comparison.MethodSpending;
import io.nasoa.baselines.comparison.MethodStanding;
import io.nasoa.baselines.comparison.TaskAccuracy;
import io.nasoa.zoo.replay.Segment;
import io.nasoa.zoo.statistics.Interval;
import io.nasoa.zoo.statistics.PairedSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of a comparison of methods as words and tables. */
final class MethodsTables {
  private static final String HEADLINE = Segment.REPORT_INFORMATIVE.label();

  private MethodsTables() {}

  /** What came out, on informative cells of REPORT groups; a sentence where there are none. */
  static String headline(ComparisonClaims claims) {
    List<String> sentences = new ArrayList<>();
    for (ComparedClaim claim : claims.accuracies()) {
      if (claim.segment().equals(HEADLINE)) {
        sentences.add(
            "%s: nasoa is %s points above %s"
                .formatted(
                    claim.claim(),
                    signed(claim.difference().mean(), claim.difference().interval()),
                    claim.versus()));
      }
    }
    for (CostClaim claim : claims.costs()) {
      if (claim.segment().equals(HEADLINE) && !claim.overhead()) {
        sentences.add(
            "D: %s costs %s times as much until it is as good for good, limit %s s"
                .formatted(claim.search(), ratio(claim.ratios()), claim.limit()));
      }
    }
    return "<p>%s.</p>\n"
        .formatted(
            Html.escape(
                sentences.isEmpty()
                    ? "No informative cell of a REPORT group was compared"
                    : String.join("; ", sentences)));
  }

  static String claims(List<ComparedClaim> claims) {
    List<List<String>> rows = new ArrayList<>();
    for (ComparedClaim claim : claims) {
      PairedSummary it = claim.difference();
      rows.add(
          List.of(
              claim.claim(),
              claim.segment(),
              claim.versus(),
              Long.toString(claim.cells()),
              signed(it.mean(), it.interval()),
              number("%.4f", it.pValue()),
              number("%.4f", claim.corrected()),
              "%d / %d / %d".formatted(it.wins(), it.ties(), it.losses())));
    }
    return HtmlTable.of(
            List.of(
                "claim",
                "cells of",
                "versus",
                "cells",
                "points",
                "p",
                "p corrected",
                "wins / ties / losses"),
            rows)
        + "<p class=\"none\">Groups are the unit. p: exact sign-flip test over groups, two-sided; corrected: Holm's over A, B, C and bohb's D of the same cells. Wins and losses are beyond half a point. Claim E needs a stream: \"table evaluate\".</p>\n";
  }

  static String costs(List<CostClaim> claims) {
    List<List<String>> rows = new ArrayList<>();
    for (CostClaim claim : claims) {
      CostRatios it = claim.ratios();
      rows.add(
          List.of(
              claim.segment(),
              claim.search(),
              number("%s s", claim.limit()),
              claim.overhead() ? "by the clock" : "reference seconds",
              ratio(it),
              "%d of %d".formatted(it.censored(), it.groups().size()),
              number("%.4f", claim.corrected()),
              number("%.1f s", it.savedSeconds())));
    }
    return HtmlTable.of(
            List.of(
                "cells of",
                "search",
                "limit",
                "cost",
                "ratio",
                "censored",
                "p corrected",
                "saved a task"),
            rows)
        + "<p class=\"none\">The first cost from which a search's accuracy on TEST stays within half a point of nasoa's mean for good, over nasoa's cost; the geometric mean of whole tasks' groups. Censored: it never got there, and counts with its cap, so that the mean is a lower bound.</p>\n";
  }

  static String breakEvens(List<BreakEven> found) {
    if (found.isEmpty()) {
      return "<p class=\"none\">Break-even: not told what search, pretraining and experience have cost.</p>\n";
    }
    List<List<String>> rows = new ArrayList<>();
    for (BreakEven it : found) {
      Double tasks = it.tasks();
      rows.add(
          List.of(
              it.segment(),
              it.search(),
              number("%s s", it.limit()),
              number("%.0f s", it.preparationSeconds()),
              number("%.1f s", it.savedSeconds()),
              tasks == null ? "never" : number("%.0f", Math.ceil(tasks))));
    }
    return HtmlTable.of(
        List.of(
            "cells of",
            "search",
            "limit",
            "search, pretraining, experience",
            "saved a task",
            "break-even tasks"),
        rows);
  }

  static String standings(List<MethodStanding> standings) {
    List<List<String>> rows = new ArrayList<>();
    for (MethodStanding it : standings) {
      PairedSummary regret = it.regret();
      rows.add(
          List.of(
              it.segment(),
              it.arm(),
              Long.toString(it.cells()),
              plain(it.test().mean(), it.test().interval()),
              regret == null ? "-" : plain(regret.mean(), regret.interval()),
              plain(it.behind().mean(), it.behind().interval())));
    }
    return HtmlTable.of(
            List.of("cells of", "method", "cells", "accuracy", "regret", "behind the best"), rows)
        + "<p class=\"none\">In points, groups counting alike. Regret: below the best that anybody had on the task for no more than the limit, in hindsight. Behind the best: the same, whatever it cost.</p>\n";
  }

  static String accuracies(List<TaskAccuracy> accuracies) {
    List<List<String>> rows = new ArrayList<>();
    for (TaskAccuracy it : accuracies) {
      rows.add(
          List.of(
              it.task(),
              "%s, %s".formatted(it.group(), it.role()),
              number("%s s", it.limit()) + (it.informative() ? ", informative" : ""),
              it.arm(),
              Integer.toString(it.seeds()),
              plain(it.test(), it.interval())));
    }
    return HtmlTable.of(
        List.of("task", "group", "limit", "method", "seeds", "accuracy in %"), rows);
  }

  static String spending(List<MethodSpending> spending) {
    List<List<String>> rows = new ArrayList<>();
    for (MethodSpending it : spending) {
      rows.add(
          List.of(
              it.arm(),
              Integer.toString(it.cells()),
              number("%.1f", it.referenceSeconds()),
              number("%.1f", it.wallSeconds()),
              number("%.3f", it.coreHours()),
              it.limited() == 0 ? "-" : "%d of %d".formatted(it.missed(), it.limited()),
              it.missed() == 0 ? "-" : number("%.1f %%", 100 * it.largestOverrun())));
    }
    return HtmlTable.of(
            List.of(
                "method",
                "cells",
                "reference seconds",
                "seconds by the clock",
                "core-hours",
                "limits missed",
                "largest overrun"),
            rows)
        + "<p class=\"none\">Core-hours: processor time of trainings. Energy is not measured.</p>\n";
  }

  private static String ratio(CostRatios it) {
    return number(it.censored() > 0 ? ">= %.2f" : "%.2f", it.mean())
        + number(" [%.2f", it.interval().lower())
        + number(", %.2f]", it.interval().upper());
  }

  private static String signed(double mean, Interval interval) {
    return number("%+.2f", mean)
        + number(" [%+.2f", interval.lower())
        + number(", %+.2f]", interval.upper());
  }

  private static String plain(double mean, @Nullable Interval interval) {
    return number("%.2f", mean)
        + (interval == null
            ? ""
            : number(" [%.2f", interval.lower()) + number(", %.2f]", interval.upper()));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
