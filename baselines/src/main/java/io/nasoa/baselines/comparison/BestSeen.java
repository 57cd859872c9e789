package io.nasoa.baselines.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The best that anybody had on a task at a limit, with any seed: TEST is the same for all. */
final class BestSeen {
  private final Map<Key, Double> within = new HashMap<>();
  private final Map<Key, Double> whole = new HashMap<>();

  private record Key(String task, double limit) {
    static Key of(CellResult result) {
      return new Key(result.task(), result.limit());
    }
  }

  BestSeen(List<CellResult> results) {
    for (CellResult result : results) {
      Key key = Key.of(result);
      whole.merge(key, result.test(), Math::max);
      if (!result.arm().method().isSearch()) {
        within.merge(key, result.test(), Math::max);
      }
      for (CellResult.CurveStep step : result.curve()) {
        whole.merge(key, step.test(), Math::max);
        if (step.spent().referenceSeconds() <= result.limit()) {
          within.merge(key, step.test(), Math::max);
        }
      }
    }
  }

  /** Of all plans, and of the searches as far as they had come by then; that of a plan's cell. */
  double forNoMoreThanTheLimit(CellResult plan) {
    return within.getOrDefault(Key.of(plan), plan.test());
  }

  /** Whatever it cost. */
  double atAll(CellResult result) {
    return whole.getOrDefault(Key.of(result), result.test());
  }
}
