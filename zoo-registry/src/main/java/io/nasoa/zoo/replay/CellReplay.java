package io.nasoa.zoo.replay;

import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.planning.Plan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lets every method choose once in every cell of a table. */
final class CellReplay {
  private final ReplayTable table;
  private final long seed;
  private final LeftOutGroups prior;

  CellReplay(ReplayTable table, LeftOutGroups prior, long seed) {
    this.table = table;
    this.prior = prior;
    this.seed = seed;
  }

  /** What they chose, in the order of the cells, the methods in theirs. */
  List<ReplayRow> rows() {
    Map<String, Choice> learning = stream();
    List<ReplayRow> rows = new ArrayList<>();
    for (ReplayCell cell : table.cells()) {
      boolean informative = InformativeCells.isInformative(cell);
      Map<Method, Choice> choices =
          new EnumMap<>(FrozenChoices.of(cell, prior.without(cell), seed));
      choices.put(Method.NASOA, Objects.requireNonNull(learning.get(cell.name())));
      choices.forEach(
          (method, choice) -> rows.add(ReplayRow.of(seed, cell, informative, method, choice)));
    }
    return rows;
  }

  /** All cells one after the other, each learned from by those who may. */
  private Map<String, Choice> stream() {
    LeftOutGroups learning = prior.copy();
    Map<String, Choice> choices = new HashMap<>();
    for (ReplayCell cell : Draws.shuffled(table.cells(), Draws.of(seed, "stream"))) {
      Plan plan = learning.without(cell).plan(cell, cell.zoo());
      Choice choice = FrozenChoices.planned(cell, plan);
      Experience own = OwnRun.of(choice.run(), plan, 1, choice.run().experience().cost().device());
      learning.teach(cell, (it, knowledge) -> knowledge.learn(it, own));
      choices.put(cell.name(), choice);
    }
    return choices;
  }
}
