package io.nasoa.zoo.replay;

import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.planning.Plan;
import java.util.ArrayList;
import java.util.List;

/** Lets methods work through a stream of tasks, each on its own. */
final class StreamReplay {
  private final LeftOutGroups prior;
  private final ReplaySettings settings;

  StreamReplay(LeftOutGroups prior, ReplaySettings settings) {
    this.prior = prior;
    this.settings = settings;
  }

  /**
   * What the methods chose, one after the other.
   *
   * @param order number of the stream's order
   */
  List<StreamRow> rows(int order, List<StreamTask> tasks) {
    List<StreamRow> rows = new ArrayList<>();
    rows.addAll(planned(order, tasks, Method.NASOA, true));
    rows.addAll(planned(order, tasks, Method.NASOA_FROZEN, false));
    for (StreamTask task : tasks) {
      ReplayCell cell = task.cell();
      Plan plan = prior.without(cell).plan(cell, cell.zoo());
      Choice one = Choice.of(FrozenChoices.one(cell, plan));
      rows.add(row(order, task, Method.ONE, "PORTFOLIO_OF_ONE", one));
    }
    return rows;
  }

  private List<StreamRow> planned(
      int order, List<StreamTask> tasks, Method method, boolean learns) {
    LeftOutGroups known = learns ? prior.copy() : prior;
    List<StreamRow> rows = new ArrayList<>();
    for (StreamTask task : tasks) {
      ReplayCell cell = task.cell();
      GroupKnowledge knowledge = known.without(cell);
      String device = "%s, slot %d".formatted(cell.planningTask().device(), task.slot());
      List<CellRun> inTime =
          new TabulatedTimes(knowledge.state().stepTimeCorrection(), device)
              .within(cell, deadline(cell));
      Plan plan = knowledge.plan(cell, inTime);
      Choice choice = FrozenChoices.planned(cell, plan);
      rows.add(row(order, task, method, plan.policy().name(), choice));
      if (learns) {
        Experience own = OwnRun.of(choice.run(), plan, task.slowdown(), device);
        known.teach(cell, (it, other) -> other.learn(it, own));
      }
    }
    return rows;
  }

  private double deadline(ReplayCell cell) {
    return cell.limit() * settings.headroom();
  }

  private StreamRow row(int order, StreamTask task, Method method, String policy, Choice choice) {
    ReplayCell cell = task.cell();
    CellRun run = choice.run();
    Plan plan = choice.plan();
    double seconds = run.costSeconds() * task.slowdown();
    return new StreamRow(
        order,
        task.position(),
        cell.group().name(),
        cell.group().role(),
        cell.task(),
        cell.limit(),
        InformativeCells.isInformative(cell),
        task.look(),
        task.slot(),
        task.slowdown(),
        method.label(),
        run.name(),
        policy,
        run.select(),
        run.test(),
        seconds > deadline(cell) ? 1.0 / cell.classes() : run.test(),
        100 * (cell.best().test() - run.test()),
        plan == null ? null : plan.low(),
        plan == null ? null : plan.high(),
        seconds,
        deadline(cell));
  }
}
