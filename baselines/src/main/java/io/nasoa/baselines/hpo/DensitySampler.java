package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.density.DensityModel;
import io.nasoa.baselines.hpo.density.DensitySettings;
import io.nasoa.baselines.hpo.density.Observation;
import io.nasoa.baselines.hpo.space.ParameterSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * BOHB's proposals: from the densities at the largest budget that has enough observations, whatever
 * the configuration's own budget will be; a share of them drawn evenly. Observations at a budget
 * below one that has a model are not kept.
 */
record DensitySampler(DensitySettings settings, Rungs rungs, ParameterSpace space, long seed)
    implements Sampler {
  @Override
  public Sample draw(History history, RandomGenerator random) {
    Optional<DensityModel> model = model(history);
    if (model.isPresent() && random.nextDouble() >= settings.randomFraction()) {
      Optional<double[]> proposal = model.get().propose(random);
      if (proposal.isPresent()) {
        return new Sample(space.point(proposal.get()), true);
      }
    }
    return new Sample(space.sample(random), false);
  }

  private Optional<DensityModel> model(History history) {
    List<List<Observation>> levels =
        Stream.generate(() -> (List<Observation>) new ArrayList<Observation>())
            .limit(rungs.size())
            .toList();
    int[] best = {-1};
    history.observed(
        (level, observation) -> {
          if (level >= best[0]) {
            levels.get(level).add(observation);
            best[0] = exists(levels.get(level)) ? level : best[0];
          }
        });
    return best[0] < 0 ? Optional.empty() : Optional.of(fit(best[0], levels.get(best[0])));
  }

  private boolean exists(List<Observation> observations) {
    return DensityModel.exists(observations.size(), space.dimensions(), settings);
  }

  /** The same observations always give the same model, imputed values too. */
  private DensityModel fit(int level, List<Observation> observations) {
    RandomGenerator random = Seeds.generator(seed, Seeds.IMPUTATION + level, observations.size());
    return DensityModel.fit(observations, space.levelCounts(), settings, random);
  }
}
