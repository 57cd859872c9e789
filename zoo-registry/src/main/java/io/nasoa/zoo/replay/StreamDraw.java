package io.nasoa.zoo.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws streams of tasks from a table (protocol P10): first photographs in colour, then everything
 * else; late in the stream one of two slots runs at half speed. Which cells are drawn hangs on the
 * seed, in which order besides on the order's number.
 */
final class StreamDraw {
  private static final int SLOTS = 2;
  private static final int SLOW_SLOT = 1;
  private static final double HALF_SPEED = 2;

  private final ReplaySettings settings;
  private final List<ReplayCell> before;
  private final List<ReplayCell> after;
  private final Looks looks = Looks.shipped();

  StreamDraw(ReplayTable table, ReplaySettings settings) {
    this.settings = settings;
    List<ReplayCell> photos = ofLook(table, Look.COLOUR_PHOTO);
    List<ReplayCell> others = ofLook(table, Look.OTHER);
    int first = Math.min(settings.shiftAt(), settings.streamTasks());
    before = drawn(photos.isEmpty() ? others : photos, first, "before");
    after = drawn(others.isEmpty() ? photos : others, settings.streamTasks() - first, "after");
  }

  private List<ReplayCell> ofLook(ReplayTable table, Look look) {
    return table.cells().stream().filter(cell -> looks.of(cell.dataName()) == look).toList();
  }

  /** Each cell once before any comes again. */
  private List<ReplayCell> drawn(List<ReplayCell> cells, int count, String what) {
    List<ReplayCell> drawn = new ArrayList<>();
    for (int round = 0; drawn.size() < count; round++) {
      List<ReplayCell> shuffled =
          Draws.shuffled(cells, Draws.of(settings.firstSeed(), what + " " + round));
      drawn.addAll(shuffled.subList(0, Math.min(shuffled.size(), count - drawn.size())));
    }
    return drawn;
  }

  /**
   * A stream.
   *
   * @param order its number, from 0
   */
  List<StreamTask> stream(int order) {
    List<ReplayCell> cells = new ArrayList<>(shuffled(before, order, "first"));
    cells.addAll(shuffled(after, order, "second"));
    List<StreamTask> tasks = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      int slot = i % SLOTS;
      double slowdown = slot == SLOW_SLOT && i >= settings.slowAt() ? HALF_SPEED : 1;
      ReplayCell cell = cells.get(i);
      tasks.add(new StreamTask(i, cell, looks.of(cell.dataName()), slot, slowdown));
    }
    return tasks;
  }

  private List<ReplayCell> shuffled(List<ReplayCell> cells, int order, String half) {
    return Draws.shuffled(
        cells, Draws.of(settings.firstSeed(), "order %d of the %s half".formatted(order, half)));
  }
}
