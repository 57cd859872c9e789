package io.nasoa.zoo.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The groups of the protocol, a versioned resource. Related sets are one group; drawn tasks and
 * data that no group names are groups of their own. Immutable.
 */
public final class TaskGroups {
  /** The version in use; others are kept for figures that were reported with them. */
  public static final int VERSION = 1;

  private final List<TaskGroup> groups;

  private TaskGroups(List<TaskGroup> groups) {
    this.groups = List.copyOf(groups);
  }

  /** The groups of {@link #VERSION}. */
  public static TaskGroups shipped() {
    String resource = "groups-%d.json".formatted(VERSION);
    try (InputStream in = TaskGroups.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from the program");
      }
      List<TaskGroup> read = new ArrayList<>();
      JsonMapper.builder().build().readTree(in).path("groups").forEach(it -> read.add(group(it)));
      return new TaskGroups(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TaskGroup group(JsonNode node) {
    return new TaskGroup(
        node.path("name").asText(),
        TaskGroup.Role.valueOf(node.path("role").asText()),
        texts(node.path("data")),
        texts(node.path("classes")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** All that are named, DEV first. */
  public List<TaskGroup> all() {
    return groups;
  }

  /** The groups whose data set has this name: several for the source, one else. */
  public List<TaskGroup> ofData(SubTask task) {
    String name = task.dataName();
    if (name.startsWith("draw:")) {
      String family = name.split(":", -1)[1];
      return List.of(
          new TaskGroup(
              "drawn-" + family.toLowerCase(Locale.ROOT),
              TaskGroup.Role.DRAWN,
              List.of(name),
              List.of()));
    }
    List<TaskGroup> known = groups.stream().filter(group -> group.data().contains(name)).toList();
    return known.isEmpty()
        ? List.of(new TaskGroup(name, TaskGroup.Role.OTHER, List.of(name), List.of()))
        : known;
  }

  /**
   * The group of a task.
   *
   * @throws InvalidSubTaskException when the data set is divided among groups and the task's
   *     classes are not all of one
   */
  public TaskGroup of(SubTask task) {
    List<TaskGroup> groups = ofData(task);
    return groups.stream()
        .filter(
            group ->
                group.classes().isEmpty()
                    || (!task.classes().isEmpty() && group.classes().containsAll(task.classes())))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSubTaskException(
                    "sub-task '%s' is in none of the groups of its data set: name classes of one of %s"
                        .formatted(task.name(), groups.stream().map(TaskGroup::name).toList())));
  }
}
