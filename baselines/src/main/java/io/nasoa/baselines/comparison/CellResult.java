package io.nasoa.baselines.comparison;

import io.nasoa.zoo.task.TaskGroup;
import java.util.List;

/**
 * What a cell of a comparison came to. Accuracies are in [0, 1].
 *
 * @param group origin of the task's data
 * @param role of the group
 * @param task its name
 * @param whole whether the task is a whole data set: claim D is about those
 * @param informative whether it matters in this cell what is chosen (protocol P4)
 * @param limit reference seconds
 * @param cap of a search, what it may cost in multiples of the limit; 1 of a plan
 * @param seed number of the seed
 * @param arm what was run
 * @param test accuracy on TEST, of a search that of its last incumbent; that of chance for what
 *     diverged or for which nothing fitted into the limit
 * @param cost all of it
 * @param processorSeconds processor time of its trainings
 * @param curve of a search, after each evaluation that found a better one; empty for a plan
 */
public record CellResult(
    String group,
    TaskGroup.Role role,
    String task,
    boolean whole,
    boolean informative,
    double limit,
    double cap,
    int seed,
    Arm arm,
    double test,
    Cost cost,
    double processorSeconds,
    List<CurveStep> curve) {
  public CellResult {
    curve = List.copyOf(curve);
    if (!(test >= 0 && test <= 1)) {
      throw new IllegalArgumentException(
          "%s on %s has the accuracy %s, expected 0 to 1".formatted(arm.label(), task, test));
    }
  }

  /**
   * What was spent.
   *
   * @param referenceSeconds steps times calibrated step time, and what else is measured of the work
   *     itself
   * @param wallSeconds by the clock, with all that it takes to run the work durably
   */
  public record Cost(double referenceSeconds, double wallSeconds) {}

  /**
   * From here on a search has this.
   *
   * @param spent since its beginning
   * @param test accuracy on TEST of its incumbent
   */
  public record CurveStep(Cost spent, double test) {}

  /** The same, known to be informative or not. */
  public CellResult informative(boolean known) {
    return new CellResult(
        group,
        role,
        task,
        whole,
        known,
        limit,
        cap,
        seed,
        arm,
        test,
        cost,
        processorSeconds,
        curve);
  }

  /** Name of the cell within its task. */
  String cell() {
    return "%s s".formatted(limit);
  }
}
