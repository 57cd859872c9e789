package io.nasoa.baselines.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The cost ratio of each group (protocol P8). A search's every seed on every task is compared with
 * the plans of all seeds on that task; of several in a group the geometric mean counts, which is a
 * lower bound as soon as one of them is censored.
 */
final class GroupRatios {
  private GroupRatios() {}

  /**
   * The ratios, by name of the group.
   *
   * @param results of whole tasks at one limit, of nasoa and of one search
   * @param overhead whether the clock counts
   */
  static List<CostRatio> of(List<CellResult> results, boolean overhead, double cap) {
    Map<String, List<CostRatio>> groups = new TreeMap<>();
    Map<String, List<CellResult>> tasks =
        results.stream()
            .collect(Collectors.groupingBy(CellResult::task, TreeMap::new, Collectors.toList()));
    for (List<CellResult> own : tasks.values()) {
      List<CellResult> plans = own.stream().filter(it -> !isSearch(it)).toList();
      List<CellResult> searches = own.stream().filter(GroupRatios::isSearch).toList();
      if (!plans.isEmpty() && !searches.isEmpty()) {
        OneShot plan = plan(plans, overhead);
        for (CellResult search : searches) {
          groups
              .computeIfAbsent(search.group(), any -> new ArrayList<>())
              .add(CostRatio.of(search.group(), plan, curve(search, overhead), cap));
        }
      }
    }
    return groups.values().stream().map(GroupRatios::together).toList();
  }

  private static boolean isSearch(CellResult result) {
    return result.arm().method().isSearch();
  }

  private static double seconds(CellResult.Cost cost, boolean overhead) {
    return overhead ? cost.wallSeconds() : cost.referenceSeconds();
  }

  private static OneShot plan(List<CellResult> plans, boolean overhead) {
    return new OneShot(
        plans.stream().map(CellResult::test).toList(),
        plans.stream().mapToDouble(plan -> seconds(plan.cost(), overhead)).average().orElseThrow());
  }

  private static AnytimeCurve curve(CellResult search, boolean overhead) {
    return new AnytimeCurve(
        search.curve().stream()
            .map(step -> new AnytimeCurve.Point(seconds(step.spent(), overhead), step.test()))
            .toList());
  }

  private static CostRatio together(List<CostRatio> ratios) {
    double logarithm =
        ratios.stream().mapToDouble(it -> StrictMath.log(it.ratio())).average().orElseThrow();
    return ratios.size() == 1
        ? ratios.get(0)
        : new CostRatio(
            ratios.get(0).group(),
            StrictMath.exp(logarithm),
            ratios.stream().anyMatch(CostRatio::censored),
            ratios.stream().mapToDouble(CostRatio::oneShotSeconds).average().orElseThrow());
  }
}
