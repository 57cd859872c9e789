package io.nasoa.workflows.trial;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What steps take on the machine that reference seconds are of.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param steps in the order asked for
 * @param device what they were timed on; null when that failed
 * @param threads threads of a step
 * @param failure one sentence when it failed, else null
 */
public record Calibration(
    int schema,
    List<CalibratedStep> steps,
    @Nullable String device,
    int threads,
    @Nullable String failure) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public Calibration {
    steps = orEmpty(steps);
  }

  private static List<CalibratedStep> orEmpty(@Nullable List<CalibratedStep> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Why nothing is known. */
  public static Calibration failed(String sentence) {
    return new Calibration(SCHEMA, List.of(), null, 0, sentence);
  }

  /** Seconds of a step; empty when it was not timed. */
  public OptionalDouble seconds(CalibrateInput.StepKind kind) {
    return steps.stream()
        .filter(step -> step.kind().equals(kind))
        .mapToDouble(CalibratedStep::seconds)
        .findFirst();
  }

  /**
   * A step that was timed.
   *
   * @param kind which
   * @param seconds median; on the CPU of the thread's own time
   */
  public record CalibratedStep(CalibrateInput.StepKind kind, double seconds) {}
}
