package io.nasoa.zoo.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a method did. The group is the unit: means over a group's cells and seeds, then over groups.
 *
 * @param segment its label
 * @param method its label
 * @param groups in which it chose
 * @param cells in which it chose
 * @param test mean accuracy on TEST, in [0, 1]
 * @param regret mean points of TEST below the best zoo configuration of a cell
 * @param coverage share of choices whose TEST accuracy was in the promised interval; null where
 *     none was promised
 */
public record MethodFigures(
    String segment,
    String method,
    int groups,
    long cells,
    double test,
    double regret,
    @Nullable Double coverage) {

  /** Those of some rows of one method, at least one. */
  static MethodFigures of(Segment segment, String method, List<ReplayRow> rows) {
    Map<String, List<ReplayRow>> groups =
        rows.stream()
            .collect(Collectors.groupingBy(ReplayRow::group, TreeMap::new, Collectors.toList()));
    double covered = mean(groups, MethodFigures::covered);
    return new MethodFigures(
        segment.label(),
        method,
        groups.size(),
        rows.stream().map(row -> row.task() + row.cell()).distinct().count(),
        mean(groups, ReplayRow::test),
        mean(groups, ReplayRow::regret),
        Double.isNaN(covered) ? null : (Double) covered);
  }

  private static double covered(ReplayRow row) {
    Double low = row.low();
    Double high = row.high();
    if (low == null || high == null) {
      return Double.NaN;
    }
    return row.test() >= low && row.test() <= high ? 1 : 0;
  }

  private static double mean(
      Map<String, List<ReplayRow>> groups, ToDoubleFunction<ReplayRow> value) {
    return groups.values().stream()
        .mapToDouble(rows -> rows.stream().mapToDouble(value).average().orElse(Double.NaN))
        .average()
        .orElse(Double.NaN);
  }
}
