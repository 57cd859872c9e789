package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.space.ParameterSpace;
import io.nasoa.baselines.hpo.space.Point;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where new configurations come from. Without memory: all is in the history. */
interface Sampler {
  /** A new configuration. */
  Sample draw(History history, RandomGenerator random);

  /**
   * A new configuration.
   *
   * @param modelBased whether a model proposed it
   */
  record Sample(Point point, boolean modelBased) {}

  static Sampler of(HpoSettings settings, Rungs rungs, ParameterSpace space, long seed) {
    return switch (settings.algorithm()) {
      case BOHB -> new DensitySampler(settings.density(), rungs, space, seed);
      case HYPERBAND, ASHA, RANDOM -> new Even(space);
      case GIVEN -> new Given(settings.given());
    };
  }

  /** Drawn evenly over the space. */
  record Even(ParameterSpace space) implements Sampler {
    @Override
    public Sample draw(History history, RandomGenerator random) {
      return new Sample(space.sample(random), false);
    }
  }

  /** Given ones, one after the other. */
  record Given(List<Point> points) implements Sampler {
    @Override
    public Sample draw(History history, RandomGenerator random) {
      return new Sample(points.get(history.trials().size()), false);
    }
  }
}
