package io.nasoa.baselines.hpo.benchmark;

import io.nasoa.baselines.hpo.density.DensityModel;
import io.nasoa.baselines.hpo.density.DensitySettings;
import io.nasoa.baselines.hpo.density.Observation;
import io.nasoa.baselines.hpo.space.Parameter;
import io.nasoa.baselines.hpo.space.ParameterSpace;
import io.nasoa.baselines.hpo.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Observations at one budget, of which BOHB makes proposals. Immutable.
 *
 * @param name what it is called
 * @param levelCounts of the parameters, 0 for numbers
 * @param randomFraction share of the proposals that are drawn evenly
 * @param observations enough for a model
 */
public record ProposalHistory(
    String name, List<Integer> levelCounts, double randomFraction, List<Observation> observations) {
  public ProposalHistory {
    levelCounts = List.copyOf(levelCounts);
    observations = List.copyOf(observations);
  }

  /**
   * Independent proposals.
   *
   * @param count how many, at least 1
   * @param settings of the densities; the history's own share of even draws counts
   */
  public List<Point> draw(int count, long seed, DensitySettings settings) {
    ParameterSpace space = space();
    RandomGenerator random = new SplittableRandom(seed);
    DensityModel model = DensityModel.fit(observations, space.levelCounts(), settings, random);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(
          random.nextDouble() < randomFraction
              ? space.sample(random)
              : model.propose(random).map(space::point).orElseGet(() -> space.sample(random)));
    }
    return points;
  }

  private ParameterSpace space() {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < levelCounts.size(); i++) {
      int levels = levelCounts.get(i);
      parameters.add(
          levels == 0
              ? new Parameter.Real("p" + i, 0, 1, false, null)
              : new Parameter.Categorical("p" + i, names(levels), null));
    }
    return new ParameterSpace(parameters);
  }

  private static List<String> names(int levels) {
    return IntStream.range(0, levels).mapToObj(String::valueOf).toList();
  }
}
