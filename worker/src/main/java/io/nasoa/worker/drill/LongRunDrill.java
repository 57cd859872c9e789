package io.nasoa.worker.drill;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.OwnerGoneException;
import io.nasoa.worker.http.OwnerRefusedException;
import io.nasoa.worker.http.StoredData;
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
 * Runs long work undisturbed, then again and again while its processes are killed, and compares:
 * every proposal, every outcome and what comes out of them are the same.
 */
public final class LongRunDrill {
  /** Far beyond what it takes on a slow machine, kills aside: something hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** Silence is noticed after ten seconds; the server's own recovery comes on top. */
  private static final Duration PATIENCE_PER_KILL = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 100;
  private static final int SHORTEST_PAUSE_MILLIS = 50;
  private static final int LONGEST_PAUSE_MILLIS = 4000;

  private final DrillPlan plan;
  private final DrilledRun work;
  private final List<String> up;
  private final Consumer<String> say;
  private final SplittableRandom random;
  private final EnumMap<Victim, Integer> kills = new EnumMap<>(Victim.class);

  /**
   * @param plan its tasks and steps do not count
   * @param work what is disturbed
   * @param up the command line that starts control, which takes its data directory, deployment and
   *     server from the environment
   * @param say takes a line of progress
   */
  public LongRunDrill(DrillPlan plan, DrilledRun work, List<String> up, Consumer<String> say) {
    this.plan = plan;
    this.work = work;
    this.up = List.copyOf(up);
    this.say = say;
    this.random = new SplittableRandom(plan.seed());
  }

  /** Runs it; takes minutes. */
  public LongRunDrillReport run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    RunEvidence undisturbed = round("undisturbed", 0);
    double undisturbedSeconds = secondsSince(start);
    int evaluations = undisturbed.log().size();
    say.accept("undisturbed: %d evaluations in %.0f s".formatted(evaluations, undisturbedSeconds));
    List<String> violations =
        new ArrayList<>(undisturbed.violations("the undisturbed " + work.noun(), undisturbed));
    start = System.nanoTime();
    int rounds = 0;
    while (killed() < plan.kills()) {
      RunEvidence disturbed = round("round-" + rounds, plan.kills() - killed());
      violations.addAll(disturbed.violations("round " + rounds, undisturbed));
      rounds++;
      say.accept(
          "round %d: %d of %d kills, %d violations"
              .formatted(rounds, killed(), plan.kills(), violations.size()));
    }
    return new LongRunDrillReport(
        plan.server().isPresent() ? "external" : "embedded",
        plan.seed(),
        work.noun(),
        rounds,
        evaluations,
        new TreeMap<>(kills),
        undisturbedSeconds,
        secondsSince(start),
        violations);
  }

  private int killed() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** One run in a data directory of its own, with at most that many kills. */
  private RunEvidence round(String name, int mostKills) throws IOException, InterruptedException {
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
      disturb(cluster, own.deployment(), mostKills);
    }
    return evidence(data);
  }

  private void disturb(DrillCluster cluster, String deployment, int mostKills)
      throws InterruptedException {
    Duration patience = PATIENCE.plus(PATIENCE_PER_KILL.multipliedBy(mostKills));
    long end = System.nanoTime() + patience.toNanos();
    Victim next = victim();
    int left = mostKills;
    boolean begun = false;
    long due = Long.MAX_VALUE;
    while (true) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "the %s has not ended after %d minutes; see the logs in %s"
                .formatted(work.noun(), patience.toMinutes(), plan.directory()));
      }
      Standing standing =
          cluster.owner().map(owner -> standing(owner, deployment)).orElse(Standing.UNKNOWN);
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

  private Standing standing(OwnerClient owner, String deployment) {
    try {
      return work.submitted(owner, deployment) ? Standing.ENDED : Standing.RUNNING;
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

  private RunEvidence evidence(Path data) {
    try (DataDirectory directory = DataDirectory.open(data, UUID::randomUUID, Clock.systemUTC())) {
      return work.evidence(new StoredData(directory));
    }
  }
}
