package io.nasoa.baselines.hpo.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.baselines.hpo.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DensityModelTest {
  private static final DensitySettings OURS = DensitySettings.DEFAULT;
  private static final DensitySettings HPBANDSTER = OURS.withHpBandSter(true);
  private static final double NONE = Double.NaN;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 20})
  void exists_isFromTwiceOneMoreThanTheDimensions(int dimensions) {
    for (int n = 0; n < 200; n++) {
      assertThat(DensityModel.exists(n, dimensions, OURS)).isEqualTo(n >= 2 * (dimensions + 1));
    }
  }

  @Test
  void exists_morePointsAskedFor_needsThem() {
    DensitySettings more = new DensitySettings(10, 15, 64, 0, 3, 1e-3, false);
    assertThat(DensityModel.exists(12, 2, more)).isFalse();
    assertThat(DensityModel.exists(13, 2, more)).isTrue();
    DensitySettings fewer = new DensitySettings(1, 15, 64, 0, 3, 1e-3, false);
    assertThat(DensityModel.exists(5, 2, fewer)).isFalse();
    assertThat(DensityModel.exists(6, 2, fewer)).isTrue();
  }

  @Test
  void fit_manyObservations_fifteenPercentAreGoodAndTheNextBad() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 99; i >= 0; i--) {
      observations.add(observation(i / 100.0, i));
    }
    DensityModel model = fit(observations, OURS, 0);
    assertThat(model.good().size()).isEqualTo(15);
    assertThat(model.bad().size()).isEqualTo(85);
    assertThat(model.good().row(0)).containsExactly(0);
    assertThat(model.good().row(14)).containsExactly(0.14);
    assertThat(model.bad().row(0)).containsExactly(0.15);
  }

  @Test
  void fit_crashes_areBadWhateverTheySay() {
    List<Observation> observations = new ArrayList<>();
    observations.add(observation(0.9, Double.NEGATIVE_INFINITY));
    observations.add(observation(0.8, Double.NaN));
    for (int i = 0; i < 4; i++) {
      observations.add(observation(0.1 * i, i));
    }
    DensityModel model = fit(observations, OURS, 0);
    assertThat(model.good().size()).isEqualTo(2);
    assertThat(model.good().row(0)).containsExactly(0);
    assertThat(model.bad().row(model.bad().size() - 2)).containsExactly(0.9);
    assertThat(model.bad().row(model.bad().size() - 1)).containsExactly(0.8);
  }

  @Test
  void fit_tooFewObservations_isRefused() {
    assertThatThrownBy(() -> fit(List.of(observation(0.5, 1)), OURS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 observations of 1 parameters");
  }

  @Test
  void propose_goodOnesToTheLeft_isThere() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      observations.add(observation(i / 40.0, i));
    }
    DensityModel model = fit(observations, OURS, 0);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      assertThat(model.propose(random).orElseThrow()[0]).isBetween(0.0, 0.25);
    }
  }

  /** Levels that no good point has: HpBandSter takes them for infinitely good, we do not. */
  @Test
  void propose_levelThatDoesNotOccur_isPreferredByHpBandSterOnly() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      observations.add(observation(i < 4 ? 1 : 2, i));
    }
    assertThat(others(fit(observations, HPBANDSTER, 4))).isGreaterThan(0.02);
    assertThat(others(fit(observations, OURS, 4))).isZero();
  }

  private static double others(DensityModel model) {
    SplittableRandom random = new SplittableRandom(5);
    int others = 0;
    for (int i = 0; i < 1000; i++) {
      others += model.propose(random).orElseThrow()[0] == 1 ? 0 : 1;
    }
    return others / 1000.0;
  }

  @Test
  void propose_unknownFirstCoordinate_isNothingWithTheOddityOnly() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      observations.add(
          new Observation(new Point(List.of(i % 2 == 0 ? NONE : 0.1 * (i % 10), i / 20.0)), i));
    }
    DensityModel odd =
        DensityModel.fit(observations, new int[] {0, 0}, HPBANDSTER, new SplittableRandom(1));
    assertThat(odd.propose(new SplittableRandom(1))).isEmpty();
    DensityModel ours =
        DensityModel.fit(observations, new int[] {0, 0}, OURS, new SplittableRandom(1));
    assertThat(ours.propose(new SplittableRandom(1))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void propose_anyObservations_isInTheCube(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] levelCounts = {0, 3, 0, 1 + random.nextInt(4)};
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 10 + random.nextInt(60); i++) {
      List<Double> point = new ArrayList<>();
      for (int levels : levelCounts) {
        point.add(levels == 0 ? random.nextDouble() : random.nextInt(levels));
      }
      observations.add(new Observation(new Point(point), random.nextInt(4)));
    }
    DensityModel model = DensityModel.fit(observations, levelCounts, OURS, random);
    for (int i = 0; i < 100; i++) {
      double[] proposal = model.propose(random).orElseThrow();
      for (int d = 0; d < levelCounts.length; d++) {
        double most = levelCounts[d] == 0 ? 1 : levelCounts[d] - 1;
        assertThat(proposal[d]).isBetween(0.0, most);
        assertThat(levelCounts[d] == 0 || proposal[d] == Math.rint(proposal[d])).isTrue();
      }
    }
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> new DensitySettings(0, 100, 64, 0, 3, 1e-3, false))
        .hasMessageContaining("goodPercent is 100, expected 1 to 99");
    assertThatThrownBy(() -> OURS.withRandomFraction(1.5)).hasMessageContaining("randomFraction");
  }

  private static Observation observation(double x, double loss) {
    return new Observation(new Point(List.of(x)), loss);
  }

  private static DensityModel fit(List<Observation> observations, DensitySettings how, int levels) {
    return DensityModel.fit(observations, new int[] {levels}, how, new SplittableRandom(1));
  }
}
