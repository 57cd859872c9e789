package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Durations;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.payload.PayloadJson;
import java.time.Duration;
import java.util.List;

/** Comparisons as users get them. */
final class CompareViews implements WorkViews<ComparisonStatus, ComparisonResult> {
  private static final List<String> COLUMNS =
      List.of(
          "comparison",
          "state",
          "tasks",
          "cells",
          "done",
          "failed",
          "referenceSeconds",
          "allReferenceSeconds",
          "activeSeconds");

  private final ObjectMapper mapper = PayloadJson.newMapper();

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public ObjectNode row(ComparisonStatus status) {
    ObjectNode row = json(status);
    row.remove(List.of("run", "running", "etaSeconds"));
    return row;
  }

  @Override
  public ObjectNode json(ComparisonStatus status) {
    ObjectNode tree = mapper.valueToTree(status);
    tree.remove("schema");
    ObjectNode named = mapper.createObjectNode();
    named.set("comparison", tree.remove("comparisonId"));
    named.setAll(tree);
    return named;
  }

  @Override
  public ObjectNode ended(ComparisonResult result) {
    return json(result.status()).put("error", result.error());
  }

  @Override
  public String progress(ComparisonStatus status) {
    Double eta = status.etaSeconds();
    return "%s: %d of %d cells, %d without accuracy%s"
        .formatted(
            status.comparisonId(),
            status.done(),
            status.cells(),
            status.failed(),
            eta == null
                ? ""
                : ", about %s left"
                    .formatted(Durations.print(Duration.ofSeconds(Math.round(eta)))));
  }
}
