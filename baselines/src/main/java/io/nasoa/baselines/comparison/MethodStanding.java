package io.nasoa.baselines.comparison;

import io.nasoa.zoo.replay.Segment;
import io.nasoa.zoo.statistics.PairedSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How good what was run is over all tasks, each group counting alike.
 *
 * @param segment label of the cells that it is about
 * @param arm label of what was run
 * @param cells how many there are of it, each seed one
 * @param test accuracy on TEST in points
 * @param regret points that a plan stays below the best that anybody had on the task for no more
 *     than the limit, in hindsight; null for a search
 * @param behind the same below the best that anybody found at all, searches at their cap
 */
public record MethodStanding(
    String segment,
    String arm,
    long cells,
    PairedSummary test,
    @Nullable PairedSummary regret,
    PairedSummary behind) {
  private static final long SEED = 20_240_506;

  /** Those of all segments that have cells. */
  static List<MethodStanding> of(List<CellResult> results) {
    BestSeen best = new BestSeen(results);
    List<MethodStanding> standings = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      List<CellResult> own =
          results.stream()
              .filter(result -> segment.contains(result.role(), result.informative()))
              .toList();
      Set<Arm> arms = new LinkedHashSet<>();
      own.forEach(result -> arms.add(result.arm()));
      arms.forEach(arm -> standings.add(of(segment, arm, own, best)));
    }
    return standings;
  }

  private static MethodStanding of(
      Segment segment, Arm arm, List<CellResult> results, BestSeen best) {
    List<CellResult> own = results.stream().filter(it -> it.arm().equals(arm)).toList();
    return new MethodStanding(
        segment.label(),
        arm.label(),
        own.size(),
        summary(own, CellResult::test),
        arm.method().isSearch()
            ? null
            : summary(own, it -> best.forNoMoreThanTheLimit(it) - it.test()),
        summary(own, it -> best.atAll(it) - it.test()));
  }

  private static PairedSummary summary(
      List<CellResult> results, ToDoubleFunction<CellResult> share) {
    return PairedSummary.of(
        results.stream().map(it -> TaskAccuracy.points(it, share.applyAsDouble(it))).toList(),
        SEED);
  }
}
