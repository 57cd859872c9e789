package io.nasoa.baselines.hpo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsynchronousHalvingTest {
  private static final HpoSettings SETTINGS = HpoSettings.of(HpoAlgorithm.ASHA, 1, 9, 3);

  @Test
  void ask_sequentially_promotesAsSoonAsOneInThreeIsBest() {
    double[] losses = {5, 3, 4, 9, 1, 2, 8, 7, 6, 0};
    List<Evaluation> all = Play.sequentially(Play.method(SETTINGS, 1), 12, e -> losses[e.trial()]);
    // After three the best of them; then the fifth, which is better; after six the second best.
    assertThat(all)
        .extracting(Evaluation::trial)
        .containsExactly(0, 1, 2, 1, 3, 4, 4, 5, 5, 4, 6, 7);
    assertThat(all)
        .extracting(Evaluation::level)
        .containsExactly(0, 0, 0, 1, 0, 0, 1, 0, 1, 2, 0, 0);
  }

  @Test
  void ask_crashed_isNeverPromotedAndCounts() {
    List<Evaluation> all =
        Play.sequentially(
            Play.method(SETTINGS, 1), 10, e -> e.trial() == 0 ? 1 : Double.POSITIVE_INFINITY);
    assertThat(all).extracting(Evaluation::trial).containsExactly(0, 1, 2, 0, 3, 4, 5, 6, 7, 8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ask_anyLosses_promotesOncePerRungAndAtMostOneInEta(long seed) {
    HpoMethod method = Play.method(SETTINGS.withParallel(4).withLimit(90), seed);
    List<Evaluation> all = Play.withWorkers(method, 4, 1000, seed);
    assertThat(method.finished()).isTrue();
    assertThat(all).extracting(e -> List.of(e.trial(), e.level())).doesNotHaveDuplicates();
    long[] counts = new long[3];
    all.forEach(e -> counts[e.level()]++);
    assertThat(counts[0]).isEqualTo(90);
    // Who was among the best when it went on may be overtaken, so there are a few more.
    assertThat(counts[1]).isBetween(25L, 45L);
    assertThat(counts[2]).isBetween(7L, 22L);
  }
}
