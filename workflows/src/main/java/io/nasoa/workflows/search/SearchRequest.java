package io.nasoa.workflows.search;

import io.nasoa.workflows.run.RequestChecks;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.WorkHash;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.search.BlockLevel;
import io.nasoa.zoo.search.NetworkLimits;
import io.nasoa.zoo.search.SearchSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One architecture search as its client asked for it.
 *
 * <p>The record takes any values, so that a malformed one can still be read, refused and recorded;
 * {@link #problems()} is the gate.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param searchId the client's name of the search: letters, digits, {@code . _ -}
 * @param deployment name of the store and of the queues it belongs to
 * @param data a directory, a zip or a {@code draw:} expression, exactly as the trainer reads it
 * @param stem how the networks reduce their input
 * @param seed what every random choice of the search and of its trainings hangs on
 * @param blockEvaluations evaluations of the first level; 0 to take the seeds' blocks as they are
 * @param macroEvaluations evaluations of the second level; what the first level leaves over is
 *     added; 0 for the first level only
 * @param parallel evaluations that are under way at a time, at least 1
 * @param proxy how a candidate is trained
 * @param block what the first level varies
 * @param macro what the second level varies beside the block
 * @param settings how the search goes about it
 * @param limits networks beyond are never proposed; seeds are evaluated all the same
 * @param seeds architectures that are evaluated first: their blocks at the first level, as they are
 *     at the second
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param priority 1 (first) to 5 in the trainers' queue
 */
public record SearchRequest(
    int schema,
    String searchId,
    String deployment,
    String data,
    Stem stem,
    long seed,
    int blockEvaluations,
    int macroEvaluations,
    int parallel,
    ProxyRecipe proxy,
    BlockLevel block,
    MacroRange macro,
    SearchSettings settings,
    NetworkLimits limits,
    List<String> seeds,
    String device,
    int priority)
    implements RunRequest {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** More would not fit into one payload: the state holds every evaluation of a level. */
  public static final int MOST_EVALUATIONS = 1000;

  /** More hands out more at once than a server likes. */
  public static final int MOST_PARALLEL = 64;

  private static final int MOST_SEEDS = 100;

  public SearchRequest {
    seeds = orEmpty(seeds);
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  @Override
  public String id() {
    return searchId;
  }

  /** Over everything that decides its proposals and their trainings. */
  @Override
  public String workHash() {
    return WorkHash.of(this, List.of("schema", "searchId", "deployment", "priority"));
  }

  /** Evaluations of both levels. */
  public int evaluations() {
    return blockEvaluations + macroEvaluations;
  }

  /** The device without its number: the trainer queue's last part. */
  public String deviceClass() {
    int colon = device.indexOf(':');
    return colon < 0 ? device : device.substring(0, colon);
  }

  @Override
  public List<String> problems() {
    RequestChecks found = new RequestChecks();
    found.identity(schema, searchId, deployment, data);
    found.check(stem != null, "stem must be given", stem);
    numbers(found);
    networks(found);
    found.place(device, priority);
    return found.found();
  }

  private void numbers(RequestChecks found) {
    found.check(
        blockEvaluations >= 0 && macroEvaluations >= 0,
        "block and macro evaluations must be at least 0",
        blockEvaluations + " and " + macroEvaluations);
    long sum = (long) blockEvaluations + macroEvaluations;
    found.check(sum >= 1 && sum <= MOST_EVALUATIONS, "evaluations must be 1 to 1000", sum);
    found.check(
        parallel >= 1 && parallel <= MOST_PARALLEL,
        "parallel evaluations must be 1 to 64",
        parallel);
    if (proxy == null) {
      found.add("the proxy recipe must be given");
    } else {
      found.addAll(proxy.problems());
    }
  }

  private void networks(RequestChecks found) {
    found.check(
        block != null && macro != null && settings != null && limits != null,
        "block, macro, settings and limits must be given",
        "one of them missing");
    found.check(seeds.size() <= MOST_SEEDS, "there may be 100 seeds at most", seeds.size());
    found.check(
        blockEvaluations > 0 || !seeds.isEmpty(),
        "without evaluations at block level, seeds must be given",
        "none");
    for (String seed : seeds) {
      refusal(found, () -> Architecture.parse(seed));
    }
    if (macro != null) {
      refusal(found, () -> macro.with(List.of("1-")));
    }
  }

  private static void refusal(RequestChecks found, Runnable construction) {
    try {
      construction.run();
    } catch (IllegalArgumentException e) {
      found.add(String.valueOf(e.getMessage()));
    }
  }
}
