package io.nasoa.workflows.comparison;

/**
 * A task of a comparison.
 *
 * @param task text of the {@link io.nasoa.zoo.task.SubTask}
 * @param group name of its {@link io.nasoa.zoo.task.TaskGroup}: nothing derived from that is known
 *     to whoever plans
 * @param role that group's role
 */
public record ComparisonTask(String task, String group, String role) {}
