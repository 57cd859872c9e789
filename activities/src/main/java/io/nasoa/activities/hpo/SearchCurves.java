package io.nasoa.activities.hpo;

import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoPiece;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The curves of searches as others read them: a step wherever a better one was found. */
public final class SearchCurves {
  private SearchCurves() {}

  /**
   * A step.
   *
   * @param spentSeconds reference seconds of all evaluations up to it
   * @param wallSeconds active seconds of the same by the clock
   * @param selectAccuracy of the incumbent from then on, 0 to 1
   * @param testAccuracy of the same; null when its report failed
   */
  public record Step(
      double spentSeconds,
      double wallSeconds,
      double selectAccuracy,
      @Nullable Double testAccuracy) {}

  /**
   * The steps, in their order.
   *
   * @param entries what pieces gave, by their numbers
   */
  public static List<Step> of(SortedMap<Integer, HpoEntry> entries) {
    List<HpoEntry> evaluations =
        entries.values().stream().filter(entry -> entry.evaluation() != null).toList();
    List<Step> steps = new ArrayList<>();
    double wall = 0;
    for (AnytimeCurve.Point point : AnytimeCurve.of(evaluations)) {
      TrialOutcome trial = point.entry().outcome().trial();
      wall += trial == null ? 0 : trial.wallSeconds();
      AnytimeCurve.Best best = point.incumbent();
      if (best != null && point.becameIncumbent()) {
        HpoEntry entry = entries.get(HpoPiece.ofReport(point.evaluation().number()));
        ReportOutcome report = entry == null ? null : entry.outcome().report();
        steps.add(
            new Step(
                point.spentSeconds(),
                wall,
                best.selectAccuracy(),
                report == null ? null : report.testAccuracy()));
      }
    }
    return steps;
  }
}
