package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @Test
  void kendallTau_onePairOfSixSwapped_isTwoThirds() {
    assertThat(RankCorrelation.kendallTau(List.of(1.0, 2.0, 3.0, 4.0), List.of(1.0, 3.0, 2.0, 4.0)))
        .isEqualTo(2 / 3.0, EXACT);
  }

  @Test
  void kendallTau_opposite_isMinusOne() {
    assertThat(RankCorrelation.kendallTau(List.of(1.0, 2.0, 3.0), List.of(3.0, 2.0, 1.0)))
        .isEqualTo(-1, EXACT);
  }

  @Test
  void kendallTau_tieInOne_dividesByTheGeometricMeanOfUntiedPairs() {
    // Pairs: 2 alike, 0 opposite, 1 tied in the first list: 2 / sqrt(2 * 3).
    assertThat(RankCorrelation.kendallTau(List.of(1.0, 1.0, 2.0), List.of(1.0, 2.0, 3.0)))
        .isEqualTo(2 / Math.sqrt(6), EXACT);
  }

  @Test
  void kendallTau_nothingToOrder_isNotANumber() {
    assertThat(RankCorrelation.kendallTau(List.of(1.0), List.of(1.0))).isNaN();
    assertThat(RankCorrelation.kendallTau(List.of(1.0, 1.0), List.of(1.0, 2.0))).isNaN();
  }

  @Test
  void kendallTau_listsOfTwoLengths_areRefused() {
    assertThatThrownBy(() -> RankCorrelation.kendallTau(List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
