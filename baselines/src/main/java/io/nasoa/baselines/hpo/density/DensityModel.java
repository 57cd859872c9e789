package io.nasoa.baselines.hpo.density;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What BOHB believes at one budget: a density of the good points and one of the bad (Falkner,
 * Klein, Hutter 2018, "BOHB: Robust and Efficient Hyperparameter Optimization at Scale"). A
 * proposal is the best of some candidates around good points, by the ratio of the two densities.
 * Immutable.
 */
public final class DensityModel {
  /** Densities count as at least that in the ratio. */
  private static final double LEAST_DENSITY = 1e-32;

  private final KernelDensity good;
  private final KernelDensity bad;
  private final int[] levelCounts;
  private final DensitySettings settings;

  private DensityModel(
      KernelDensity good, KernelDensity bad, int[] levelCounts, DensitySettings settings) {
    this.good = good;
    this.bad = bad;
    this.levelCounts = levelCounts;
    this.settings = settings;
  }

  /** Whether that many observations make a model: from 2(d+1) on by default. */
  public static boolean exists(int observations, int dimensions, DensitySettings settings) {
    int goodOnes = goodOnes(observations, dimensions, settings);
    return observations >= leastPoints(dimensions, settings)
        && Math.min(observations, goodOnes) > dimensions
        && badOnes(observations, dimensions, settings) > dimensions;
  }

  private static int leastPoints(int dimensions, DensitySettings settings) {
    return Math.max(settings.leastPoints(), dimensions + 1);
  }

  private static int goodOnes(int observations, int dimensions, DensitySettings settings) {
    int share = settings.goodPercent() * observations / 100;
    return Math.max(leastPoints(dimensions, settings), share);
  }

  private static int badOnes(int observations, int dimensions, DensitySettings settings) {
    int share = (100 - settings.goodPercent()) * observations / 100;
    int most = Math.max(leastPoints(dimensions, settings), share);
    return Math.min(most, observations - goodOnes(observations, dimensions, settings));
  }

  /**
   * The model of some observations; those of equal loss count in their order.
   *
   * @param observations enough for {@link #exists}
   * @param levelCounts of the space's parameters, 0 for numbers
   * @param random for coordinates that are not in play
   */
  public static DensityModel fit(
      List<Observation> observations,
      int[] levelCounts,
      DensitySettings settings,
      RandomGenerator random) {
    int dimensions = levelCounts.length;
    if (!exists(observations.size(), dimensions, settings)) {
      throw new IllegalArgumentException(
          "%d observations of %d parameters make no model"
              .formatted(observations.size(), dimensions));
    }
    double[][] sorted =
        observations.stream()
            .sorted(Comparator.comparingDouble(Observation::loss))
            .map(observation -> observation.point().toArray())
            .toArray(double[][]::new);
    int goodOnes = goodOnes(sorted.length, dimensions, settings);
    int badOnes = badOnes(sorted.length, dimensions, settings);
    return new DensityModel(
        density(sorted, 0, goodOnes, levelCounts, settings, random),
        density(sorted, goodOnes, goodOnes + badOnes, levelCounts, settings, random),
        levelCounts.clone(),
        settings);
  }

  private static KernelDensity density(
      double[][] sorted,
      int from,
      int to,
      int[] levelCounts,
      DensitySettings settings,
      RandomGenerator random) {
    boolean odd = settings.likeHpBandSter();
    double[][] rows = Arrays.copyOfRange(sorted, from, to);
    double[][] complete = Imputation.complete(rows, levelCounts, odd, random);
    return KernelDensity.fit(complete, levelCounts, settings.leastBandwidth(), odd);
  }

  /** The density of the good points. */
  public KernelDensity good() {
    return good;
  }

  /** The density of the bad points. */
  public KernelDensity bad() {
    return bad;
  }

  /**
   * A position where good points are likelier than bad ones, with a value for every parameter.
   *
   * @return empty only with HpBandSter's oddities, when no candidate can be judged
   */
  public Optional<double[]> propose(RandomGenerator random) {
    double least = Double.POSITIVE_INFINITY;
    Optional<double[]> best = Optional.empty();
    for (int i = 0; i < settings.samples(); i++) {
      Optional<double[]> drawn = candidate(random);
      if (drawn.isEmpty()) {
        return Optional.empty();
      }
      double[] candidate = drawn.get();
      double goodness = good.at(candidate);
      double ratio = ratio(goodness, bad.at(candidate));
      if (!Double.isFinite(ratio) && Double.isFinite(goodness)) {
        return drawn;
      }
      if (ratio < least) {
        least = ratio;
        best = drawn;
      }
    }
    return best;
  }

  /** With its NaN as HpBandSter's: a bad density that is unknown is least, a good one unknown. */
  private static double ratio(double goodness, double badness) {
    double above = badness > LEAST_DENSITY ? badness : LEAST_DENSITY;
    double below = goodness < LEAST_DENSITY ? LEAST_DENSITY : goodness;
    return above / below;
  }

  private Optional<double[]> candidate(RandomGenerator random) {
    double[] around = good.row(random.nextInt(good.size()));
    double[] candidate = new double[around.length];
    for (int d = 0; d < candidate.length; d++) {
      double bandwidth = good.bandwidth(d);
      if (levelCounts[d] > 0) {
        boolean keeps = random.nextDouble() < 1 - bandwidth;
        candidate[d] = keeps ? around[d] : random.nextInt(levelCounts[d]);
      } else if (Double.isNaN(around[d]) || Double.isNaN(bandwidth)) {
        return Optional.empty();
      } else {
        double spread = settings.bandwidthFactor() * bandwidth;
        candidate[d] = Normal.drawInside(around[d], spread, random);
      }
    }
    return Optional.of(candidate);
  }
}
