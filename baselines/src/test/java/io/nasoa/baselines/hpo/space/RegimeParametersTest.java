package io.nasoa.baselines.hpo.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegimeParametersTest {
  private static final RegimeSpace REGIMES =
      new RegimeSpace(
          RegimeAxes.VERSION_1,
          List.of(
              new SpaceModel("a", 0, 4),
              new SpaceModel("b", 0, 4),
              new SpaceModel("c", 0, 5),
              new SpaceModel("d", 2, 2)));

  @Test
  void space_versionOne_hasAParameterForEachRangeOfFrozenStages() {
    ParameterSpace space = new RegimeParameters(REGIMES).space();
    assertThat(space.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "model",
            "learningRate",
            "limitShare",
            "batchSize",
            "weightDecay",
            "crop",
            "flip",
            "labelSmoothing",
            "frozenStages.0-4",
            "frozenStages.0-5");
    assertThat(space.parameters().get(8).when())
        .isEqualTo(new Condition("model", List.of("a", "b")));
    assertThat(space.parameters().get(9).when()).isEqualTo(new Condition("model", List.of("c")));
    assertThat(space.levelCounts()).containsExactly(4, 0, 0, 0, 0, 2, 2, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void configuration_anyPoint_isInTheRegimeSpaceAndComesBack(long seed) {
    RegimeParameters parameters = new RegimeParameters(REGIMES);
    SplittableRandom random = new SplittableRandom(seed);
    Set<List<Object>> freezings = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      Point point = parameters.space().sample(random);
      Configuration configuration = parameters.configuration(point);
      REGIMES.require(configuration);
      assertThat(parameters.point(configuration)).isEqualTo(point);
      freezings.add(List.of(configuration.model(), configuration.frozenStages()));
    }
    assertThat(freezings).hasSize(5 + 5 + 6 + 1);
  }

  @Test
  void point_defaults_comeBack() {
    RegimeParameters parameters = new RegimeParameters(REGIMES);
    for (Configuration usual : REGIMES.defaults()) {
      Configuration back = parameters.configuration(parameters.point(usual));
      assertThat(back.model()).isEqualTo(usual.model());
      assertThat(back.frozenStages()).isEqualTo(usual.frozenStages());
      assertThat(back.batchSize()).isEqualTo(32);
      assertThat(back.crop()).isTrue();
      assertThat(back.flip()).isFalse();
      assertThat(back.learningRate()).isCloseTo(0.05, within(1e-6));
      assertThat(back.limitShare()).isEqualTo(1);
    }
  }

  @Test
  void space_oneModelAndFixedAxes_leavesThemOut() {
    RegimeAxes axes = RegimeAxes.VERSION_1.withFixed(Map.of("batchSize", 48.0, "crop", 1.0));
    RegimeSpace regimes = new RegimeSpace(axes, List.of(new SpaceModel("only", 1, 3)));
    RegimeParameters parameters = new RegimeParameters(regimes);
    assertThat(parameters.space().parameters())
        .extracting(Parameter::name)
        .doesNotContain("model", "batchSize", "crop")
        .contains("frozenStages.1-3");
    assertThat(parameters.space().parameters()).allMatch(parameter -> parameter.when() == null);
    Configuration drawn =
        parameters.configuration(parameters.space().sample(new SplittableRandom(1)));
    assertThat(drawn.model()).isEqualTo("only");
    assertThat(drawn.batchSize()).isEqualTo(48);
    assertThat(drawn.crop()).isTrue();
    assertThat(drawn.frozenStages()).isBetween(1, 3);
  }
}
