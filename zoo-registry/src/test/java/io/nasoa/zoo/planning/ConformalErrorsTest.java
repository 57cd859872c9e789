package io.nasoa.zoo.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalErrorsTest {
  @Test
  void bound_handComputed_countsDataSetsAlike() {
    ConformalErrors errors =
        ConformalErrors.start().with("a", 2).with("b", 3).with("a", 1).with("b", Double.NaN);
    // Shares of the probability: 1/6 each for 1 and 2, 1/3 for 3, 1/3 beyond all.
    assertThat(errors.bound(0.15)).isEqualTo(1);
    assertThat(errors.bound(1 / 3.0)).isEqualTo(2);
    assertThat(errors.bound(0.34)).isEqualTo(3);
    assertThat(errors.bound(2 / 3.0)).isEqualTo(3);
    assertThat(errors.bound(0.67)).isInfinite();
    assertThat(ConformalErrors.start().bound(0.1)).isInfinite();
    assertThatThrownBy(() -> errors.bound(1))
        .hasMessage("no bound holds with probability 1.0, expected one in (0, 1)");
  }

  @Test
  void with_manyErrors_keepsTheNewest() {
    ConformalErrors errors = ConformalErrors.start();
    for (int i = 0; i < 100; i++) {
      errors = errors.with("a", i);
    }
    assertThat(errors.errors().get("a")).hasSize(64).startsWith(36.0).endsWith(99.0);
  }

  @Test
  void without_aDataSet_isAsIfItHadNeverBeen() {
    ConformalErrors other = ConformalErrors.start().with("a", 1);
    assertThat(other.with("b", 7).without("b")).isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bound_unseenDataSets_coversAsPromised(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int inside = 0;
    int trials = 1500;
    for (int trial = 0; trial < trials; trial++) {
      SortedMap<String, List<Double>> errors = new TreeMap<>();
      for (int dataset = 0; dataset < 14; dataset++) {
        errors.put("d" + dataset, dataset(random, 1 + random.nextInt(6)));
      }
      double bound = new ConformalErrors(ConformalErrors.SCHEMA, errors).bound(0.9);
      inside += dataset(random, 1).get(0) <= bound ? 1 : 0;
    }
    assertThat((double) inside / trials).isBetween(0.88, 0.97);
  }

  /** Errors that are alike within a data set. */
  private static List<Double> dataset(SplittableRandom random, int rows) {
    double level = random.nextGaussian();
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      errors.add(Math.abs(level + 0.2 * random.nextGaussian()));
    }
    return errors;
  }
}
