package io.nasoa.workflows.table;

/**
 * A task of a table.
 *
 * @param task text of the {@link io.nasoa.zoo.task.SubTask}
 * @param group name of its {@link io.nasoa.zoo.task.TaskGroup}
 * @param role that group's role
 * @param configurations how many of the design's are run on it, at least 1
 */
public record TableTask(String task, String group, String role, int configurations) {}
