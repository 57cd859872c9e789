package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Durations;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableRow;
import io.nasoa.workflows.table.TableStatus;
import java.time.Duration;
import java.util.List;

/** Fine-tuning tables as users get them. */
final class TableViews implements WorkViews<TableStatus, TableResult> {
  private static final List<String> COLUMNS =
      List.of("table", "state", "tasks", "trials", "done", "diverged", "failed", "activeSeconds");

  private final ObjectMapper mapper = PayloadJson.newMapper();

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public ObjectNode row(TableStatus status) {
    ObjectNode row = mapper.createObjectNode();
    row.put("table", status.tableId()).put("state", status.state().name());
    row.put("tasks", status.tasks()).put("trials", status.trials()).put("done", status.done());
    row.put("diverged", status.diverged()).put("failed", status.failed());
    return row.put("activeSeconds", status.activeSeconds());
  }

  @Override
  public ObjectNode json(TableStatus status) {
    ObjectNode tree = mapper.valueToTree(status);
    tree.remove("schema");
    ObjectNode named = mapper.createObjectNode();
    named.set("table", tree.remove("tableId"));
    named.setAll(tree);
    return named;
  }

  @Override
  public ObjectNode ended(TableResult result) {
    return json(result.status()).put("error", result.error());
  }

  /** A row of the table itself. */
  ObjectNode line(TableRow row) {
    ObjectNode line = mapper.createObjectNode();
    row.cells().forEach(line::put);
    return line;
  }

  @Override
  public String progress(TableStatus status) {
    Double eta = status.etaSeconds();
    return "%s: %d of %d trials, %d diverged, %d failed%s"
        .formatted(
            status.tableId(),
            status.done(),
            status.trials(),
            status.diverged(),
            status.failed(),
            eta == null
                ? ""
                : ", about %s left"
                    .formatted(Durations.print(Duration.ofSeconds(Math.round(eta)))));
  }
}
