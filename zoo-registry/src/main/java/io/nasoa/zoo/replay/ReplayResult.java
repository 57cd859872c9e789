package io.nasoa.zoo.replay;

import java.util.List;

/**
 * What an evaluation of planning came to.
 *
 * @param cells in which there was a choice
 * @param informativeCells of them, in which it matters
 * @param methods how each did, by segment
 * @param claims of the protocol
 * @param stream how each did along the stream
 * @param rows every choice in a cell
 * @param streamRows every choice in a stream
 */
public record ReplayResult(
    int cells,
    long informativeCells,
    List<MethodFigures> methods,
    List<ClaimFigures> claims,
    List<StreamFigures> stream,
    List<ReplayRow> rows,
    List<StreamRow> streamRows) {
  public ReplayResult {
    methods = List.copyOf(methods);
    claims = List.copyOf(claims);
    stream = List.copyOf(stream);
    rows = List.copyOf(rows);
    streamRows = List.copyOf(streamRows);
  }
}
