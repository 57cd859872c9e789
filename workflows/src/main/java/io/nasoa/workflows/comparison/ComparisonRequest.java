package io.nasoa.workflows.comparison;

import io.nasoa.workflows.hpo.HpoRequest;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One comparison as its client asked for it. The same id with more seeds goes on behind what has
 * been done.
 *
 * <p>The record takes any values, so that a malformed one can still be read, refused and recorded;
 * {@link #problems()} is the gate.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param comparisonId the client's name of it: letters, digits, {@code . _ -}, at most {@value
 *     #LONGEST_ID}
 * @param deployment name of the store and of the queues it belongs to
 * @param tasks 1 to {@value #MOST_TASKS}, no two alike
 * @param methods some of {@link #METHODS}, no two alike
 * @param limits reference seconds of a plan, and of a search's evaluation at the full budget;
 *     ascending, 1 to 8 of them
 * @param cap what a search may cost, in multiples of the limit, at least 1
 * @param eta of searches: one in so many goes on, with so many times the budget; at least 2
 * @param rungs of searches: how many budgets there are, the full one among them; 1 to 8
 * @param models names of zoo entries to choose from, all of one resolution
 * @param rivals names of zoo entries designed by hand, of which {@code rivals} runs each
 * @param seeds of each search, 1 to 100
 * @param planSeeds of each method that plans once, 1 to 100
 * @param firstSeed the others follow it: of the split, heads, orders and what methods draw
 * @param parallel cells that are under way at a time, at least 1
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param priority 1 (first) to 5 in the trainers' queue
 */
public record ComparisonRequest(
    int schema,
    String comparisonId,
    String deployment,
    List<ComparisonTask> tasks,
    List<String> methods,
    List<Double> limits,
    double cap,
    double eta,
    int rungs,
    List<String> models,
    List<String> rivals,
    int seeds,
    int planSeeds,
    long firstSeed,
    int parallel,
    String device,
    int priority)
    implements RunRequest {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** More do not fit into one payload. */
  public static final int MOST_TASKS = 200;

  /** Searches are called by the comparison's id and a number. */
  public static final int LONGEST_ID = 80;

  /** The methods that plan once. */
  public static final List<String> PLANS =
      List.of("nasoa", "nasoa-frozen", "one", "fixed", "random-plan", "rivals");

  /** The methods of protocol P6, the searches last. */
  public static final List<String> METHODS =
      Stream.concat(PLANS.stream(), HpoRequest.METHODS.stream()).toList();

  private static final String RIVALS = "rivals";
  private static final int MOST_LIMITS = 8;
  private static final int MOST_SEEDS = 100;
  private static final int MOST_PARALLEL = 64;
  private static final int MOST_RUNGS = 8;
  private static final double MOST_CAP = 10_000;

  public ComparisonRequest {
    tasks = orEmpty(tasks);
    methods = orEmpty(methods);
    limits = orEmpty(limits);
    models = orEmpty(models);
    rivals = orEmpty(rivals);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  @Override
  public String id() {
    return comparisonId;
  }

  /** Over everything that decides its cells, except for how many seeds there are. */
  @Override
  public String workHash() {
    return WorkHash.of(
        this,
        List.of(
            "schema", "comparisonId", "deployment", "seeds", "planSeeds", "parallel", "priority"));
  }

  /** Whether it asks for cells that another request for the same comparison does not. */
  public boolean asksForMoreThan(ComparisonRequest other) {
    return seeds > other.seeds || planSeeds > other.planSeeds;
  }

  /** The same with at least the seeds of another request for the same comparison. */
  public ComparisonRequest withSeedsOf(ComparisonRequest other) {
    return new ComparisonRequest(
        schema,
        comparisonId,
        deployment,
        tasks,
        methods,
        limits,
        cap,
        eta,
        rungs,
        models,
        rivals,
        Math.max(seeds, other.seeds),
        Math.max(planSeeds, other.planSeeds),
        firstSeed,
        parallel,
        device,
        priority);
  }

  /** The device without its number: the trainer queue's last part. */
  public String deviceClass() {
    int colon = device.indexOf(':');
    return colon < 0 ? device : device.substring(0, colon);
  }

  @Override
  public List<String> problems() {
    RequestChecks found = new RequestChecks();
    found.identity(schema, comparisonId, deployment, tasks.isEmpty() ? null : tasks.get(0).task());
    found.check(
        comparisonId == null || comparisonId.length() <= LONGEST_ID,
        "id may have 80 characters at most",
        comparisonId);
    tasks(found);
    limits(found);
    searches(found);
    names(found);
    seeds(found, "seeds", seeds);
    seeds(found, "plan seeds", planSeeds);
    found.check(
        parallel >= 1 && parallel <= MOST_PARALLEL, "parallel cells must be 1 to 64", parallel);
    found.place(device, priority);
    return found.found();
  }

  private void tasks(RequestChecks found) {
    found.check(tasks.size() <= MOST_TASKS, "there may be 200 tasks at most", tasks.size());
    Set<String> texts = new LinkedHashSet<>();
    for (ComparisonTask task : tasks) {
      found.check(texts.add(task.task()), "tasks must be different", task.task());
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

  private void searches(RequestChecks found) {
    found.check(cap >= 1 && cap <= MOST_CAP, "cap must be 1 to 10000 times the limit", cap);
    found.check(eta >= 2 && Double.isFinite(eta), "eta must be at least 2", eta);
    found.check(rungs >= 1 && rungs <= MOST_RUNGS, "rungs must be 1 to 8", rungs);
  }

  private void names(RequestChecks found) {
    found.check(
        !methods.isEmpty() && METHODS.containsAll(methods),
        "methods must be some of " + METHODS,
        methods);
    different(found, "methods", methods);
    found.check(!models.isEmpty(), "models must be named", "none");
    different(found, "models", models);
    different(found, "rivals", rivals);
    Stream.concat(models.stream(), rivals.stream())
        .forEach(name -> found.name("a model's name", name));
    found.check(rivals.stream().noneMatch(models::contains), "a rival must not be a model", rivals);
    found.check(
        methods.contains(RIVALS) == !rivals.isEmpty(),
        "rivals must be named exactly for the method rivals",
        rivals);
  }

  private static void different(RequestChecks found, String what, List<String> names) {
    found.check(new LinkedHashSet<>(names).size() == names.size(), what + " must differ", names);
  }

  private static void seeds(RequestChecks found, String what, int count) {
    found.check(count >= 1 && count <= MOST_SEEDS, what + " must be 1 to 100", count);
  }
}
