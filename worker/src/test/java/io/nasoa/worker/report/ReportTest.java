package io.nasoa.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.activities.training.MetricsLog;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTest {
  static final String EVIL =
      "\"><script>console.error('x')</script><img src=http://127.0.0.1:9/x>&\u0000";

  static ReportedTask task(String name, int steps, @Nullable Ledger ledger) {
    List<MetricsLog.Line> metrics = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      Double accuracy = step % 50 == 0 ? (Double) (step / (double) steps) : null;
      metrics.add(new MetricsLog.Line(step, 2f / step, 0.1 / step, accuracy));
    }
    TaskResult result =
        new TaskResult(
            name,
            TaskState.SUCCEEDED,
            EndedBy.SCHEDULE,
            EVIL,
            new TaskResult.Data(3, 30, 10, "0".repeat(64), List.of(EVIL)),
            EVIL,
            EVIL,
            null,
            null,
            0.9,
            steps,
            60.0,
            41.5,
            42.0,
            ledger,
            1,
            "tasks/" + name,
            0,
            "cpu",
            1,
            null,
            null,
            null,
            null,
            null);
    return new ReportedTask(result, EVIL, metrics);
  }

  private static final Ledger LEDGER = new Ledger(.5, 1, 1, 1, 35, 2, 1, 0, 0, .5, 0);

  @Test
  void ofTask_escapesEverything() {
    String html = Report.ofTask(task(EVIL, 100, LEDGER));
    assertThat(html).doesNotContain("<script", "<img", "\u0000");
    assertThat(html).contains("&lt;script&gt;");
    assertThat(Pattern.compile("(src|href)=\"(?!data:)").matcher(html).find()).isFalse();
  }

  @Test
  void ofTask_drawsCurvesAndLedger() {
    String html = Report.ofTask(task("t", 5000, LEDGER));
    assertThat(Pattern.compile("<polyline").matcher(html).results().count()).isEqualTo(3);
    assertThat(html).contains("train 35.0 s").doesNotContain("paused 0").doesNotContain("NaN");
    assertThat(html.length()).isLessThan(100_000);
  }

  @Test
  void ofTask_nothingRecorded_saysSo() {
    String html = Report.ofTask(task("t", 0, null));
    assertThat(html).contains("Training loss: nothing recorded", "Time: nothing recorded");
  }

  @Test
  void ofTasks_namesEachInTable() {
    String html = Report.ofTasks("Three", List.of(task("a", 10, LEDGER), task("b", 10, null)));
    assertThat(html).contains("<td>a</td>", "<td>b</td>", "<h2>a</h2>", "<h2>b</h2>");
  }

  @Test
  void range_alwaysHoldsItsValues() {
    for (double least : new double[] {0, -3, 1e-9, 0.5, 1234}) {
      for (double span : new double[] {0, 1e-7, 0.3, 7, 1e6}) {
        CurveChart.Range range = CurveChart.Range.of(least, least + span);
        assertThat(range.low()).isLessThanOrEqualTo(least + 1e-12);
        assertThat(range.high()).isGreaterThanOrEqualTo(least + span - 1e-12);
        assertThat((range.high() - range.low()) / range.tick()).isBetween(0.9, 12.0);
      }
    }
  }
}
