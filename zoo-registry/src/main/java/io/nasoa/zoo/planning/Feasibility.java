package io.nasoa.zoo.planning;

import io.nasoa.zoo.regime.Configuration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Tells configurations that fit into a task's limit and memory from those that do not. For one
 * task, and for use by one thread.
 */
final class Feasibility {
  /**
   * What came out.
   *
   * @param candidates what fits, in the order asked
   * @param exclusions what does not, by model and reason
   * @param smallestLimit the least limit with which something would fit; empty when nothing fits
   *     into the memory
   */
  record Outcome(
      List<PlanCandidate> candidates, List<Exclusion> exclusions, OptionalDouble smallestLimit) {}

  private record StepKind(String model, int frozenStages, int batchSize) {}

  private record ExclusionKey(String model, Exclusion.Reason reason) {}

  private final PlanningRules rules;
  private final PlanningTask task;
  private final RunTimes times;
  private final Map<StepKind, RunTimes.StepRun> runs = new HashMap<>();
  private final Map<ExclusionKey, Exclusion> exclusions = new LinkedHashMap<>();
  private double smallestLimit = Double.POSITIVE_INFINITY;

  Feasibility(PlanningRules rules, PlanningTask task, RunTimes times) {
    this.rules = rules;
    this.task = task;
    this.times = times;
  }

  /**
   * Sorts configurations. Of those that differ in nothing but shares of the limit that all allow
   * more than the most passes over the data, only that of the smallest share is a candidate.
   *
   * @param kept those that are candidates in any case
   */
  Outcome of(List<Configuration> configurations, Set<Configuration> kept) {
    List<Double> shares =
        configurations.stream().map(Configuration::limitShare).distinct().sorted().toList();
    List<PlanCandidate> candidates = new ArrayList<>(configurations.size());
    for (Configuration configuration : configurations) {
      RunTimes.StepRun run = run(configuration);
      if (fits(configuration, run)
          && (!isRepeated(run, configuration.limitShare(), shares)
              || kept.contains(configuration))) {
        candidates.add(candidate(configuration, run));
      }
    }
    List<Exclusion> sorted =
        exclusions.values().stream()
            .sorted(Comparator.comparing(Exclusion::model).thenComparing(Exclusion::reason))
            .toList();
    OptionalDouble smallest =
        Double.isInfinite(smallestLimit)
            ? OptionalDouble.empty()
            : OptionalDouble.of(smallestLimit);
    return new Outcome(candidates, sorted, smallest);
  }

  private RunTimes.StepRun run(Configuration configuration) {
    StepKind kind =
        new StepKind(
            configuration.model(), configuration.frozenStages(), configuration.batchSize());
    return runs.computeIfAbsent(
        kind, any -> times.of(any.model(), any.frozenStages(), any.batchSize()));
  }

  private boolean fits(Configuration configuration, RunTimes.StepRun run) {
    if (run.bytes() > task.memoryBytes()) {
      exclude(configuration, Exclusion.Reason.MEMORY, run.bytes());
      return false;
    }
    double share = configuration.limitShare();
    double needed = run.safeSeconds((int) Math.ceil(rules.fewestSteps() / share), 0).total();
    smallestLimit = Math.min(smallestLimit, needed);
    if (steps(run, share) < rules.fewestSteps()) {
      exclude(configuration, Exclusion.Reason.TIME, needed);
      return false;
    }
    return true;
  }

  private int steps(RunTimes.StepRun run, double share) {
    return Math.min((int) (share * run.fittingSteps()), mostSteps(run));
  }

  private int mostSteps(RunTimes.StepRun run) {
    double most = Math.ceil(rules.mostEpochs() * task.trainImages() / run.batchSize());
    return (int) Math.max(rules.fewestSteps(), Math.min(Integer.MAX_VALUE, most));
  }

  private boolean isRepeated(RunTimes.StepRun run, double share, List<Double> shares) {
    int most = mostSteps(run);
    if (steps(run, share) < most) {
      return false;
    }
    return shares.stream().anyMatch(smaller -> smaller < share && steps(run, smaller) == most);
  }

  private PlanCandidate candidate(Configuration configuration, RunTimes.StepRun run) {
    int steps = steps(run, configuration.limitShare());
    return new PlanCandidate(
        configuration,
        steps,
        (double) steps * configuration.batchSize() / task.trainImages(),
        run.expectedStepSeconds(),
        run.likelySeconds(steps, run.passes()).total(),
        run.safeSeconds(steps, run.passes()).total(),
        run.bytes());
  }

  private void exclude(Configuration configuration, Exclusion.Reason reason, double needed) {
    exclusions.merge(
        new ExclusionKey(configuration.model(), reason),
        new Exclusion(configuration.model(), reason, 1, needed),
        (one, other) ->
            new Exclusion(
                one.model(),
                reason,
                one.configurations() + other.configurations(),
                Math.min(one.needed(), other.needed())));
  }
}
