package io.nasoa.zoo.replay;

import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.learning.ExperienceEncoder;
import io.nasoa.zoo.table.FineTuningTables;
import io.nasoa.zoo.table.TableTrial;
import io.nasoa.zoo.task.InvalidSubTaskException;
import io.nasoa.zoo.task.SubTask;
import io.nasoa.zoo.task.TaskGroup;
import io.nasoa.zoo.task.TaskGroups;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A fine-tuning table as cells to choose in. Groups and their roles are the protocol's, whatever
 * the file says, so that related data sets are always left out together. Immutable.
 */
public final class ReplayTable {
  /** With fewer, nothing is left to learn from when one is left out. */
  private static final int FEWEST_GROUPS = 3;

  private final List<ReplayCell> cells;

  private record Key(String task, double limit, long seed) {}

  private ReplayTable(List<ReplayCell> cells) {
    this.cells = List.copyOf(cells);
  }

  /**
   * Reads a table. Cells on which fewer than two configurations of zoo models were run are left
   * out: there is no choice.
   *
   * @throws io.nasoa.zoo.predictor.evaluation.InvalidExperienceTableException if it is no such
   *     table
   * @throws InvalidReplayException if planning cannot be evaluated on it, saying why
   */
  public static ReplayTable read(Path path) {
    return of(FineTuningTables.trials(path));
  }

  /**
   * The same of trials in memory.
   *
   * @throws InvalidReplayException if planning cannot be evaluated on them, saying why
   */
  public static ReplayTable of(List<TableTrial> trials) {
    TaskGroups groups = TaskGroups.shipped();
    ExperienceEncoder encoder = new ExperienceEncoder();
    Map<String, TaskGroup> groupOf = new HashMap<>();
    Map<Key, List<CellRun>> runs = new LinkedHashMap<>();
    for (TableTrial trial : trials) {
      if (!Double.isNaN(trial.testAccuracy())) {
        requireGroup(trial, groupOf.computeIfAbsent(trial.task(), task -> group(groups, task)));
        runs.computeIfAbsent(key(trial), unknown -> new ArrayList<>()).add(run(encoder, trial));
      }
    }
    List<ReplayCell> cells = new ArrayList<>();
    runs.forEach(
        (key, all) -> {
          TaskGroup group = Objects.requireNonNull(groupOf.get(key.task()));
          cell(key, group, all).ifPresent(cells::add);
        });
    ReplayTable table = new ReplayTable(cells.stream().sorted(ReplayCell.order()).toList());
    if (table.groups().size() < FEWEST_GROUPS) {
      throw new InvalidReplayException(
          "the table has cells to choose in of %d groups, leaving one out needs %d"
              .formatted(table.groups().size(), FEWEST_GROUPS));
    }
    return table;
  }

  private static Optional<ReplayCell> cell(Key key, TaskGroup group, List<CellRun> runs) {
    requireDifferent(key, runs);
    List<CellRun> zoo = runs.stream().filter(run -> !run.isRival()).toList();
    List<CellRun> rivals = runs.stream().filter(CellRun::isRival).toList();
    return zoo.size() < 2
        ? Optional.empty()
        : Optional.of(new ReplayCell(group, key.task(), key.limit(), key.seed(), zoo, rivals));
  }

  private static TaskGroup group(TaskGroups groups, String task) {
    try {
      return groups.of(SubTask.parse(task));
    } catch (InvalidSubTaskException e) {
      throw new InvalidReplayException(e.getMessage());
    }
  }

  /** A row under another group's name would be learned when its own group is left out. */
  private static void requireGroup(TableTrial trial, TaskGroup group) {
    if (!group.name().equals(trial.experience().dataset())) {
      throw new InvalidReplayException(
          "task '%s' is of group %s in the table and of group %s by the protocol"
              .formatted(trial.task(), trial.experience().dataset(), group.name()));
    }
  }

  private static Key key(TableTrial trial) {
    Double limit = trial.experience().limitSeconds();
    if (limit == null) {
      throw new InvalidReplayException("task '%s' has no limit".formatted(trial.task()));
    }
    return new Key(trial.task(), limit, trial.experience().seed());
  }

  private static CellRun run(ExperienceEncoder encoder, TableTrial trial) {
    Experience experience = trial.experience();
    return new CellRun(
        trial.configuration(),
        ExperienceEncoder.candidate(experience),
        encoder.model(experience),
        experience,
        trial.testAccuracy());
  }

  private static void requireDifferent(Key key, List<CellRun> runs) {
    Set<String> names = new HashSet<>();
    for (CellRun run : runs) {
      if (!names.add(run.name())) {
        throw new InvalidReplayException(
            "configuration %s is twice in the table for task '%s' at %s s, seed %d"
                .formatted(run.name(), key.task(), key.limit(), key.seed()));
      }
    }
  }

  /**
   * Whether it matters what is chosen for a task at a limit (protocol P4).
   *
   * @param task its name
   * @param limit reference seconds
   * @return false as well for what is not in the table
   */
  public boolean isInformative(String task, double limit) {
    return cells.stream()
        .filter(cell -> cell.task().equals(task) && cell.limit() == limit)
        .anyMatch(InformativeCells::isInformative);
  }

  /** The cells in the order of group, task, limit and seed. */
  List<ReplayCell> cells() {
    return cells;
  }

  /** Names of the groups, sorted. */
  List<String> groups() {
    return cells.stream().map(cell -> cell.group().name()).distinct().sorted().toList();
  }
}
