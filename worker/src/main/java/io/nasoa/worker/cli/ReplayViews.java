package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.replay.ClaimFigures;
import io.nasoa.zoo.replay.MethodFigures;
import io.nasoa.zoo.replay.ReplayResult;
import io.nasoa.zoo.replay.StreamFigures;
import java.util.ArrayList;
import java.util.List;

/** Evaluations of planning as lines of one table. */
final class ReplayViews {
  private ReplayViews() {}

  /** Claims first, then how each method did, then the streams part by part. */
  static List<ObjectNode> figures(ReplayResult result) {
    List<ObjectNode> lines = new ArrayList<>();
    result.claims().forEach(claim -> lines.add(claim(claim)));
    result.methods().forEach(method -> lines.add(method(method)));
    result.stream().forEach(part -> lines.add(part(part)));
    return lines;
  }

  private static ObjectNode claim(ClaimFigures claim) {
    ObjectNode line = line("claim " + claim.claim(), claim.segment(), claim.method());
    line.put("versus", claim.versus()).put("cells", claim.cells());
    line.put("mean", claim.difference().mean());
    line.put("lower", claim.difference().interval().lower());
    line.put("upper", claim.difference().interval().upper());
    line.put("pValue", claim.difference().pValue());
    line.put("corrected", claim.corrected());
    line.put("wins", claim.difference().wins()).put("ties", claim.difference().ties());
    return line.put("losses", claim.difference().losses());
  }

  private static ObjectNode method(MethodFigures method) {
    ObjectNode line = line("regret", method.segment(), method.method());
    line.put("cells", method.cells()).put("mean", method.regret()).put("test", method.test());
    return line.put("coverage", method.coverage());
  }

  private static ObjectNode part(StreamFigures part) {
    String tasks = "tasks %d to %d".formatted(part.from() + 1, part.to());
    ObjectNode line = line("stream regret", tasks, part.method());
    line.put("cells", part.tasks()).put("mean", part.regret());
    line.put("coverage", part.coverage()).put("width", part.width());
    return line.put("missed", part.missed());
  }

  private static ObjectNode line(String figure, String segment, String method) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    return line.put("figure", figure).put("segment", segment).put("method", method);
  }

  /** The columns of equal lines. */
  static List<String> columns(List<ObjectNode> lines) {
    List<String> columns = new ArrayList<>();
    if (!lines.isEmpty()) {
      lines.get(0).fieldNames().forEachRemaining(columns::add);
    }
    return columns;
  }
}
