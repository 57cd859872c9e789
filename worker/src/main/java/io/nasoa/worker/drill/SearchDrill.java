package io.nasoa.worker.drill;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.OwnerGoneException;
import io.nasoa.worker.http.OwnerRefusedException;
import io.nasoa.worker.http.StoredData;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.MacroRange;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.search.BlockLevel;
import io.nasoa.zoo.search.Limits;
import io.nasoa.zoo.search.NetworkLimits;
import io.nasoa.zoo.search.SearchSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Runs a search of synthetic candidates undisturbed, then again and again while its processes are
 * killed, and compares: every proposal, every outcome and the front are the same.
 */
public final class SearchDrill {
  private static final String SEARCH = "drill";

  /** Far beyond what a search takes on a slow machine: something hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final long LOOK_MILLIS = 100;
  private static final int SHORTEST_PAUSE_MILLIS = 50;
  private static final int LONGEST_PAUSE_MILLIS = 4000;

  private final DrillPlan plan;
  private final int evaluations;
  private final List<String> up;
  private final Consumer<String> say;
  private final SplittableRandom random;
  private final EnumMap<Victim, Integer> kills = new EnumMap<>(Victim.class);

  /**
   * @param plan its tasks and steps do not count
   * @param evaluations of each search, at least 2
   * @param up the command line that starts control, which takes its data directory, deployment and
   *     server from the environment
   * @param say takes a line of progress
   */
  public SearchDrill(DrillPlan plan, int evaluations, List<String> up, Consumer<String> say) {
    this.plan = plan;
    this.evaluations = evaluations;
    this.up = List.copyOf(up);
    this.say = say;
    this.random = new SplittableRandom(plan.seed());
  }

  /** What a search left behind. */
  private record Evidence(SearchResult result, List<EvaluatedCandidate> log, int runs) {}

  /** Runs it; takes minutes. */
  public SearchDrillReport run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Evidence undisturbed = search("undisturbed", 0);
    double undisturbedSeconds = secondsSince(start);
    say.accept("undisturbed: %d evaluations in %.0f s".formatted(evaluations, undisturbedSeconds));
    List<String> violations = new ArrayList<>();
    if (undisturbed.log().size() != evaluations) {
      violations.add("the undisturbed search has " + undisturbed.log().size() + " evaluations");
    }
    start = System.nanoTime();
    int rounds = 0;
    while (killed() < plan.kills()) {
      Evidence disturbed = search("round-" + rounds, plan.kills() - killed());
      violations.addAll(violations("round " + rounds, disturbed, undisturbed));
      rounds++;
      say.accept(
          "round %d: %d of %d kills, %d violations"
              .formatted(rounds, killed(), plan.kills(), violations.size()));
    }
    return new SearchDrillReport(
        plan.server().isPresent() ? "external" : "embedded",
        plan.seed(),
        rounds,
        evaluations,
        new TreeMap<>(kills),
        undisturbedSeconds,
        secondsSince(start),
        violations);
  }

  private static List<String> violations(String round, Evidence disturbed, Evidence undisturbed) {
    List<String> found = new ArrayList<>();
    if (disturbed.result().status().state() != TaskState.SUCCEEDED) {
      found.add(
          "%s ended as %s: %s"
              .formatted(round, disturbed.result().status().state(), disturbed.result().error()));
    }
    if (disturbed.runs() != 1) {
      found.add("%s has %d runs instead of one".formatted(round, disturbed.runs()));
    }
    if (!disturbed.result().status().front().equals(undisturbed.result().status().front())) {
      found.add("the front of %s differs from the undisturbed one".formatted(round));
    }
    if (disturbed.log().size() != undisturbed.log().size()) {
      found.add(
          "%s has %d evaluations, the undisturbed search %d"
              .formatted(round, disturbed.log().size(), undisturbed.log().size()));
    }
    for (int i = 0; i < Math.min(disturbed.log().size(), undisturbed.log().size()); i++) {
      if (!disturbed.log().get(i).equals(undisturbed.log().get(i))) {
        found.add(
            "evaluation %d of %s is %s, undisturbed %s"
                .formatted(i, round, disturbed.log().get(i), undisturbed.log().get(i)));
        break;
      }
    }
    return found;
  }

  private int killed() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** One search in a data directory of its own, with at most that many kills. */
  private Evidence search(String name, int mostKills) throws IOException, InterruptedException {
    Path data = plan.directory().resolve(name);
    DrillPlan own =
        new DrillPlan(
            plan.directory(),
            plan.temporal(),
            plan.deployment() + "-" + name,
            plan.tasks(),
            plan.steps(),
            plan.kills(),
            plan.seed());
    try (DrillCluster cluster = new DrillCluster(own, data, up)) {
      disturb(cluster, request(own.deployment()), mostKills);
    }
    return evidence(data);
  }

  private void disturb(DrillCluster cluster, SearchRequest request, int mostKills)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Victim next = victim();
    int left = mostKills;
    boolean begun = false;
    long due = Long.MAX_VALUE;
    while (true) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "the search has not ended after %d minutes; see the logs in %s"
                .formatted(PATIENCE.toMinutes(), plan.directory()));
      }
      Standing standing =
          cluster.owner().map(owner -> submitted(owner, request)).orElse(Standing.UNKNOWN);
      if (standing == Standing.ENDED) {
        return;
      }
      begun |= standing == Standing.RUNNING;
      if (begun && due == Long.MAX_VALUE) {
        due = System.nanoTime() + pause();
      }
      if (left > 0 && System.nanoTime() > due && cluster.alive(next)) {
        cluster.kill(next, random);
        kills.merge(next, 1, Integer::sum);
        left--;
        next = victim();
        // One blow in four follows at once, to hit what is just starting.
        begun = random.nextInt(4) == 0;
        due = Long.MAX_VALUE;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private enum Standing {
    UNKNOWN,
    RUNNING,
    ENDED
  }

  /** Starts it again and again, as a client does who cannot know what arrived. */
  private static Standing submitted(OwnerClient owner, SearchRequest request) {
    try {
      owner.searches().submit(request);
      return owner.searches().status(request.searchId()).state().ended()
          ? Standing.ENDED
          : Standing.RUNNING;
    } catch (OwnerGoneException | OwnerRefusedException e) {
      // Killed just now, or without its server: it comes back, and so does this call.
      return Standing.UNKNOWN;
    }
  }

  private Victim victim() {
    return Victim.draw(plan.server().isPresent(), random);
  }

  private long pause() {
    return random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS) * 1_000_000L;
  }

  private static Evidence evidence(Path data) {
    try (DataDirectory directory = DataDirectory.open(data, UUID::randomUUID, Clock.systemUTC())) {
      StoredData stored = new StoredData(directory);
      return new Evidence(
          stored.searches().result(SEARCH).orElseThrow(),
          stored.searchLog(SEARCH),
          directory.searches().runs(SEARCH).size());
    }
  }

  private SearchRequest request(String deployment) {
    return new SearchRequest(
        SearchRequest.SCHEMA,
        SEARCH,
        deployment,
        "synthetic:400",
        Stem.STANDARD,
        plan.seed(),
        evaluations / 2,
        evaluations - evaluations / 2,
        4,
        ProxyRecipe.DEFAULT,
        new BlockLevel(16, "1-1-2-2", 2, 4, 2),
        MacroRange.DEFAULT,
        new SearchSettings(8, 0.5, 3, 0, Limits.NONE),
        new NetworkLimits(64, 10, Stem.STANDARD, 0, new Limits(3_000_000, 40_000_000, 1L << 30)),
        List.of("031-_32_1-1-221-11121"),
        "cpu",
        3);
  }
}
