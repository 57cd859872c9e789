package io.nasoa.zoo.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The evaluation of planning on a fine-tuning table. The same table and settings give the same
 * result.
 */
public final class TableReplay {
  private TableReplay() {}

  /**
   * Evaluates.
   *
   * @param progress takes a sentence now and then
   */
  public static ReplayResult run(
      ReplayTable table, ReplaySettings settings, Consumer<String> progress) {
    long informative = table.cells().stream().filter(InformativeCells::isInformative).count();
    progress.accept(
        "%d cells of %d groups, %d of them informative"
            .formatted(table.cells().size(), table.groups().size(), informative));
    List<ReplayRow> rows = new ArrayList<>();
    List<StreamRow> stream = new ArrayList<>();
    for (int i = 0; i < settings.seeds(); i++) {
      long seed = settings.firstSeed() + i;
      LeftOutGroups prior = LeftOutGroups.prior(table, settings.priorRoles(), seed);
      rows.addAll(new CellReplay(table, prior, seed).rows());
      progress.accept("seed %d: %d choices".formatted(seed, rows.size()));
      if (i == 0) {
        stream.addAll(stream(table, settings, prior));
        progress.accept("streams: %d choices".formatted(stream.size()));
      }
    }
    int lastThird = settings.streamTasks() - settings.streamTasks() / 3;
    return new ReplayResult(
        table.cells().size(),
        informative,
        methods(rows),
        Claims.of(rows, stream, lastThird),
        StreamFigures.of(stream, settings),
        rows,
        stream);
  }

  private static List<StreamRow> stream(
      ReplayTable table, ReplaySettings settings, LeftOutGroups prior) {
    StreamDraw draw = new StreamDraw(table, settings);
    StreamReplay replay = new StreamReplay(prior, settings);
    List<StreamRow> rows = new ArrayList<>();
    for (int order = 0; order < settings.orders(); order++) {
      rows.addAll(replay.rows(order, draw.stream(order)));
    }
    return rows;
  }

  private static List<MethodFigures> methods(List<ReplayRow> rows) {
    List<MethodFigures> figures = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      for (Method method : Method.values()) {
        List<ReplayRow> own =
            rows.stream()
                .filter(row -> row.method().equals(method.label()))
                .filter(row -> segment.contains(row.role(), row.informative()))
                .toList();
        if (!own.isEmpty()) {
          figures.add(MethodFigures.of(segment, method.label(), own));
        }
      }
    }
    return figures;
  }
}
