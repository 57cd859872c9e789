package io.nasoa.zoo.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cells in which it matters what is chosen (protocol P4): the 90th percentile of TEST over eight
 * random configurations is at least three points above the 10th. Told before any method has chosen,
 * by a seed that no method has.
 */
final class InformativeCells {
  private static final long SEED = 20_240_502;
  private static final int DRAWN = 8;
  private static final double POINTS = 3;

  /** So that 3 points are 3 points, however they came about. */
  private static final double ROUNDING = 1e-9;

  private InformativeCells() {}

  static boolean isInformative(ReplayCell cell) {
    List<CellRun> left = new ArrayList<>(cell.zoo());
    SplittableRandom random = Draws.of(SEED, cell.name());
    double[] drawn = new double[Math.min(DRAWN, left.size())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = 100 * left.remove(random.nextInt(left.size())).test();
    }
    Arrays.sort(drawn);
    return quantile(drawn, 0.9) - quantile(drawn, 0.1) >= POINTS - ROUNDING;
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
