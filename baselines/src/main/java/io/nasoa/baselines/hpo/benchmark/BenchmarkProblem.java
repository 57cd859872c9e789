package io.nasoa.baselines.hpo.benchmark;

import io.nasoa.baselines.hpo.space.ParameterSpace;
import io.nasoa.baselines.hpo.space.Point;
import java.util.random.RandomGenerator;

/** A function that can be had cheaply and wrongly, and whose optimum is known. Immutable. */
public interface BenchmarkProblem {
  /** Its short name. */
  String name();

  /** Where it is defined. */
  ParameterSpace space();

  /**
   * What an evaluation shows.
   *
   * @param budget above 0, up to the full one
   * @param random for the noise
   */
  double observe(Point point, double budget, RandomGenerator random);

  /** By how much a point's true value is above the optimum's: at the full budget, without noise. */
  double regret(Point point);
}
