package io.nasoa.baselines.hpo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.baselines.hpo.density.DensitySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class DensitySamplerTest {
  /** One rung, so that only the model's rules are looked at. */
  private static HpoMethod bohb(double randomFraction) {
    DensitySettings density = DensitySettings.DEFAULT.withRandomFraction(randomFraction);
    return Play.method(HpoSettings.of(HpoAlgorithm.BOHB, 1, 1, 3).withDensity(density), 3);
  }

  @Test
  void model_isThereFromTwiceOneMoreThanTheParameters() {
    List<Evaluation> all = Play.sequentially(bohb(0), 40, Play::loss);
    assertThat(all.subList(0, 12)).noneMatch(Evaluation::modelBased);
    assertThat(all.subList(12, 40)).allMatch(Evaluation::modelBased);
  }

  @Test
  void randomFraction_isTheShareOfEvenDraws() {
    List<Evaluation> all = Play.sequentially(bohb(1.0 / 3), 312, Play::loss);
    long modelBased = all.stream().skip(12).filter(Evaluation::modelBased).count();
    assertThat(modelBased).isBetween(170L, 230L);
    assertThat(Play.sequentially(bohb(1), 40, Play::loss)).noneMatch(Evaluation::modelBased);
  }

  @Test
  void proposals_conditionalSpace_findWhatIsGood() {
    List<Evaluation> all = Play.sequentially(bohb(0), 150, Play::clean);
    double early = all.subList(0, 12).stream().mapToDouble(Play::clean).average().orElseThrow();
    double late = all.subList(100, 150).stream().mapToDouble(Play::clean).average().orElseThrow();
    assertThat(late).isLessThan(0.7 * early);
  }

  /** While a larger budget has a model, what smaller ones say is not even kept. */
  @Test
  void model_isThatOfTheLargestBudgetThatHasOne() {
    HpoSettings settings =
        HpoSettings.of(HpoAlgorithm.BOHB, 1, 9, 3)
            .withDensity(DensitySettings.DEFAULT.withRandomFraction(0));
    HpoMethod informed = Play.method(settings, 3);
    HpoMethod misled = Play.method(settings, 3);
    List<Evaluation> first = Play.sequentially(informed, 300, Play::clean);
    Play.sequentially(misled, 300, Play::clean);
    assertThat(first.get(299).modelBased()).isTrue();
    assertThat(full(first)).isGreaterThan(12);

    // The next bracket's cheap evaluations: one says that they are the worst, one that the best.
    List<Evaluation> a = Play.sequentially(informed, 9, e -> 1e6);
    List<Evaluation> b = Play.sequentially(misled, 9, e -> -1e6 - e.number());
    assertThat(a).extracting(Evaluation::level).containsOnly(0);
    assertThat(b).isEqualTo(a);
  }

  private static long full(List<Evaluation> evaluations) {
    return evaluations.stream().filter(e -> e.level() == 2).count();
  }
}
