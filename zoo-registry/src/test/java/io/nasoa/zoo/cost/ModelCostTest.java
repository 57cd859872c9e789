package io.nasoa.zoo.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCostTest {
  /** A stem, one stage and a head with easy numbers. */
  static final ModelCost EASY =
      new ModelCost(
          List.of(
              new ModelCost.Stage(100, 1000, 40),
              new ModelCost.Stage(200, 2000, 30),
              new ModelCost.Stage(50, 500, 2)),
          20);

  @ParameterizedTest
  @ValueSource(strings = {"2-_8_2-2", "020-_16_11-21-21-21", "2-_16_21-11-112-1121112"})
  void of_stages_addUpToTheNetwork(String architecture) {
    LayerGraph graph = Networks.parse(architecture).toGraph(7, Stem.STANDARD);
    ComputeCost whole = ComputeCost.of(graph, 64);
    ModelCost cost = ModelCost.of(graph, 64);
    assertThat(cost.total())
        .isEqualTo(
            new ModelCost.Stage(whole.parameters(), whole.macs(), whole.activationElements()));
    assertThat(cost.freezableStages()).isEqualTo(graph.freezableStages());
    assertThat(cost.stages()).allMatch(stage -> stage.macs() > 0 && stage.elements() > 0);
    assertThat(cost.largestLayerElements()).isBetween(1L, whole.activationElements());
  }

  @Test
  void trainable_allFrozen_isTheHead() {
    LayerGraph graph = Networks.parse("2-_8_2-2").toGraph(7, Stem.STANDARD);
    ModelCost cost = ModelCost.of(graph, 64);
    int features = ComputeCost.of(graph, 64).finalChannels();
    assertThat(cost.trainable(cost.freezableStages()).parameters()).isEqualTo(7L * features + 7);
    assertThat(cost.trainable(cost.freezableStages()).macs()).isEqualTo(7L * features);
  }

  @Test
  void trainableShareAndStepMacs_handComputed() {
    assertThat(EASY.trainableShare(0)).isEqualTo(1);
    assertThat(EASY.trainableShare(1)).isCloseTo(2500 / 3500.0, within(1e-15));
    assertThat(EASY.stepMacs(0)).isEqualTo(3 * 3500);
    assertThat(EASY.stepMacs(1)).isEqualTo(3500 + 2 * 2500);
    assertThat(EASY.stepMacs(2)).isEqualTo(3500 + 2 * 500);
  }

  @Test
  void trainable_moreThanThereAre_isRefused() {
    assertThatThrownBy(() -> EASY.trainable(3))
        .hasMessage("3 stages cannot be frozen, the network has 2");
  }

  @Test
  void memory_handComputed() {
    MemoryModel model = new MemoryModel(1000, 4, 1.5);
    // Weights 350 + 3 x 250; images 2 x (3 x 16 + 32 + 4 x 20).
    assertThat(model.bytes(EASY, 1, 2, 4)).isEqualTo(1000 + 1.5 * 4 * (350 + 750 + 2 * 160));
  }

  @Test
  void memory_moreFrozenOrSmallerBatch_isLess() {
    ModelCost cost =
        ModelCost.of(Networks.parse("020-_16_11-21-21-21").toGraph(10, Stem.STANDARD), 64);
    MemoryModel model = MemoryModel.SINGLE_PRECISION;
    for (int frozen = 1; frozen <= cost.freezableStages(); frozen++) {
      assertThat(model.bytes(cost, frozen, 32, 64))
          .isLessThan(model.bytes(cost, frozen - 1, 32, 64));
      assertThat(model.bytes(cost, frozen, 16, 64)).isLessThan(model.bytes(cost, frozen, 32, 64));
    }
  }
}
