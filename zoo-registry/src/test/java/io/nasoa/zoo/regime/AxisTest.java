package io.nasoa.zoo.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
  private static final Axis RATE = new Axis.Range("rate", 0.001, 0.1, true, 0.01);
  private static final Axis SMOOTHING = new Axis.Range("smoothing", 0, 0.2, false, 0.05);
  private static final Axis BATCH =
      new Axis.Values("batch", List.of(16.0, 32.0, 64.0, 128.0), true, 32);

  @Test
  void decode_logarithmic_isByRatio() {
    assertThat(RATE.decode(0)).isEqualTo(0.001);
    assertThat(RATE.decode(0.5)).isCloseTo(0.01, within(1e-15));
    assertThat(RATE.decode(1)).isEqualTo(0.1);
    assertThat(RATE.decode(-3)).isEqualTo(0.001);
    assertThat(RATE.decode(7)).isEqualTo(0.1);
  }

  @Test
  void decode_linear_isByDifference() {
    assertThat(SMOOTHING.decode(0.25)).isCloseTo(0.05, within(1e-15));
    assertThat(SMOOTHING.encode(0.15)).isCloseTo(0.75, within(1e-15));
  }

  @Test
  void decode_values_haveEqualParts() {
    assertThat(BATCH.decode(0)).isEqualTo(16);
    assertThat(BATCH.decode(0.2499)).isEqualTo(16);
    assertThat(BATCH.decode(0.25)).isEqualTo(32);
    assertThat(BATCH.decode(1)).isEqualTo(128);
    assertThat(BATCH.encode(64)).isEqualTo(0.625);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void encode_anyPlace_comesBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1000; i++) {
      double place = random.nextDouble();
      assertThat(RATE.contains(RATE.decode(place))).isTrue();
      assertThat(RATE.encode(RATE.decode(place))).isCloseTo(place, within(1e-12));
      assertThat(SMOOTHING.encode(SMOOTHING.decode(place))).isCloseTo(place, within(1e-12));
      double batch = BATCH.decode(place);
      assertThat(BATCH.decode(BATCH.encode(batch))).isEqualTo(batch);
    }
  }

  @Test
  void grid_anyCount_isAscendingInsideAndHoldsTheDefault() {
    for (Axis axis : List.of(RATE, SMOOTHING, BATCH, Axis.flag("flip", true))) {
      for (int count = 1; count <= 12; count++) {
        List<Double> grid = axis.grid(count);
        assertThat(grid).contains(axis.defaultValue()).isSorted().doesNotHaveDuplicates();
        assertThat(grid).allMatch(axis::contains).hasSizeLessThanOrEqualTo(count);
      }
    }
  }

  @Test
  void grid_handComputed() {
    assertThat(BATCH.grid(2)).containsExactly(32.0, 128.0);
    assertThat(BATCH.grid(3)).containsExactly(16.0, 32.0, 128.0);
    assertThat(BATCH.grid(9)).containsExactly(16.0, 32.0, 64.0, 128.0);
    assertThat(RATE.grid(3)).containsExactly(0.001, 0.01, 0.1);
    // 0, 0.1 and 0.2 but for the one nearest to the default.
    assertThat(SMOOTHING.grid(3)).containsExactly(0.0, 0.05, 0.2);
  }

  @Test
  void newAxis_impossible_isRefusedByName() {
    assertThatThrownBy(() -> new Axis.Range("rate", 0, 1, true, 0.5))
        .hasMessage("axis rate goes from 0.0 to 1.0, expected finite ascending ends above 0");
    assertThatThrownBy(() -> new Axis.Range("rate", 0, 1, false, 2))
        .hasMessage("axis rate has the default 2.0, which is not among its values");
    assertThatThrownBy(() -> new Axis.Values("batch", List.of(2.0, 1.0), true, 1))
        .hasMessage("axis batch has the values [2.0, 1.0], expected different ascending ones");
    assertThatThrownBy(() -> BATCH.grid(0))
        .hasMessage("a grid of axis batch has 0 values, expected at least 1");
  }
}
