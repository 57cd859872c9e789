package io.nasoa.baselines.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an arm has spent, and whether it kept its limits.
 *
 * @param arm label of what was run
 * @param cells how many there are of it
 * @param referenceSeconds of all
 * @param wallSeconds of all by the clock
 * @param coreHours processor time of all trainings, in hours
 * @param limited how many of the cells had a limit to keep: searches have a cap
 * @param missed how many of those cost more than it
 * @param largestOverrun of those, as a share of the limit; 0 when none was missed
 */
public record MethodSpending(
    String arm,
    int cells,
    double referenceSeconds,
    double wallSeconds,
    double coreHours,
    int limited,
    int missed,
    double largestOverrun) {
  private static final double SECONDS = 3600;

  /** Those of all arms, in the order in which their first results come. */
  static List<MethodSpending> of(List<CellResult> results) {
    Map<String, MethodSpending> arms = new LinkedHashMap<>();
    for (CellResult result : results) {
      arms.merge(result.arm().label(), one(result), MethodSpending::plus);
    }
    return List.copyOf(arms.values());
  }

  private static MethodSpending one(CellResult result) {
    boolean limited = !result.arm().method().isSearch();
    double overrun = result.cost().referenceSeconds() / result.limit() - 1;
    boolean missed = limited && overrun > 0;
    return new MethodSpending(
        result.arm().label(),
        1,
        result.cost().referenceSeconds(),
        result.cost().wallSeconds(),
        result.processorSeconds() / SECONDS,
        limited ? 1 : 0,
        missed ? 1 : 0,
        missed ? overrun : 0);
  }

  private MethodSpending plus(MethodSpending other) {
    return new MethodSpending(
        arm,
        cells + other.cells,
        referenceSeconds + other.referenceSeconds,
        wallSeconds + other.wallSeconds,
        coreHours + other.coreHours,
        limited + other.limited,
        missed + other.missed,
        Math.max(largestOverrun, other.largestOverrun));
  }
}
