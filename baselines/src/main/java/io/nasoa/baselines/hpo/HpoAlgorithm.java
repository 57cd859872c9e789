package io.nasoa.baselines.hpo;

/** What there is to compare with. */
public enum HpoAlgorithm {
  /** Hyperband whose configurations come from densities of good and bad ones. */
  BOHB,
  /** Brackets of successive halving from many cheap to few full evaluations. */
  HYPERBAND,
  /** Successive halving that promotes as soon as it can, without brackets. */
  ASHA,
  /** Configurations drawn evenly, each at the full budget. */
  RANDOM,
  /**
   * Given configurations at the full budget and nothing else: a default recipe, a portfolio of one.
   */
  GIVEN
}
