package io.nasoa.zoo.planning;

import io.nasoa.zoo.regime.Configuration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs of other tasks, and the two policies that follow from them without any model: portfolio of
 * one, and what was best on the nearest task. Both look at runs of the one limit that is nearest to
 * the task's, by ratio. Immutable; the same runs in the same order give the same answers.
 */
public final class PastRuns {
  private final List<PastRun> runs;

  /** Runs with equally many features. */
  public PastRuns(List<PastRun> runs) {
    this.runs = List.copyOf(runs);
    if (runs.stream().mapToInt(run -> run.features().size()).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "the past runs' tasks have %s features, expected equally many"
              .formatted(runs.stream().map(run -> run.features().size()).distinct().toList()));
    }
  }

  /** The same without everything derived from a data set, for evaluating on it. */
  public PastRuns without(String dataset) {
    return new PastRuns(runs.stream().filter(run -> !run.dataset().equals(dataset)).toList());
  }

  /** The same with runs of these configurations only. */
  public PastRuns among(Predicate<Configuration> allowed) {
    return new PastRuns(runs.stream().filter(run -> allowed.test(run.configuration())).toList());
  }

  private static List<PastRun> ofLimit(List<PastRun> runs, double limitSeconds) {
    return runs.stream()
        .map(PastRun::limitSeconds)
        .min(Comparator.comparingDouble(limit -> Math.abs(StrictMath.log(limit / limitSeconds))))
        .map(nearest -> runs.stream().filter(run -> run.limitSeconds() == nearest).toList())
        .orElse(List.of());
  }

  /**
   * The configuration with the best mean lead over the mean outcome of a task. Tasks count alike
   * within their data set and data sets count alike; only configurations that ran on at least half
   * of the data sets can be judged. A task on which one configuration ran leads nothing, so it is
   * no evidence.
   *
   * @return empty if there is none
   */
  public Optional<Configuration> portfolioOfOne(double limitSeconds) {
    return portfolioOfOne(limitSeconds, any -> true);
  }

  /**
   * The same among some configurations, whose leads are still counted over all.
   *
   * @param allowed what may be chosen
   */
  public Optional<Configuration> portfolioOfOne(
      double limitSeconds, Predicate<Configuration> allowed) {
    List<PastRun> candidates = ofLimit(compared(), limitSeconds);
    long datasets = candidates.stream().map(PastRun::dataset).distinct().count();
    Map<String, Double> taskMeans =
        candidates.stream()
            .collect(
                Collectors.groupingBy(
                    PastRun::task,
                    LinkedHashMap::new,
                    Collectors.averagingDouble(PastRun::outcome)));
    Map<Configuration, List<PastRun>> byConfiguration =
        candidates.stream()
            .collect(
                Collectors.groupingBy(
                    PastRun::configuration, LinkedHashMap::new, Collectors.toList()));
    Optional<Configuration> best = Optional.empty();
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Configuration, List<PastRun>> entry : byConfiguration.entrySet()) {
      Map<String, Double> leads = leads(entry.getValue(), taskMeans);
      double lead =
          leads.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      if (2L * leads.size() >= datasets && lead > most && allowed.test(entry.getKey())) {
        most = lead;
        best = Optional.of(entry.getKey());
      }
    }
    return best;
  }

  /** The runs of tasks on which several configurations ran at one limit. */
  private List<PastRun> compared() {
    Map<List<Object>, Set<Configuration>> configurations = new HashMap<>();
    for (PastRun run : runs) {
      configurations
          .computeIfAbsent(List.of(run.task(), run.limitSeconds()), unknown -> new HashSet<>())
          .add(run.configuration());
    }
    return runs.stream()
        .filter(
            run ->
                configurations
                        .getOrDefault(List.of(run.task(), run.limitSeconds()), Set.of())
                        .size()
                    > 1)
        .toList();
  }

  /** A configuration's mean lead on each data set. */
  private static Map<String, Double> leads(List<PastRun> runs, Map<String, Double> taskMeans) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                PastRun::dataset,
                LinkedHashMap::new,
                Collectors.averagingDouble(
                    run -> run.outcome() - taskMeans.getOrDefault(run.task(), 0.0))));
  }

  /**
   * What was best on the task whose features are nearest: by the mean squared difference of those
   * that both know, in standard deviations over the past tasks.
   *
   * @param features as in {@link PastRun}
   * @return empty if no past task shares a known feature
   */
  public Optional<PastRun> bestOfNearestTask(List<Double> features, double limitSeconds) {
    return nearestTasks(features, limitSeconds, 1).stream().map(NearTask::best).findFirst();
  }

  /**
   * A past task that is like another one.
   *
   * @param distance mean squared difference of the features that both know, in standard deviations
   *     over the past tasks
   * @param best what was best on it
   */
  public record NearTask(double distance, PastRun best) {}

  /**
   * The past tasks whose features are nearest, nearest first.
   *
   * @param features as in {@link PastRun}
   * @param most how many at most
   */
  public List<NearTask> nearestTasks(List<Double> features, double limitSeconds, int most) {
    if (!runs.isEmpty() && runs.get(0).features().size() != features.size()) {
      throw new IllegalArgumentException(
          "the task has %d features, its past ones have %d"
              .formatted(features.size(), runs.get(0).features().size()));
    }
    List<PastRun> candidates = ofLimit(runs, limitSeconds);
    Map<String, PastRun> tasks = new LinkedHashMap<>();
    candidates.forEach(run -> tasks.putIfAbsent(run.task(), run));
    double[] deviations = deviations(List.copyOf(tasks.values()), features.size());
    return tasks.values().stream()
        .map(task -> new NearTask(distance(task.features(), features, deviations), task))
        .filter(task -> Double.isFinite(task.distance()))
        .sorted(Comparator.comparingDouble(NearTask::distance))
        .limit(most)
        .map(task -> new NearTask(task.distance(), best(candidates, task.best().task())))
        .toList();
  }

  private static PastRun best(List<PastRun> runs, String task) {
    return runs.stream()
        .filter(run -> run.task().equals(task))
        .max(Comparator.comparingDouble(PastRun::outcome))
        .orElseThrow();
  }

  private static double[] deviations(List<PastRun> tasks, int features) {
    double[] deviations = new double[features];
    for (int i = 0; i < features; i++) {
      int place = i;
      double[] known =
          tasks.stream()
              .mapToDouble(task -> task.features().get(place))
              .filter(value -> !Double.isNaN(value))
              .toArray();
      double mean = 0;
      for (double value : known) {
        mean += value / known.length;
      }
      double sum = 0;
      for (double value : known) {
        sum += (value - mean) * (value - mean);
      }
      deviations[i] = known.length == 0 ? 0 : Math.sqrt(sum / known.length);
    }
    return deviations;
  }

  /** Infinite where nothing can be compared; features that never varied tell nothing. */
  private static double distance(List<Double> one, List<Double> other, double[] deviations) {
    double sum = 0;
    int shared = 0;
    for (int i = 0; i < deviations.length; i++) {
      double difference = one.get(i) - other.get(i);
      if (!Double.isNaN(difference)) {
        sum += deviations[i] > 0 ? difference * difference / (deviations[i] * deviations[i]) : 0;
        shared++;
      }
    }
    return shared == 0 ? Double.POSITIVE_INFINITY : sum / shared;
  }
}
