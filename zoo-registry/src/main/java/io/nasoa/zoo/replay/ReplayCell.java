package io.nasoa.zoo.replay;

import io.nasoa.zoo.learning.ExperienceEncoder;
import io.nasoa.zoo.planning.PlanCandidate;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.Planner;
import io.nasoa.zoo.planning.PlanningRules;
import io.nasoa.zoo.planning.PlanningTask;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import io.nasoa.zoo.task.SubTask;
import io.nasoa.zoo.task.TaskGroup;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A task at a limit with everything that was run on it: what methods choose among. Immutable.
 *
 * @param group that the task belongs to
 * @param task its name
 * @param limit reference seconds
 * @param seed of the table's splits
 * @param zoo runs of zoo models, at least two, in the table's order
 * @param rivals runs of networks designed by hand, perhaps none
 */
record ReplayCell(
    TaskGroup group,
    String task,
    double limit,
    long seed,
    List<CellRun> zoo,
    List<CellRun> rivals) {
  ReplayCell {
    zoo = List.copyOf(zoo);
    rivals = List.copyOf(rivals);
    if (zoo.size() < 2) {
      throw new IllegalArgumentException(
          "task %s at %s s has %d runs of zoo models, a choice needs two"
              .formatted(task, limit, zoo.size()));
    }
  }

  /** What tells it from the group's other cells. */
  String name() {
    return "%s at %s s, seed %d".formatted(task, limit, seed);
  }

  /** Name of the data set that the task was drawn from. */
  String dataName() {
    return SubTask.parse(task).dataName();
  }

  int classes() {
    return zoo.get(0).experience().data().classes();
  }

  /** The task as planners see it. */
  PlanningTask planningTask() {
    return ExperienceEncoder.task(zoo.get(0).experience());
  }

  /** The best run of a zoo model by TEST: what regret is counted from. */
  CellRun best() {
    return zoo.stream().reduce((one, other) -> other.test() > one.test() ? other : one).get();
  }

  /** Whether a configuration of a zoo model was run. */
  boolean contains(Configuration configuration) {
    return zoo.stream().anyMatch(run -> run.candidate().configuration().equals(configuration));
  }

  /** The default configurations of the zoo models. */
  Set<Configuration> defaults() {
    return zoo.stream()
        .filter(CellRun::isDefault)
        .map(run -> run.candidate().configuration())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The run of a configuration that was run. */
  CellRun run(Configuration configuration) {
    return zoo.stream()
        .filter(run -> run.candidate().configuration().equals(configuration))
        .findFirst()
        .orElseThrow();
  }

  /** A planner that knows the zoo models as they stand to this task. */
  Planner planner() {
    Map<String, PlannedModel> models = new LinkedHashMap<>();
    zoo.forEach(run -> models.putIfAbsent(run.model().name(), run.model()));
    List<SpaceModel> space =
        models.values().stream()
            .map(model -> new SpaceModel(model.name(), 0, model.cost().freezableStages()))
            .toList();
    return new Planner(
        PlanningRules.DEFAULT,
        new RegimeSpace(RegimeAxes.VERSION_1, space),
        List.copyOf(models.values()),
        1);
  }

  /** What planners may choose among. */
  static List<PlanCandidate> candidates(List<CellRun> runs) {
    return runs.stream().map(CellRun::candidate).toList();
  }

  /** Cells in an order that hangs on nothing but what they are. */
  static Comparator<ReplayCell> order() {
    return Comparator.comparing((ReplayCell cell) -> cell.group().name())
        .thenComparing(ReplayCell::task)
        .thenComparing(ReplayCell::limit)
        .thenComparing(ReplayCell::seed);
  }
}
