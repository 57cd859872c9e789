package io.nasoa.workflows.hpo;

import io.nasoa.workflows.run.RequestChecks;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.WorkHash;
import io.nasoa.zoo.task.InvalidSubTaskException;
import io.nasoa.zoo.task.SubTask;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search for hyper-parameters as its client asked for it.
 *
 * <p>The record takes any values, so that a malformed one can still be read, refused and recorded;
 * {@link #problems()} is the gate.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param hpoId the client's name of it: letters, digits, {@code . _ -}
 * @param deployment name of the store and of the queues it belongs to
 * @param task text of the {@link SubTask}
 * @param method one of {@link #METHODS}
 * @param limit reference seconds of an evaluation at the full budget, above 0
 * @param cap what all evaluations together may cost, in multiples of the limit, at least 1
 * @param eta one in so many goes on, with so many times the budget; at least 2
 * @param rungs how many budgets there are, the full one among them; 1 to 8
 * @param models names of zoo entries to choose from
 * @param seed of the method, of the split, heads, orders and augmentation
 * @param parallel evaluations that are under way at a time, at least 1; the k-th is chosen by what
 *     the first k - parallel gave, so it decides what comes out
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param priority 1 (first) to 5 in the trainers' queue
 */
public record HpoRequest(
    int schema,
    String hpoId,
    String deployment,
    String task,
    String method,
    double limit,
    double cap,
    double eta,
    int rungs,
    List<String> models,
    long seed,
    int parallel,
    String device,
    int priority)
    implements RunRequest {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /**
   * The methods of protocol P6. {@code bohb-continue} differs from {@code bohb} in the trials only:
   * a promoted one goes on from its trunk and pays for the added steps and its branch.
   */
  public static final List<String> METHODS =
      List.of("bohb", "bohb-continue", "hyperband", "asha", "random");

  private static final String CONTINUING = "bohb-continue";
  private static final double MOST_CAP = 10_000;
  private static final int MOST_RUNGS = 8;
  private static final int MOST_PARALLEL = 64;

  public HpoRequest {
    models = orEmpty(models);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  @Override
  public String id() {
    return hpoId;
  }

  /** Over everything that decides what comes out. */
  @Override
  public String workHash() {
    return WorkHash.of(this, List.of("schema", "hpoId", "deployment", "priority"));
  }

  /** The device without its number: the trainer queue's last part. */
  public String deviceClass() {
    int colon = device.indexOf(':');
    return colon < 0 ? device : device.substring(0, colon);
  }

  /** Reference seconds that all evaluations together may cost. */
  public double capSeconds() {
    return cap * limit;
  }

  /** Whether a promoted trial goes on from where it was. */
  public boolean continues() {
    return CONTINUING.equals(method);
  }

  @Override
  public List<String> problems() {
    RequestChecks found = new RequestChecks();
    found.identity(schema, hpoId, deployment, task);
    task(found);
    found.check(
        method != null && METHODS.contains(method), "method must be one of " + METHODS, method);
    found.check(
        limit > 0 && Double.isFinite(limit), "limit must be above 0 reference seconds", limit);
    found.check(cap >= 1 && cap <= MOST_CAP, "cap must be 1 to 10000 times the limit", cap);
    found.check(eta >= 2 && Double.isFinite(eta), "eta must be at least 2", eta);
    found.check(rungs >= 1 && rungs <= MOST_RUNGS, "rungs must be 1 to 8", rungs);
    found.check(!models.isEmpty(), "models must be named", "none");
    found.check(new LinkedHashSet<>(models).size() == models.size(), "models must differ", models);
    models.forEach(name -> found.name("a model's name", name));
    found.check(
        parallel >= 1 && parallel <= MOST_PARALLEL,
        "parallel evaluations must be 1 to 64",
        parallel);
    found.place(device, priority);
    return found.found();
  }

  private void task(RequestChecks found) {
    if (task == null || task.isBlank()) {
      return; // told already
    }
    try {
      if (!SubTask.parse(task).text().equals(task)) {
        found.add("a task must be written as data#class-share=..., was " + task);
      }
    } catch (InvalidSubTaskException e) {
      found.add(String.valueOf(e.getMessage()));
    }
  }
}
