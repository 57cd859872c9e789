package io.nasoa.worker.cli;

import io.nasoa.activities.data.ArchiveLimits;
import io.nasoa.activities.data.DataReference;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.data.DatasetReader;
import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.workflows.table.TableTask;
import io.nasoa.zoo.task.InvalidSubTaskException;
import io.nasoa.zoo.task.SubTask;
import io.nasoa.zoo.task.TaskGroup;
import io.nasoa.zoo.task.TaskGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tasks of a table from the data that a command names. */
final class TableTasks {
  /** Seed of what is drawn of the classes and images. */
  private static final long DRAW = 1;

  private static final int FEW_IMAGES = 15;
  private static final double HALF = 0.5;
  private static final double PART = 0.3;

  private final TaskGroups groups = TaskGroups.shipped();
  private final DataRoots roots;
  private final int configurations;
  private final int variantConfigurations;

  /** What is drawn of each data set beside the whole of it (protocol P4). */
  enum Variant {
    /** All of it. */
    FULL,
    /** 15 training images a class. */
    FEW,
    /** Half of the classes, of more than three. */
    HALF,
    /** 30 % of the training images. */
    PART;

    static Variant parse(String text) {
      for (Variant variant : values()) {
        if (variant.name().equalsIgnoreCase(text)) {
          return variant;
        }
      }
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--variants: '%s' is not one of full, few, half, part".formatted(text));
    }

    /** As users write it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param configurations of whole data sets, and of sub-tasks that are named as such
   * @param variantConfigurations of the other variants
   */
  TableTasks(DataRoots roots, int configurations, int variantConfigurations) {
    this.roots = roots;
    this.configurations = configurations;
    this.variantConfigurations = variantConfigurations;
  }

  /**
   * The tasks of some data.
   *
   * @param data absolute paths, {@code draw:} expressions or texts of sub-tasks
   */
  List<TableTask> of(List<String> data, List<Variant> variants) {
    List<TableTask> tasks = new ArrayList<>();
    for (String text : data) {
      try {
        SubTask named = SubTask.parse(text);
        if (named.isFull()) {
          groups.ofData(named).forEach(group -> add(tasks, group, group.whole(text), variants));
        } else {
          tasks.add(task(groups.of(named), named, configurations));
        }
      } catch (InvalidSubTaskException | InvalidDataException e) {
        throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
      }
    }
    return tasks;
  }

  private void add(List<TableTask> tasks, TaskGroup group, SubTask whole, List<Variant> variants) {
    for (Variant variant : variants) {
      switch (variant) {
        case FULL -> tasks.add(task(group, whole, configurations));
        case FEW ->
            tasks.add(task(group, whole.withImages(FEW_IMAGES, DRAW), variantConfigurations));
        case PART ->
            tasks.add(task(group, whole.withImageShare(PART, DRAW), variantConfigurations));
        case HALF -> {
          if (classes(whole) > SubTask.LEAST_CLASSES) {
            tasks.add(task(group, whole.withClassShare(HALF, DRAW), variantConfigurations));
          }
        }
      }
    }
  }

  private int classes(SubTask whole) {
    return whole.classes().isEmpty()
        ? new DatasetReader(roots, ArchiveLimits.DEFAULT)
            .read(DataReference.parse(whole.data()))
            .classes()
            .size()
        : whole.classes().size();
  }

  private static TableTask task(TaskGroup group, SubTask task, int count) {
    return new TableTask(task.text(), group.name(), group.role().name(), count);
  }
}
