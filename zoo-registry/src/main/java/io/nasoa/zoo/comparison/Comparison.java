package io.nasoa.zoo.comparison;

import io.nasoa.zoo.search.Objectives;
import io.nasoa.zoo.search.ParetoFront;
import java.util.Comparator;
import java.util.List;

/**
 * The zoo against its rivals.
 *
 * @param models all, the fastest first
 * @param zooFront models of the zoo that no other one of it dominates, the fastest first
 * @param rivalFront the same of the rivals
 * @param front models that none at all dominates
 * @param hypervolumes what the three fronts dominate
 * @param rivals each rival against the zoo's front, the fastest first
 */
public record Comparison(
    List<ComparedModel> models,
    List<ComparedModel> zooFront,
    List<ComparedModel> rivalFront,
    List<ComparedModel> front,
    Hypervolumes hypervolumes,
    List<RivalStanding> rivals) {

  /** Where a model stands among all. */
  public enum Standing {
    /** No model dominates it. */
    ON_THE_FRONT,
    /** Only the other side dominates it. */
    BEHIND_THE_OTHER_SIDE,
    /** Its own side dominates it. */
    BEHIND_ITS_OWN_SIDE
  }

  public Comparison {
    models = List.copyOf(models);
    zooFront = List.copyOf(zooFront);
    rivalFront = List.copyOf(rivalFront);
    front = List.copyOf(front);
    rivals = List.copyOf(rivals);
  }

  /**
   * Compares them.
   *
   * @param models of both sides, at least one of each
   * @throws IllegalArgumentException if a side is missing
   */
  public static Comparison of(List<ComparedModel> models) {
    List<ComparedModel> fastestFirst =
        models.stream()
            .sorted(
                Comparator.comparingDouble(ComparedModel::stepTime)
                    .thenComparing(ComparedModel::name))
            .toList();
    List<ComparedModel> zoo = of(Side.ZOO, fastestFirst);
    List<ComparedModel> rivals = of(Side.RIVAL, fastestFirst);
    FrontCurve curve = new FrontCurve(zoo.stream().map(ComparedModel::objectives).toList());
    return new Comparison(
        fastestFirst,
        ParetoFront.of(zoo, ComparedModel::objectives),
        ParetoFront.of(rivals, ComparedModel::objectives),
        ParetoFront.of(fastestFirst, ComparedModel::objectives),
        Hypervolumes.of(fastestFirst),
        rivals.stream().map(rival -> standing(rival, zoo, curve)).toList());
  }

  private static List<ComparedModel> of(Side side, List<ComparedModel> models) {
    List<ComparedModel> own = models.stream().filter(model -> model.side() == side).toList();
    if (own.isEmpty()) {
      throw new IllegalArgumentException("no model is of the side %s".formatted(side));
    }
    return own;
  }

  private static RivalStanding standing(
      ComparedModel rival, List<ComparedModel> zoo, FrontCurve curve) {
    Objectives point = rival.objectives();
    return new RivalStanding(
        rival,
        curve.stepTimeAt(point.accuracy()),
        curve.accuracyAt(point.stepTime()),
        zoo.stream().filter(it -> it.accuracy() >= point.accuracy()).findFirst().orElse(null));
  }

  /** Where one of the models stands. */
  public Standing standing(ComparedModel model) {
    if (front.contains(model)) {
      return Standing.ON_THE_FRONT;
    }
    List<ComparedModel> own = model.side() == Side.ZOO ? zooFront : rivalFront;
    return own.contains(model) ? Standing.BEHIND_THE_OTHER_SIDE : Standing.BEHIND_ITS_OWN_SIDE;
  }
}
