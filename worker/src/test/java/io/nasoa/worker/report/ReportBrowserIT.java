package io.nasoa.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.tuning.Ledger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report in a real browser: it opens, says nothing on the console and asks for nothing. */
class ReportBrowserIT {
  @TempDir Path directory;

  @Test
  void report_opensQuietly() throws Exception {
    String html =
        Report.ofTasks(
            "A demo",
            List.of(
                ReportTest.task("one", 500, new Ledger(1, 1, 1, 1, 30, 1, 1, 0, 0, 0, 0)),
                ReportTest.task("two <b>", 3, null)));
    Browser.Page page =
        new Browser(directory).open(html.replace("127.0.0.1:9/x", "example.test/nasoa-test/x"));
    assertThat(page.dom()).contains("<polyline").contains("two &lt;b&gt;");
    assertThat(page.log()).doesNotContain("CONSOLE");
    assertThat(page.requests()).isZero();
  }

  /** The same eyes see it when a page does speak and ask. */
  @Test
  void otherPage_isHeardAndSeen() throws Exception {
    Browser.Page page =
        new Browser(directory)
            .open(
                "<script>console.error('heard')</script><img src=http://example.test/nasoa-test/y>");
    assertThat(page.log()).contains("CONSOLE").contains("heard");
    assertThat(page.requests()).isPositive();
  }
}
