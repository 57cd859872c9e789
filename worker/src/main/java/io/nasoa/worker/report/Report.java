package io.nasoa.worker.report;

import io.nasoa.activities.training.MetricsLog;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.zoo.experience.Regime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page about one task or a stream of tasks: everything is in the file, no script, no network;
 * it follows the reader's light or dark setting. Whatever comes from files or users is escaped.
 */
public final class Report {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1a1d21;--paper:#fff;--faint:#d5d9de;--soft:#5b6570;--curve:#1f6feb}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--paper:#14171a;--faint:#343a41;--soft:#9aa4ae;--curve:#6cb0ff}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.5rem;border-top:1px solid var(--faint);padding-top:1.5rem}
      table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--faint);overflow-wrap:anywhere;vertical-align:top}
      td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
      figure{margin:1.25rem 0}figcaption,.none,.legend,footer{color:var(--soft)}svg{width:100%;height:auto;display:block}
      svg text{font:11px system-ui,sans-serif;fill:var(--soft)}.grid{stroke:var(--faint);stroke-width:1}
      .curve{fill:none;stroke:var(--curve);stroke-width:1.75;stroke-linejoin:round}.dot{fill:var(--curve)}.other{fill:none;stroke:var(--soft)}
      .legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}.key{display:inline-block;width:.75em;height:.75em;margin-right:.4em}
      .queue{fill:#9aa4ae;background:#9aa4ae}.profile{fill:#3aa6a0;background:#3aa6a0}.plan{fill:#7f6bd6;background:#7f6bd6}
      .load{fill:#c08a3e;background:#c08a3e}.train{fill:#1f6feb;background:#1f6feb}.evaluate{fill:#2da44e;background:#2da44e}
      .checkpoint{fill:#bf5fa8;background:#bf5fa8}.learn{fill:#6a8f2f;background:#6a8f2f}.paused{fill:#c9ced4;background:#c9ced4}
      .dashed{stroke:var(--soft);stroke-dasharray:5 4}.spread{stroke:var(--soft);stroke-width:1}
      svg.mark{display:inline-block;width:.9em;height:.9em;vertical-align:-.1em;margin-right:.4em}.zoo{fill:var(--curve)}
      .rival0{fill:#c08a3e}.rival1{fill:#2da44e}.rival2{fill:#d1432b}.rival3{fill:#7f6bd6}.rival4{fill:#bf5fa8}.rival5{fill:#3aa6a0}
      .line{fill:none;stroke-width:1.75;stroke-linejoin:round}.open{stroke-dasharray:2 3}.line0{stroke:var(--curve)}
      .line1{stroke:#c08a3e}.line2{stroke:#2da44e}.line3{stroke:#d1432b}.line4{stroke:#7f6bd6}.line5{stroke:#bf5fa8}.line6{stroke:#3aa6a0}
      .lost{fill:#d1432b;background:#d1432b}.down{fill:#7a4a3a;background:#7a4a3a}
      """;

  private static final String FOOTER =
      "Accuracy is measured on the validation images, which chose nothing.";

  private Report() {}

  /** The page of one task. */
  public static String ofTask(ReportedTask task) {
    String name = "Task " + task.result().task();
    return page(name, "<h1>%s</h1>\n%s".formatted(Html.escape(name), section(task)), FOOTER);
  }

  /** The page of several tasks: a table, then each of them. */
  public static String ofTasks(String title, List<ReportedTask> tasks) {
    StringBuilder body = new StringBuilder("<h1>%s</h1>\n".formatted(Html.escape(title)));
    body.append(table(tasks));
    for (ReportedTask task : tasks) {
      body.append("<h2>%s</h2>\n".formatted(Html.escape(task.result().task())));
      body.append(section(task));
    }
    return page(title, body.toString(), FOOTER);
  }

  /** A page of this style. */
  static String page(String title, String body, String footer) {
    // The policy lets a browser refuse whatever is not in this file.
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <link rel="icon" href="data:,">
        <title>%s</title>
        <style>
        %s</style></head><body>
        %s<footer>Made by NASOA. %s</footer>
        </body></html>
        """
        .formatted(Html.escape(title), STYLE, body, Html.escape(footer));
  }

  private static String table(List<ReportedTask> tasks) {
    StringBuilder rows = new StringBuilder();
    for (ReportedTask task : tasks) {
      TaskResult result = task.result();
      rows.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>\n"
              .formatted(
                  Html.escape(result.task()),
                  Html.escape(task.data()),
                  Html.escape(result.state().name()),
                  Html.escape(text(result.model())),
                  percent(result.accuracy()),
                  text(result.steps()),
                  seconds(result.activeSeconds())));
    }
    return "<table><thead><tr><th>task</th><th>data</th><th>state</th><th>model</th><th class=\"number\">accuracy</th><th class=\"number\">steps</th><th class=\"number\">active</th></tr></thead><tbody>\n%s</tbody></table>\n"
        .formatted(rows);
  }

  private static String section(ReportedTask task) {
    StringBuilder html = new StringBuilder("<table><tbody>\n");
    facts(task)
        .forEach(
            (name, value) ->
                html.append(
                    "<tr><th>%s</th><td>%s</td></tr>\n"
                        .formatted(Html.escape(name), Html.escape(value))));
    html.append("</tbody></table>\n");
    html.append(new CurveChart("Training loss", losses(task)).svg());
    html.append(new CurveChart("Accuracy on the validation images", accuracies(task)).svg());
    html.append(new CurveChart("Learning rate", rates(task)).svg());
    Ledger ledger = task.result().ledger();
    return html.append(new LedgerBar(ledger == null ? Ledger.EMPTY : ledger).html()).toString();
  }

  private static Map<String, String> facts(ReportedTask task) {
    TaskResult result = task.result();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "state", result.state() + (result.endedBy() == null ? "" : ", by " + result.endedBy()));
    if (result.error() != null) {
      facts.put("error", result.error());
    }
    facts.put("accuracy", percent(result.accuracy()));
    facts.put("data", task.data());
    TaskResult.Data data = result.data();
    if (data != null) {
      facts.put(
          "images",
          "%d for training, %d for validation, %d classes"
              .formatted(data.trainImages(), data.validationImages(), data.classes()));
      if (!data.skippedFiles().isEmpty()) {
        facts.put("skipped files", String.join(", ", data.skippedFiles()));
      }
    }
    facts.put("model", text(result.model()) + "  " + text(result.architecture()));
    Regime regime = result.regime();
    if (regime != null) {
      facts.put(
          "regime",
          "learning rate %s, %d stages frozen, %d images a step"
              .formatted(regime.learningRate(), regime.frozenStages(), regime.batchSize()));
    }
    facts.put("steps", text(result.steps()));
    facts.put(
        "active time",
        seconds(result.activeSeconds())
            + (result.budgetSeconds() == null ? "" : " of " + seconds(result.budgetSeconds())));
    facts.put("attempts", text(result.attempts()));
    facts.put("seed, device", result.seed() + ", " + text(result.device()));
    facts.put("model file", text(result.modelPath()));
    return facts;
  }

  private static List<CurveChart.Point> losses(ReportedTask task) {
    return task.metrics().stream().map(m -> new CurveChart.Point(m.step(), m.loss())).toList();
  }

  private static List<CurveChart.Point> rates(ReportedTask task) {
    return task.metrics().stream()
        .map(m -> new CurveChart.Point(m.step(), m.learningRate()))
        .toList();
  }

  private static List<CurveChart.Point> accuracies(ReportedTask task) {
    List<CurveChart.Point> points = new ArrayList<>();
    for (MetricsLog.Line metric : task.metrics()) {
      Double accuracy = metric.accuracy();
      if (accuracy != null) {
        points.add(new CurveChart.Point(metric.step(), accuracy));
      }
    }
    Double measured = task.result().accuracy();
    Integer steps = task.result().steps();
    if (measured != null && steps != null) {
      points.add(new CurveChart.Point(steps, measured)); // the final model
    }
    return points;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? "-" : String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
