package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.density.DensitySettings;
import io.nasoa.baselines.hpo.space.Point;
import java.util.List;

/**
 * How a method goes about it.
 *
 * @param algorithm which method
 * @param minBudget the least budget an evaluation may have, above 0
 * @param maxBudget the full budget, at least the least one
 * @param eta one in so many goes on, with so many times the budget; at least 2
 * @param limit how many brackets (BOHB, Hyperband) or configurations (ASHA, random) there may be; 0
 *     for no end
 * @param parallel how many evaluations may be under way, at least 1: the k-th is chosen by what the
 *     first k - parallel gave, so the results hang on this number, and not on how many workers
 *     there are or which of them is the fastest
 * @param density how BOHB's densities are fitted
 * @param likeHpBandSter counts rungs with HpBandSter's rounding error, by which a rung may be lost;
 *     for comparisons with it
 * @param given the points to evaluate ({@link HpoAlgorithm#GIVEN} only)
 */
public record HpoSettings(
    HpoAlgorithm algorithm,
    double minBudget,
    double maxBudget,
    double eta,
    int limit,
    int parallel,
    DensitySettings density,
    boolean likeHpBandSter,
    List<Point> given) {
  public HpoSettings {
    given = List.copyOf(given);
    require(minBudget > 0 && Double.isFinite(minBudget), "minBudget", minBudget, "above 0");
    require(
        maxBudget >= minBudget && Double.isFinite(maxBudget),
        "maxBudget",
        maxBudget,
        "at least the minBudget " + minBudget);
    require(eta >= 2 && Double.isFinite(eta), "eta", eta, "at least 2");
    require(limit >= 0, "limit", limit, "at least 0");
    require(parallel >= 1, "parallel", parallel, "at least 1");
    require(
        given.isEmpty() != (algorithm == HpoAlgorithm.GIVEN),
        "given",
        given,
        "points for the algorithm GIVEN, none for any other");
  }

  /** One evaluation at a time, without an end. */
  public static HpoSettings of(
      HpoAlgorithm algorithm, double minBudget, double maxBudget, double eta) {
    return new HpoSettings(
        algorithm, minBudget, maxBudget, eta, 0, 1, DensitySettings.DEFAULT, false, List.of());
  }

  /** Given points at the full budget. */
  public static HpoSettings given(List<Point> points, double budget) {
    return new HpoSettings(
        HpoAlgorithm.GIVEN, budget, budget, 2, 0, 1, DensitySettings.DEFAULT, false, points);
  }

  /** The same with another limit. */
  public HpoSettings withLimit(int other) {
    return new HpoSettings(
        algorithm, minBudget, maxBudget, eta, other, parallel, density, likeHpBandSter, given);
  }

  /** The same with another number of evaluations under way. */
  public HpoSettings withParallel(int other) {
    return new HpoSettings(
        algorithm, minBudget, maxBudget, eta, limit, other, density, likeHpBandSter, given);
  }

  /** The same with other densities. */
  public HpoSettings withDensity(DensitySettings other) {
    return new HpoSettings(
        algorithm, minBudget, maxBudget, eta, limit, parallel, other, likeHpBandSter, given);
  }

  /** The same with or without all of HpBandSter's oddities. */
  public HpoSettings withHpBandSter(boolean like) {
    return new HpoSettings(
        algorithm,
        minBudget,
        maxBudget,
        eta,
        limit,
        parallel,
        density.withHpBandSter(like),
        like,
        given);
  }

  private static void require(boolean holds, String field, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the method's %s is %s, expected %s".formatted(field, value, range));
    }
  }
}
