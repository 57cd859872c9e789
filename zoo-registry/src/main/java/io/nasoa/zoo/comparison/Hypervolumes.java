package io.nasoa.zoo.comparison;

import io.nasoa.zoo.search.Hypervolume;
import io.nasoa.zoo.search.Objectives;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * What the fronts dominate, in accuracy points (hundredths) times doublings of the step time: in
 * plain time the slowest models would decide it all, and a ratio of step times would be worth more
 * among slow models than among fast ones.
 *
 * @param reference the point down to which areas are counted, the same for all: a tenth of the
 *     range of all models beyond the worst of each objective, so that the last models of a front
 *     count too; step time in the models' unit
 * @param zoo of the zoo's front
 * @param rivals of the rivals' front
 * @param both of the front of all models
 */
public record Hypervolumes(Objectives reference, double zoo, double rivals, double both) {
  private static final double ROOM = 0.1;

  static Hypervolumes of(List<ComparedModel> models) {
    DoubleSummaryStatistics accuracies =
        models.stream().mapToDouble(ComparedModel::accuracy).summaryStatistics();
    DoubleSummaryStatistics times =
        models.stream().mapToDouble(ComparedModel::stepTime).summaryStatistics();
    double unit = times.getMin();
    double doublings = doublings(times.getMax() / unit);
    double accuracy = accuracies.getMin() - ROOM * (accuracies.getMax() - accuracies.getMin());
    Objectives corner = new Objectives(100 * accuracy, (1 + ROOM) * doublings);
    return new Hypervolumes(
        new Objectives(accuracy, unit * Math.pow(2, corner.stepTime())),
        area(models.stream().filter(it -> it.side() == Side.ZOO).toList(), unit, corner),
        area(models.stream().filter(it -> it.side() == Side.RIVAL).toList(), unit, corner),
        area(models, unit, corner));
  }

  private static double area(Collection<ComparedModel> models, double unit, Objectives corner) {
    List<Objectives> points =
        models.stream()
            .map(it -> new Objectives(100 * it.accuracy(), doublings(it.stepTime() / unit)))
            .toList();
    return Hypervolume.of(points, corner);
  }

  private static double doublings(double ratio) {
    return Math.log(ratio) / Math.log(2);
  }
}
