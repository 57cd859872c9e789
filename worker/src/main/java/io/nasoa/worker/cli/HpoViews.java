package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Durations;
import io.nasoa.workflows.hpo.HpoIncumbent;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoRow;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.payload.PayloadJson;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Searches for hyper-parameters as users get them. */
final class HpoViews implements WorkViews<HpoStatus, HpoResult> {
  private static final List<String> COLUMNS =
      List.of(
          "hpo",
          "state",
          "method",
          "evaluations",
          "crashed",
          "spentSeconds",
          "capSeconds",
          "selectAccuracy",
          "testAccuracy");

  private final ObjectMapper mapper = PayloadJson.newMapper();

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public ObjectNode row(HpoStatus status) {
    HpoIncumbent best = status.incumbent();
    ObjectNode row = mapper.createObjectNode();
    row.put("hpo", status.hpoId()).put("state", status.state().name());
    row.put("method", status.method()).put("evaluations", status.evaluations());
    row.put("crashed", status.crashed()).put("spentSeconds", status.spentSeconds());
    row.put("capSeconds", status.capSeconds());
    row.put("selectAccuracy", best == null ? null : (Double) best.selectAccuracy());
    return row.put("testAccuracy", best == null ? null : best.testAccuracy());
  }

  @Override
  public ObjectNode json(HpoStatus status) {
    ObjectNode tree = mapper.valueToTree(status);
    tree.remove("schema");
    ObjectNode named = mapper.createObjectNode();
    named.set("hpo", tree.remove("hpoId"));
    named.setAll(tree);
    return named;
  }

  @Override
  public ObjectNode ended(HpoResult result) {
    String endedBy = result.endedBy() == null ? null : result.endedBy().name();
    return json(result.status()).put("endedBy", endedBy).put("error", result.error());
  }

  /** The same for a screen: the incumbent's numbers each on a line of its own. */
  @Override
  public ObjectNode brief(ObjectNode tree) {
    ObjectNode brief = tree.deepCopy();
    brief.remove("incumbent");
    tree.path("incumbent")
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                field
                    .getValue()
                    .properties()
                    .forEach(it -> brief.set("incumbent." + it.getKey(), it.getValue()));
              } else {
                brief.set("incumbent." + field.getKey(), field.getValue());
              }
            });
    return brief;
  }

  /** A row of the curve. */
  ObjectNode line(HpoRow row) {
    ObjectNode line = mapper.createObjectNode();
    row.cells().forEach(line::put);
    return line;
  }

  @Override
  public String progress(HpoStatus status) {
    HpoIncumbent best = status.incumbent();
    Double eta = status.etaSeconds();
    return String.format(
        Locale.ROOT,
        "%s: %.0f of %.0f reference seconds, %d evaluations, %d crashed%s%s",
        status.hpoId(),
        status.spentSeconds(),
        status.capSeconds(),
        status.evaluations(),
        status.crashed(),
        best == null ? "" : String.format(Locale.ROOT, ", best %.4f", best.selectAccuracy()),
        eta == null
            ? ""
            : ", about %s left".formatted(Durations.print(Duration.ofSeconds(Math.round(eta)))));
  }
}
