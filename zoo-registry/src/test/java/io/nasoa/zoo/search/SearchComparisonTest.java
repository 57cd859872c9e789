package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchComparisonTest {
  private static Optional<Objectives> at(double accuracy, double stepTime) {
    return Optional.of(new Objectives(accuracy, stepTime));
  }

  @Test
  void of_twoLogs_hasOneReferenceForBoth() {
    SearchComparison comparison =
        SearchComparison.of(
            List.of(
                List.of(at(.5, 2), Optional.empty(), at(.75, 3)),
                List.of(at(.25, 4), at(.5, 3), at(.5, 1))));

    assertThat(comparison.reference()).isEqualTo(new Objectives(.25, 4));
    // .25 x 2, then .25 x 1 more; 0, then .25 x 1, then .25 x 3
    assertThat(comparison.hypervolumes())
        .containsExactly(List.of(.5, .5, .75), List.of(0., .25, .75));
    assertThat(comparison.whole()).isEqualTo(1);
    assertThat(comparison.last(0)).isEqualTo(.75);
    assertThat(comparison.reached(0, .5)).hasValue(1);
    assertThat(comparison.reached(1, .5)).hasValue(3);
    assertThat(comparison.reached(1, .8)).isEmpty();
  }

  @Test
  void of_searchWithoutEvaluations_hasReachedNothing() {
    SearchComparison comparison =
        SearchComparison.of(List.of(List.of(), List.of(at(.5, 2), at(.25, 4))));

    assertThat(comparison.last(0)).isZero();
    assertThat(comparison.reached(0, 0)).isEmpty();
  }

  @Test
  void of_nothingMeasured_isRefused() {
    assertThatThrownBy(() -> SearchComparison.of(List.of(List.of(Optional.empty()))))
        .hasMessage("none of the searches has measured anything");
  }
}
