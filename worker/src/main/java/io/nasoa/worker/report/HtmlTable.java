package io.nasoa.worker.report;

import java.util.List;

/** Cells as an HTML table; whatever they hold is escaped. */
final class HtmlTable {
  private HtmlTable() {}

  static String of(List<String> head, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<table><thead><tr>");
    head.forEach(name -> html.append("<th>%s</th>".formatted(Html.escape(name))));
    html.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>%s</td>".formatted(Html.escape(cell))));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>\n").toString();
  }
}
