package io.nasoa.baselines.hpo.benchmark;

import io.nasoa.baselines.hpo.space.Parameter;
import io.nasoa.baselines.hpo.space.ParameterSpace;
import io.nasoa.baselines.hpo.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Counting ones of the BOHB paper: the sum of some bits and of some probabilities, of which only
 * the mean of as many coin throws as the budget says is seen. Loss and regret are divided by the
 * number of dimensions.
 */
public final class CountingOnes implements BenchmarkProblem {
  private final int bits;
  private final int probabilities;
  private final ParameterSpace space;

  /**
   * A function.
   *
   * @param bits at least 0
   * @param probabilities at least 0; at least 1 of either
   */
  public CountingOnes(int bits, int probabilities) {
    if (bits < 0 || probabilities < 0 || bits + probabilities < 1) {
      throw new IllegalArgumentException(
          "counting ones has %d + %d dimensions, expected at least one"
              .formatted(bits, probabilities));
    }
    this.bits = bits;
    this.probabilities = probabilities;
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < bits; i++) {
      parameters.add(new Parameter.Categorical("bit" + i, List.of("0", "1"), null));
    }
    for (int i = 0; i < probabilities; i++) {
      parameters.add(new Parameter.Real("p" + i, 0, 1, false, null));
    }
    space = new ParameterSpace(parameters);
  }

  @Override
  public String name() {
    return bits == probabilities ? "co" + bits : "co%d+%d".formatted(bits, probabilities);
  }

  @Override
  public ParameterSpace space() {
    return space;
  }

  @Override
  public double observe(Point point, double budget, RandomGenerator random) {
    double[] x = point.toArray();
    long coins = Math.max(1, Math.round(budget));
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += i < bits ? x[i] : (double) heads(x[i], coins, random) / coins;
    }
    return -sum / x.length;
  }

  private static long heads(double probability, long coins, RandomGenerator random) {
    long heads = 0;
    for (long i = 0; i < coins; i++) {
      heads += random.nextDouble() < probability ? 1 : 0;
    }
    return heads;
  }

  @Override
  public double regret(Point point) {
    double[] x = point.toArray();
    double missing = 0;
    for (double one : x) {
      missing += 1 - one;
    }
    return missing / x.length;
  }
}
