package io.nasoa.worker.drill;

import io.nasoa.activities.record.TaskDocuments;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.OwnerGoneException;
import io.nasoa.worker.http.OwnerRefusedException;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.zoo.store.StoredTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Runs a stream of tasks undisturbed, then again and again while its processes are killed, and
 * compares: nothing lost, nothing doubled, every byte the same, every second accounted for.
 */
public final class Drill {
  /** Far beyond what a stream takes on a slow machine, kills aside: something hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** Silence is noticed after ten seconds; the server's own recovery comes on top. */
  private static final Duration PATIENCE_PER_KILL = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 100;
  private static final int SHORTEST_PAUSE_MILLIS = 50;
  private static final int LONGEST_PAUSE_MILLIS = 4000;

  private final DrillPlan plan;
  private final List<String> up;
  private final Consumer<String> say;
  private final SplittableRandom random;
  private final EnumMap<Victim, Integer> kills = new EnumMap<>(Victim.class);

  /**
   * @param up the command line that starts control, which takes its data directory, deployment and
   *     server from the environment
   * @param say takes a line of progress
   */
  public Drill(DrillPlan plan, List<String> up, Consumer<String> say) {
    this.plan = plan;
    this.up = List.copyOf(up);
    this.say = say;
    this.random = new SplittableRandom(plan.seed());
  }

  /** Runs it; takes minutes. */
  public DrillReport run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<DrillEvidence> undisturbed = stream("undisturbed", 0);
    double undisturbedSeconds = secondsSince(start);
    say.accept("undisturbed: %d tasks in %.0f s".formatted(plan.tasks(), undisturbedSeconds));
    start = System.nanoTime();
    List<DrillEvidence> disturbed = new ArrayList<>();
    List<String> violations = new ArrayList<>();
    for (int round = 0; killed() < plan.kills(); round++) {
      List<DrillEvidence> evidence = stream("round-" + round, plan.kills() - killed());
      for (int i = 0; i < evidence.size(); i++) {
        violations.addAll(evidence.get(i).violations(undisturbed.get(i)));
      }
      disturbed.addAll(evidence);
      say.accept(
          "round %d: %d of %d kills, %d violations"
              .formatted(round, killed(), plan.kills(), violations.size()));
    }
    return report(disturbed, violations, undisturbedSeconds, secondsSince(start));
  }

  private DrillReport report(
      List<DrillEvidence> disturbed,
      List<String> violations,
      double undisturbedSeconds,
      double disturbedSeconds) {
    List<TaskResult> results = disturbed.stream().map(DrillEvidence::result).toList();
    Ledger spent = disturbed.stream().map(DrillEvidence::ledger).reduce(Ledger.EMPTY, Ledger::plus);
    return new DrillReport(
        plan.server().isPresent() ? "external" : "embedded",
        plan.seed(),
        results.size(),
        new TreeMap<>(kills),
        disturbed.stream().mapToInt(DrillEvidence::attempts).sum(),
        spent.lost(),
        spent.down(),
        undisturbedSeconds,
        disturbedSeconds,
        violations);
  }

  private int killed() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** One stream in a data directory of its own, with at most that many kills. */
  private List<DrillEvidence> stream(String name, int mostKills)
      throws IOException, InterruptedException {
    Path data = plan.directory().resolve(name);
    DrillPlan ownDeployment =
        new DrillPlan(
            plan.directory(),
            plan.temporal(),
            plan.deployment() + "-" + name,
            plan.tasks(),
            plan.steps(),
            plan.kills(),
            plan.seed());
    List<FineTuningRequest> requests = ownDeployment.stream(name);
    try (DrillCluster cluster = new DrillCluster(ownDeployment, data, up)) {
      disturb(cluster, requests, mostKills);
    }
    return evidence(data, requests);
  }

  private void disturb(DrillCluster cluster, List<FineTuningRequest> requests, int mostKills)
      throws InterruptedException {
    Map<String, FineTuningRequest> open = new LinkedHashMap<>();
    requests.forEach(request -> open.put(request.taskId(), request));
    Duration patience = PATIENCE.plus(PATIENCE_PER_KILL.multipliedBy(mostKills));
    long end = System.nanoTime() + patience.toNanos();
    Blow next = blow();
    int left = mostKills;
    long due = Long.MAX_VALUE;
    while (!open.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%s have not ended after %d minutes; see the logs in %s"
                .formatted(open.keySet(), patience.toMinutes(), plan.directory()));
      }
      boolean training = cluster.owner().map(owner -> advance(owner, open)).orElse(false);
      if (due == Long.MAX_VALUE && (training || next.atOnce())) {
        due = System.nanoTime() + next.nanos();
      }
      if (left > 0 && System.nanoTime() > due && cluster.alive(next.victim())) {
        cluster.kill(next.victim(), random);
        kills.merge(next.victim(), 1, Integer::sum);
        left--;
        next = blow();
        due = Long.MAX_VALUE;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /**
   * What is killed next.
   *
   * @param nanos how long after its time has begun
   * @param atOnce whether its time begins with the blow before, to hit what is just starting;
   *     otherwise when something is training again
   */
  private record Blow(Victim victim, long nanos, boolean atOnce) {}

  private Blow blow() {
    Victim victim = Victim.draw(plan.server().isPresent(), random);
    return new Blow(victim, pause(), random.nextInt(4) == 0);
  }

  private long pause() {
    return random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS) * 1_000_000L;
  }

  /**
   * Submits everything again and again, as a client does who cannot know what arrived.
   *
   * @return whether something is training
   */
  private static boolean advance(OwnerClient owner, Map<String, FineTuningRequest> open) {
    boolean training = false;
    try {
      for (FineTuningRequest request : List.copyOf(open.values())) {
        owner.submit(request);
        if (owner.task(request.taskId()).state().ended()) {
          open.remove(request.taskId());
        } else if (owner.status(request.taskId()).progress() != null) {
          training = true;
        }
      }
    } catch (OwnerGoneException | OwnerRefusedException e) {
      // Killed just now, or without its server: it comes back, and so does this call.
    }
    return training;
  }

  private static List<DrillEvidence> evidence(Path data, List<FineTuningRequest> requests) {
    TaskDocuments documents = new TaskDocuments();
    List<DrillEvidence> all = new ArrayList<>();
    try (DataDirectory directory = DataDirectory.open(data, UUID::randomUUID, Clock.systemUTC())) {
      int stored = directory.tasks().list().size();
      if (stored != requests.size()) {
        throw new IllegalStateException(
            "%d tasks were submitted, %d are stored".formatted(requests.size(), stored));
      }
      for (FineTuningRequest request : requests) {
        Optional<StoredTask> task = directory.tasks().find(request.taskId());
        StoredTask found = task.orElseThrow();
        String json = String.valueOf(found.newestRun().resultJson());
        all.add(
            DrillEvidence.of(
                found,
                directory.tasks().runs(found.id()),
                documents.result(found.id(), json).task(),
                directory.taskDirectory(found.id())));
      }
    }
    return all;
  }
}
