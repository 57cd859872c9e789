package io.nasoa.activities.hpo;

import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoEvaluation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search had to show for what it had spent, after each evaluation in the order of their
 * numbers. The incumbent is the one that the methods name: the lowest loss at the largest budget at
 * which any evaluation has succeeded, of equal ones the earliest. TEST has no part in it.
 */
final class AnytimeCurve {
  private AnytimeCurve() {}

  /**
   * After one evaluation.
   *
   * @param entry what it gave
   * @param evaluation what it was
   * @param spentSeconds reference seconds of it and all before
   * @param incumbent the best so far; null before there is one
   */
  record Point(
      HpoEntry entry, HpoEvaluation evaluation, double spentSeconds, @Nullable Best incumbent) {
    /** Whether it became the incumbent. */
    boolean becameIncumbent() {
      return incumbent != null && incumbent.evaluation().number() == evaluation.number();
    }
  }

  /**
   * A best one.
   *
   * @param evaluation what it was
   * @param spentSeconds reference seconds when it was found
   * @param loss what the method was told
   */
  record Best(HpoEvaluation evaluation, double spentSeconds, double loss) {
    boolean yieldsTo(HpoEvaluation other, double otherLoss) {
      return other.level() > evaluation.level()
          || (other.level() == evaluation.level() && otherLoss < loss);
    }

    double selectAccuracy() {
      return 1 - loss;
    }
  }

  /**
   * The curve.
   *
   * @param evaluations entries of evaluations in the order of their numbers
   */
  static List<Point> of(Collection<HpoEntry> evaluations) {
    List<Point> points = new ArrayList<>();
    double spent = 0;
    Best best = null;
    for (HpoEntry entry : evaluations) {
      HpoEvaluation evaluation = entry.evaluation();
      if (evaluation == null) {
        throw new IllegalArgumentException("an entry of the curve is no evaluation");
      }
      spent += entry.cost();
      Double loss = entry.loss();
      if (loss != null && (best == null || best.yieldsTo(evaluation, loss))) {
        best = new Best(evaluation, spent, loss);
      }
      points.add(new Point(entry, evaluation, spent, best));
    }
    return points;
  }
}
