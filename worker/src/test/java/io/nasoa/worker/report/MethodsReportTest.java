package io.nasoa.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MethodsReportTest {
  @Test
  void of_tellsEveryFigureAndEscapesEverything() {
    String html = MethodsReport.of(ComparedCells.reported(true));
    assertThat(html).doesNotContain("<script", "<img", "\u0000").contains("&lt;script&gt;");
    assertThat(Pattern.compile("(src|href)=\"(?!data:)").matcher(html).find()).isFalse();
    assertThat(html)
        .contains(
            "<h2>Claims</h2>",
            "<h2>Cost of a search</h2>",
            "<h2>Accuracy for cost</h2>",
            "<h2>Methods</h2>",
            "<h2>Tasks</h2>",
            "<h2>Spent</h2>")
        .contains("A: nasoa is +", "D: bohb costs ", "times as much", ">break-even tasks<")
        .contains(">rival-regnety-200m<", "core-hours")
        .doesNotContain("NaN", "Infinity");
  }

  /** One plot of claims, costs, regret, tasks and spending, and accuracy for cost of each group. */
  @Test
  void of_hasItsPlots() {
    String html = MethodsReport.of(ComparedCells.reported(false));
    assertThat(Pattern.compile("<figure>").matcher(html).results().count()).isEqualTo(5 + 5);
    assertThat(html)
        .contains("No informative cell of a REPORT group was compared")
        .contains("nothing here is a headline");
  }

  @Test
  void of_nothing_saysSo() {
    String html = MethodsReport.of(ComparedCells.reported(List.of(), false));
    assertThat(html).contains("No cell is over yet.").doesNotContain("<figure>");
  }

  @Test
  void of_plansOnly_leavesOutWhatSearchesWouldTell() {
    ReportedComparison whole = ComparedCells.reported(true);
    String html =
        MethodsReport.of(
            ComparedCells.reported(
                whole.cells().stream().filter(it -> !it.arm().method().isSearch()).toList(), true));
    assertThat(html).contains("<h2>Tasks</h2>").doesNotContain("NaN", "Infinity", "times as much");
  }
}
