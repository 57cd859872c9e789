package io.nasoa.zoo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationDesignTest {
  private static final RegimeSpace SPACE =
      new RegimeSpace(
          RegimeAxes.VERSION_1,
          IntStream.range(0, 7).mapToObj(i -> new SpaceModel("m" + i, 0, 4)).toList());

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 24, 31, 32})
  void task_hasEachDefaultAndAllThatWasAskedFor(int size) {
    ConfigurationDesign design = new ConfigurationDesign(SPACE, size, 1);
    List<DesignedConfiguration> of = design.of("trashnet", size);
    assertThat(of).hasSize(size).doesNotHaveDuplicates();
    assertThat(of.stream().map(DesignedConfiguration::configuration))
        .containsAll(SPACE.defaults())
        .allSatisfy(SPACE::require);
  }

  @Test
  void tasks_shareTheDefaultsAndHalfOfTheRest() {
    ConfigurationDesign design = new ConfigurationDesign(SPACE, 24, 1);
    Set<DesignedConfiguration> common = new LinkedHashSet<>(design.of("trashnet", 24));
    common.retainAll(design.of("flowers5", 24));
    assertThat(common).hasSize(7 + 9);
    assertThat(common).noneSatisfy(it -> assertThat(it.name()).startsWith("own"));
  }

  @Test
  void design_isAFunctionOfItsSeed() {
    ConfigurationDesign design = new ConfigurationDesign(SPACE, 24, 1);
    assertThat(new ConfigurationDesign(SPACE, 24, 1).of("a", 24)).isEqualTo(design.of("a", 24));
    assertThat(new ConfigurationDesign(SPACE, 24, 2).of("a", 24)).isNotEqualTo(design.of("a", 24));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c", "d"})
  void fewerConfigurations_areTheFirstAndOfAllKinds(String task) {
    ConfigurationDesign design = new ConfigurationDesign(SPACE, 24, 1);
    List<DesignedConfiguration> few = design.of(task, 8);
    assertThat(design.of(task, 24)).startsWith(few.toArray(DesignedConfiguration[]::new));
    assertThat(few.stream().map(it -> it.name().replaceFirst("-.*", "")).distinct())
        .containsExactlyInAnyOrder("default", "shared", "own");
  }

  @Test
  void models_areBalancedOverTasks() {
    ConfigurationDesign design = new ConfigurationDesign(SPACE, 24, 1);
    Map<String, Integer> runs = new LinkedHashMap<>();
    for (int task = 0; task < 50; task++) {
      design
          .of("task" + task, 24)
          .forEach(it -> runs.merge(it.configuration().model(), 1, Integer::sum));
    }
    assertThat(runs).hasSize(7);
    assertThat(runs.values()).allSatisfy(count -> assertThat(count).isBetween(150, 225));
  }

  @Test
  void tooSmallDesign_isRefused() {
    assertThatThrownBy(() -> new ConfigurationDesign(SPACE, 6, 1))
        .hasMessageContaining("too small for the defaults of 7 models");
  }

  @Test
  void steps_followShareAndLimitAndStopBeforeUselessPasses() {
    ModelCost cost = ModelCost.of(Architecture.parse("2-_8_2-2").toGraph(5, Stem.SMALL_INPUT), 32);
    var whole = SPACE.defaults("m0");
    TrialSteps steps = TrialSteps.DEFAULT;
    int four = steps.of(cost, whole, 0.05, 2000, 100, 4);
    int twelve = steps.of(cost, whole, 0.05, 2000, 100, 12);
    assertThat(four).isBetween(50, 64);
    assertThat(twelve).isGreaterThan(3 * four);
    assertThat(steps.of(cost, whole, 0.0001, 32, 100, 36)).as("80 passes").isEqualTo(80);
    assertThat(steps.of(cost, whole, 1, 2000, 100, 4)).as("nothing fits").isZero();
  }
}
