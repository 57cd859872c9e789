package io.nasoa.activities.table;

import io.nasoa.activities.trial.TrialModels;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableTask;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.table.ConfigurationDesign;
import io.nasoa.zoo.table.DesignedConfiguration;
import io.nasoa.zoo.task.SubTask;
import io.nasoa.zoo.task.TaskGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that a table consists of, in its order: piece 0 calibrates, the next ones describe the
 * tasks, all others are trials. An interrupted table is useful: short limits come first, at each
 * limit the groups that may be looked at, and among those first every task's first configuration,
 * the groups taking turns. Immutable; a function of request and models.
 */
final class TablePlan {
  private final TableRequest request;
  private final RegimeSpace space;
  private final List<Cell> trials;

  /**
   * A trial to be.
   *
   * @param task number of its task
   * @param place of its configuration among the task's
   * @param designed its configuration
   * @param limit reference seconds
   */
  record Cell(int task, int place, DesignedConfiguration designed, double limit) {
    /** Reference seconds that it is meant to take. */
    double weight() {
      return limit * designed.configuration().limitShare();
    }
  }

  TablePlan(TableRequest request, List<TrialModel> models) {
    this.request = request;
    space = TrialModels.space(models);
    trials =
        order(
            request,
            new ConfigurationDesign(space, request.configurations(), request.designSeed()));
  }

  private static List<Cell> order(TableRequest request, ConfigurationDesign design) {
    List<Cell> cells = new ArrayList<>();
    for (int task = 0; task < request.tasks().size(); task++) {
      TableTask asked = request.tasks().get(task);
      String name = SubTask.parse(asked.task()).name();
      List<DesignedConfiguration> of = design.of(name, asked.configurations());
      for (int place = 0; place < of.size(); place++) {
        for (double limit : request.limits()) {
          cells.add(new Cell(task, place, of.get(place), limit));
        }
      }
    }
    List<Integer> turns = turns(request.tasks());
    cells.sort(
        Comparator.comparingDouble(Cell::limit)
            .thenComparing(cell -> !isDev(request, cell))
            .thenComparing(Cell::place)
            .thenComparing(cell -> turns.indexOf(cell.task())));
    return List.copyOf(cells);
  }

  private static boolean isDev(TableRequest request, Cell cell) {
    return request.tasks().get(cell.task()).role().equals(TaskGroup.Role.DEV.name());
  }

  /** Numbers of the tasks: each group's first, then each group's second, and so on. */
  private static List<Integer> turns(List<TableTask> tasks) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int task = 0; task < tasks.size(); task++) {
      groups.computeIfAbsent(tasks.get(task).group(), any -> new ArrayList<>()).add(task);
    }
    List<Integer> turns = new ArrayList<>();
    for (int turn = 0; turns.size() < tasks.size(); turn++) {
      for (List<Integer> group : groups.values()) {
        if (turn < group.size()) {
          turns.add(group.get(turn));
        }
      }
    }
    return turns;
  }

  RegimeSpace space() {
    return space;
  }

  /** How many pieces there are. */
  int pieces() {
    return firstTrial() + trials.size();
  }

  /** Number of the piece that is the first trial; those before are numbers of tasks plus one. */
  int firstTrial() {
    return 1 + request.tasks().size();
  }

  /** The trial of a piece. */
  Cell trial(int piece) {
    return trials.get(piece - firstTrial());
  }

  boolean isTrial(int piece) {
    return piece >= firstTrial();
  }

  /** Reference seconds that all trials are meant to take. */
  double weight() {
    return trials.stream().mapToDouble(Cell::weight).sum();
  }

  /** Every kind of step that a trial of the table has. */
  List<CalibrateInput.StepKind> steps() {
    Set<CalibrateInput.StepKind> kinds =
        new TreeSet<>(
            Comparator.comparing(CalibrateInput.StepKind::model)
                .thenComparing(CalibrateInput.StepKind::batchSize)
                .thenComparing(CalibrateInput.StepKind::frozenStages));
    trials.forEach(cell -> kinds.add(kind(cell.designed())));
    return List.copyOf(kinds);
  }

  /** The kind of step that a configuration has. */
  static CalibrateInput.StepKind kind(DesignedConfiguration designed) {
    return new CalibrateInput.StepKind(
        designed.configuration().model(),
        designed.configuration().frozenStages(),
        designed.configuration().batchSize());
  }
}
