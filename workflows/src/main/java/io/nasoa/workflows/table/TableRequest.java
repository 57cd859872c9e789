package io.nasoa.workflows.table;

import io.nasoa.workflows.run.RequestChecks;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.WorkHash;
import io.nasoa.zoo.task.InvalidSubTaskException;
import io.nasoa.zoo.task.SubTask;
import io.nasoa.zoo.task.TaskGroup;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One fine-tuning table as its client asked for it.
 *
 * <p>The record takes any values, so that a malformed one can still be read, refused and recorded;
 * {@link #problems()} is the gate.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param tableId the client's name of the table: letters, digits, {@code . _ -}
 * @param deployment name of the store and of the queues it belongs to
 * @param tasks 1 to {@value #MOST_TASKS}, no two alike
 * @param limits reference seconds, ascending, 1 to 8 of them
 * @param configurations of the design: the most that a task can have
 * @param models names of zoo entries; the design has each one's default
 * @param designSeed of the configurations
 * @param seed of splits, heads, orders and augmentation
 * @param parallel trials that are under way at a time, at least 1
 * @param profileSeconds that the profile of a task may take; 0 for counts only
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param priority 1 (first) to 5 in the trainers' queue
 */
public record TableRequest(
    int schema,
    String tableId,
    String deployment,
    List<TableTask> tasks,
    List<Double> limits,
    int configurations,
    List<String> models,
    long designSeed,
    long seed,
    int parallel,
    double profileSeconds,
    String device,
    int priority)
    implements RunRequest {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** More do not fit into one payload. */
  public static final int MOST_TASKS = 500;

  private static final int MOST_LIMITS = 8;
  private static final int MOST_CONFIGURATIONS = 256;
  private static final int MOST_PARALLEL = 64;

  public TableRequest {
    tasks = orEmpty(tasks);
    limits = orEmpty(limits);
    models = orEmpty(models);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  @Override
  public String id() {
    return tableId;
  }

  /** Over everything that decides its rows: how many are made at a time does not. */
  @Override
  public String workHash() {
    return WorkHash.of(this, List.of("schema", "tableId", "deployment", "parallel", "priority"));
  }

  /** The device without its number: the trainer queue's last part. */
  public String deviceClass() {
    int colon = device.indexOf(':');
    return colon < 0 ? device : device.substring(0, colon);
  }

  /** Trials of all tasks and limits. */
  public int trials() {
    return limits.size() * tasks.stream().mapToInt(TableTask::configurations).sum();
  }

  @Override
  public List<String> problems() {
    RequestChecks found = new RequestChecks();
    found.identity(schema, tableId, deployment, tasks.isEmpty() ? null : tasks.get(0).task());
    tasks(found);
    limits(found);
    models(found);
    found.check(
        parallel >= 1 && parallel <= MOST_PARALLEL, "parallel trials must be 1 to 64", parallel);
    found.check(
        profileSeconds >= 0 && Double.isFinite(profileSeconds),
        "profile seconds must be at least 0",
        profileSeconds);
    found.place(device, priority);
    return found.found();
  }

  private void tasks(RequestChecks found) {
    found.check(tasks.size() <= MOST_TASKS, "there may be 500 tasks at most", tasks.size());
    Set<String> texts = new LinkedHashSet<>();
    for (TableTask task : tasks) {
      found.check(texts.add(task.task()), "tasks must be different", task.task());
      found.check(
          task.configurations() >= 1 && task.configurations() <= configurations,
          "a task must have 1 to %d configurations".formatted(configurations),
          task.configurations());
      found.name("a group's name", task.group());
      found.check(
          Arrays.stream(TaskGroup.Role.values()).anyMatch(role -> role.name().equals(task.role())),
          "a role must be one of " + Arrays.toString(TaskGroup.Role.values()),
          task.role());
      text(found, task.task());
    }
  }

  private static void text(RequestChecks found, @Nullable String task) {
    try {
      if (task == null || !SubTask.parse(task).text().equals(task)) {
        found.add("a task must be written as data#class-share=..., was " + task);
      }
    } catch (InvalidSubTaskException e) {
      found.add(String.valueOf(e.getMessage()));
    }
  }

  private void limits(RequestChecks found) {
    found.check(
        !limits.isEmpty() && limits.size() <= MOST_LIMITS,
        "there must be 1 to 8 limits",
        limits.size());
    double before = 0;
    for (double limit : limits) {
      found.check(
          limit > before && Double.isFinite(limit), "limits must be positive and ascend", limit);
      before = limit;
    }
  }

  private void models(RequestChecks found) {
    found.check(!models.isEmpty(), "models must be named", "none");
    found.check(new LinkedHashSet<>(models).size() == models.size(), "models must differ", models);
    models.forEach(name -> found.name("a model's name", name));
    found.check(
        configurations >= models.size() && configurations <= MOST_CONFIGURATIONS,
        "configurations must be at least one for each of the %d models and at most 256"
            .formatted(models.size()),
        configurations);
  }
}
