package io.nasoa.baselines.comparison;

import io.nasoa.zoo.statistics.Interval;
import io.nasoa.zoo.statistics.PairedDifference;
import io.nasoa.zoo.statistics.PairedSummary;
import io.nasoa.zoo.task.TaskGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good what was run is on one task.
 *
 * @param group origin of the task's data
 * @param role of the group
 * @param task its name
 * @param informative whether it matters in this cell what is chosen
 * @param limit reference seconds
 * @param arm label of what was run
 * @param seeds how many there are of it
 * @param test accuracy on TEST in points, the mean over the seeds
 * @param interval 95 %, by bootstrap over the seeds; null for a single one
 */
public record TaskAccuracy(
    String group,
    TaskGroup.Role role,
    String task,
    boolean informative,
    double limit,
    String arm,
    int seeds,
    double test,
    @Nullable Interval interval) {
  private static final long SEED = 20_240_505;

  private record Key(String task, double limit, String arm) {}

  /** Those of all results, in the order in which their first ones come. */
  static List<TaskAccuracy> of(List<CellResult> results) {
    Map<Key, List<CellResult>> cells = new LinkedHashMap<>();
    for (CellResult result : results) {
      Key key = new Key(result.task(), result.limit(), result.arm().label());
      cells.computeIfAbsent(key, any -> new ArrayList<>()).add(result);
    }
    return cells.values().stream().map(TaskAccuracy::ofSeeds).toList();
  }

  private static TaskAccuracy ofSeeds(List<CellResult> seeds) {
    CellResult first = seeds.get(0);
    PairedSummary summary =
        PairedSummary.of(seeds.stream().map(it -> points(it, it.test())).toList(), SEED);
    return new TaskAccuracy(
        first.group(),
        first.role(),
        first.task(),
        first.informative(),
        first.limit(),
        first.arm().label(),
        seeds.size(),
        summary.mean(),
        seeds.size() == 1 ? null : summary.interval());
  }

  /** A share of a cell as points, for statistics that count each group alike. */
  static PairedDifference points(CellResult result, double share) {
    return new PairedDifference(
        result.group(), result.task(), result.cell(), result.seed(), 100 * share);
  }
}
