package io.nasoa.baselines.hpo.density;

/**
 * How the densities are fitted and drawn from.
 *
 * @param leastPoints observations that a density needs; 0, or anything less, for one more than
 *     there are parameters
 * @param goodPercent share of the observations that are good, 1 to 99
 * @param samples candidates a proposal is the best of, at least 1
 * @param randomFraction share of the proposals that are drawn evenly all the same, 0 to 1
 * @param bandwidthFactor how much wider than its density numbers are drawn, above 0, at most 100
 * @param leastBandwidth no bandwidth is less, above 0
 * @param likeHpBandSter with its oddities, for comparisons with it: a categorical parameter has the
 *     levels that occur, its bandwidth has no upper bound, and a first coordinate that is not in
 *     play and the only one such stays unknown
 */
public record DensitySettings(
    int leastPoints,
    int goodPercent,
    int samples,
    double randomFraction,
    double bandwidthFactor,
    double leastBandwidth,
    boolean likeHpBandSter) {
  /** The values of the paper and of its implementation, without that one's oddities. */
  public static final DensitySettings DEFAULT =
      new DensitySettings(0, 15, 64, 1.0 / 3, 3, 1e-3, false);

  public DensitySettings {
    require(leastPoints >= 0, "leastPoints", leastPoints, "at least 0");
    require(goodPercent > 0 && goodPercent < 100, "goodPercent", goodPercent, "1 to 99");
    require(samples > 0, "samples", samples, "at least 1");
    require(randomFraction >= 0 && randomFraction <= 1, "randomFraction", randomFraction, "0 to 1");
    require(
        bandwidthFactor > 0 && bandwidthFactor <= 100,
        "bandwidthFactor",
        bandwidthFactor,
        "above 0, at most 100");
    require(
        leastBandwidth > 0 && leastBandwidth <= 0.5,
        "leastBandwidth",
        leastBandwidth,
        "above 0, at most 0.5");
  }

  /** The same with or without the oddities. */
  public DensitySettings withHpBandSter(boolean like) {
    return new DensitySettings(
        leastPoints, goodPercent, samples, randomFraction, bandwidthFactor, leastBandwidth, like);
  }

  /** The same with another share of proposals that are drawn evenly. */
  public DensitySettings withRandomFraction(double fraction) {
    return new DensitySettings(
        leastPoints,
        goodPercent,
        samples,
        fraction,
        bandwidthFactor,
        leastBandwidth,
        likeHpBandSter);
  }

  private static void require(boolean holds, String field, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the density's %s is %s, expected %s".formatted(field, value, range));
    }
  }
}
