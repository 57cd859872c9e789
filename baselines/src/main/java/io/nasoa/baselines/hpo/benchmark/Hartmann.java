package io.nasoa.baselines.hpo.benchmark;

import io.nasoa.baselines.hpo.density.Normal;
import io.nasoa.baselines.hpo.space.Parameter;
import io.nasoa.baselines.hpo.space.ParameterSpace;
import io.nasoa.baselines.hpo.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The functions of Hartmann in three or six dimensions at many fidelities, as mf-prior-bench
 * defines them: with s = ln z / ln z_max of budget z, the four weights are less by bias (1 - s),
 * and the absolute value of a standard normal number times noise (1 - s) is added, drawn for every
 * evaluation afresh. Published pairs of bias and noise: (0.5, 0.1), good (2.5, 2), moderate (3, 3),
 * bad (3.5, 4), terrible (4, 5).
 */
public final class Hartmann implements BenchmarkProblem {
  private static final double[] WEIGHTS = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] SLOPES_3 = {
    {3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}
  };
  private static final double[][] CENTRES_3 = {
    {0.3689, 0.1170, 0.2673},
    {0.4699, 0.4387, 0.7470},
    {0.1091, 0.8732, 0.5547},
    {0.0381, 0.5743, 0.8828}
  };
  private static final double OPTIMUM_3 = -3.86278214782076;
  private static final double[][] SLOPES_6 = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] CENTRES_6 = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };
  private static final double OPTIMUM_6 = -3.32236801141551;

  private final int dimensions;
  private final double bias;
  private final double noise;
  private final double fullBudget;
  private final ParameterSpace space;

  /**
   * A function.
   *
   * @param dimensions 3 or 6
   * @param bias at least 0
   * @param noise at least 0
   * @param fullBudget the budget without bias and noise, above 1
   */
  public Hartmann(int dimensions, double bias, double noise, double fullBudget) {
    if (dimensions != 3 && dimensions != 6) {
      throw new IllegalArgumentException(
          "Hartmann's function has %d dimensions, expected 3 or 6".formatted(dimensions));
    }
    if (!(bias >= 0 && noise >= 0 && Double.isFinite(bias + noise)) || !(fullBudget > 1)) {
      throw new IllegalArgumentException(
          "Hartmann's function has bias %s, noise %s and budgets up to %s"
                  .formatted(bias, noise, fullBudget)
              + ", expected bias and noise from 0 and budgets up to more than 1");
    }
    this.dimensions = dimensions;
    this.bias = bias;
    this.noise = noise;
    this.fullBudget = fullBudget;
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      parameters.add(new Parameter.Real("x" + i, 0, 1, false, null));
    }
    space = new ParameterSpace(parameters);
  }

  @Override
  public String name() {
    return "mfh" + dimensions;
  }

  @Override
  public ParameterSpace space() {
    return space;
  }

  @Override
  public double observe(Point point, double budget, RandomGenerator random) {
    double distance = 1 - StrictMath.log(budget) / StrictMath.log(fullBudget);
    double shift = Math.abs(Normal.draw(random)) * noise * distance;
    return value(point.toArray(), bias * distance) + shift;
  }

  @Override
  public double regret(Point point) {
    return value(point.toArray(), 0) - (dimensions == 3 ? OPTIMUM_3 : OPTIMUM_6);
  }

  private double value(double[] x, double less) {
    double[][] slopes = dimensions == 3 ? SLOPES_3 : SLOPES_6;
    double[][] centres = dimensions == 3 ? CENTRES_3 : CENTRES_6;
    double value = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      double exponent = 0;
      for (int j = 0; j < dimensions; j++) {
        double away = x[j] - centres[i][j];
        exponent -= slopes[i][j] * away * away;
      }
      value -= (WEIGHTS[i] - less) * StrictMath.exp(exponent);
    }
    return value;
  }
}
