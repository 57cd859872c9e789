package io.nasoa.zoo.search;

/**
 * How a search goes about it. {@link RandomSearch} heeds only {@code limits}, for its front.
 *
 * @param population how many of the best are parents, and how many are drawn at the start; at least
 *     2
 * @param crossover share of the children that come from two parents, 0 to 1
 * @param reevaluateEvery every that many asks the front is evaluated again with another seed (up to
 *     half of what is asked for) and averaged; 0 for never
 * @param accuracyTie accuracies that differ by less are a tie, and a tie goes to the faster
 *     network; 0 for none, else positive
 * @param limits what a network may cost; those beyond rank behind all within
 */
public record SearchSettings(
    int population, double crossover, int reevaluateEvery, double accuracyTie, Limits limits) {
  /** Few parents, as evaluations are dear; no ties and no limits. */
  public static final SearchSettings DEFAULT = new SearchSettings(16, 0.5, 0, 0, Limits.NONE);

  public SearchSettings {
    require(population >= 2, "population", population, "at least 2");
    require(crossover >= 0 && crossover <= 1, "crossover", crossover, "0 to 1");
    require(reevaluateEvery >= 0, "reevaluateEvery", reevaluateEvery, "at least 0");
    require(accuracyTie >= 0 && Double.isFinite(accuracyTie), "accuracyTie", accuracyTie, "from 0");
  }

  private static void require(boolean holds, String field, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the search's %s is %s, expected %s".formatted(field, value, range));
    }
  }
}
