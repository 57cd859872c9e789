package io.nasoa.zoo.statistics;

import io.nasoa.zoo.statistics.DifferenceTree.SeedSum;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Percentile interval of the mean over groups: groups are drawn with replacement, in each of them
 * tasks, in each of these seeds. Few groups make it wide, however many runs each of them has.
 */
final class HierarchicalBootstrap {
  private HierarchicalBootstrap() {}

  /**
   * @param draws repetitions, at least 100
   * @param level of the two-sided interval, between 0 and 1
   */
  static Interval interval(DifferenceTree tree, int draws, double level, long seed) {
    if (draws < 100 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "bootstrap of %d draws at level %s: at least 100, between 0 and 1"
              .formatted(draws, level));
    }
    List<List<List<SeedSum>>> groups = tree.groups();
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (int i = 0; i < groups.size(); i++) {
        sum += drawnMean(groups.get(random.nextInt(groups.size())), random);
      }
      means[draw] = sum / groups.size();
    }
    Arrays.sort(means);
    double tail = (1 - level) / 2;
    return new Interval(quantile(means, tail), quantile(means, 1 - tail));
  }

  private static double drawnMean(List<List<SeedSum>> tasks, SplittableRandom random) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < tasks.size(); i++) {
      List<SeedSum> seeds = tasks.get(random.nextInt(tasks.size()));
      for (int j = 0; j < seeds.size(); j++) {
        SeedSum drawn = seeds.get(random.nextInt(seeds.size()));
        sum += drawn.sum();
        count += drawn.count();
      }
    }
    return sum / count;
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
