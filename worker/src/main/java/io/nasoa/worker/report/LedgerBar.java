package io.nasoa.worker.report;

import io.nasoa.workflows.tuning.Ledger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where a task's seconds went, as one bar with its figures below. */
final class LedgerBar {
  private static final int WIDTH = 640;

  private final Map<String, Double> columns = new LinkedHashMap<>();

  LedgerBar(Ledger ledger) {
    columns.put("queue", ledger.queue());
    columns.put("profile", ledger.profile());
    columns.put("plan", ledger.plan());
    columns.put("load", ledger.load());
    columns.put("train", ledger.train());
    columns.put("evaluate", ledger.evaluate());
    columns.put("checkpoint", ledger.checkpoint());
    columns.put("learn", ledger.learn());
    columns.put("paused", ledger.paused());
    columns.put("lost", ledger.lost());
    columns.put("down", ledger.down());
    columns.values().removeIf(seconds -> seconds <= 0);
  }

  String html() {
    double sum = columns.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sum <= 0) {
      return "<p class=\"none\">Time: nothing recorded.</p>\n";
    }
    StringBuilder bar = new StringBuilder();
    StringBuilder legend = new StringBuilder();
    double left = 0;
    for (Map.Entry<String, Double> column : columns.entrySet()) {
      double width = column.getValue() / sum * WIDTH;
      bar.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"18\"/>%n",
              column.getKey(),
              left,
              width));
      legend.append(
          String.format(
              Locale.ROOT,
              "<li><span class=\"key %s\"></span>%s %.1f s</li>%n",
              column.getKey(),
              column.getKey(),
              column.getValue()));
      left += width;
    }
    return "<figure><figcaption>Where %s s went</figcaption>\n<svg viewBox=\"0 0 %d 18\" role=\"img\" aria-label=\"ledger\">\n%s</svg>\n<ul class=\"legend\">\n%s</ul></figure>\n"
        .formatted(String.format(Locale.ROOT, "%.1f", sum), WIDTH, bar, legend);
  }
}
