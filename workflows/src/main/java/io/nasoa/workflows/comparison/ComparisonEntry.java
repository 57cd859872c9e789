package io.nasoa.workflows.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store keeps of a piece of a comparison.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param outcome what became of it
 * @param curve of a search, after each evaluation that found a better one; empty for others
 */
public record ComparisonEntry(int schema, ComparisonOutcome outcome, List<CurvePoint> curve) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public ComparisonEntry {
    curve = orEmpty(curve);
  }

  private static List<CurvePoint> orEmpty(@Nullable List<CurvePoint> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * From here on a search has this.
   *
   * @param spentSeconds reference seconds of all evaluations up to it
   * @param wallSeconds active seconds of the same by the clock
   * @param selectAccuracy of the incumbent, 0 to 1
   * @param testAccuracy of the incumbent; null when its report failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CurvePoint(
      double spentSeconds,
      double wallSeconds,
      double selectAccuracy,
      @Nullable Double testAccuracy) {}
}
