package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.FrontPoint;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import java.util.List;
import java.util.Locale;

/** Searches as users get them. */
final class SearchViews implements WorkViews<SearchStatus, SearchResult> {
  private static final List<String> COLUMNS =
      List.of("search", "state", "level", "evaluations", "done", "failed", "front", "etaSeconds");

  /** What a front shows. */
  static final List<String> FRONT_COLUMNS =
      List.of(
          "architecture",
          "level",
          "accuracy",
          "stepTime",
          "parameters",
          "macs",
          "memoryBytes",
          "evaluations");

  /** What the log shows. */
  static final List<String> LOG_COLUMNS =
      List.of(
          "number",
          "level",
          "trial",
          "repeat",
          "architecture",
          "seed",
          "accuracy",
          "stepTime",
          "stepSeconds",
          "parameters",
          "macs",
          "memoryBytes",
          "trainingSeconds",
          "failure");

  private final ObjectMapper mapper = PayloadJson.newMapper();

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public ObjectNode row(SearchStatus status) {
    ObjectNode row = mapper.createObjectNode();
    row.put("search", status.searchId()).put("state", status.state().name());
    row.put("level", status.phase().name());
    row.put("evaluations", status.evaluations()).put("done", status.done());
    row.put("failed", status.failed()).put("front", status.front().size());
    return row.put("etaSeconds", status.etaSeconds());
  }

  @Override
  public ObjectNode json(SearchStatus status) {
    ObjectNode tree = mapper.valueToTree(status);
    tree.remove("schema");
    ObjectNode named = mapper.createObjectNode();
    named.set("search", tree.remove("searchId"));
    named.setAll(tree);
    return named;
  }

  @Override
  public ObjectNode ended(SearchResult result) {
    ObjectNode tree = json(result.status());
    String endedBy = result.endedBy() == null ? null : result.endedBy().name();
    return tree.put("endedBy", endedBy).put("error", result.error());
  }

  /** The same for a screen: what does not fit into a line is left to "search front". */
  @Override
  public ObjectNode brief(ObjectNode tree) {
    ObjectNode brief = tree.deepCopy();
    brief.put("front", tree.path("front").size());
    brief.remove("hypervolumes");
    tree.path("hypervolumes")
        .forEach(
            level ->
                brief.set("hypervolumes." + level.path("level").asText(), level.path("values")));
    return brief;
  }

  @Override
  public String progress(SearchStatus now) {
    Double eta = now.etaSeconds();
    return String.format(
        Locale.ROOT,
        "%s: %s level, %d of %d evaluations (%d failed), %d on the front%s",
        now.searchId(),
        now.phase().name().toLowerCase(Locale.ROOT),
        now.done(),
        now.evaluations(),
        now.failed(),
        now.front().size(),
        eta == null ? "" : String.format(Locale.ROOT, ", %.0f s left", eta));
  }

  /** A point of the front. */
  ObjectNode point(FrontPoint point) {
    return mapper.valueToTree(point);
  }

  /** A line of the log. */
  ObjectNode line(EvaluatedCandidate candidate) {
    ObjectNode line = mapper.valueToTree(candidate);
    line.remove("schema");
    ObjectNode outcome = (ObjectNode) line.remove("outcome");
    outcome.remove("schema");
    line.setAll(outcome);
    return line;
  }
}
