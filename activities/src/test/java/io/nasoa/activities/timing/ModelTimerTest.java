package io.nasoa.activities.timing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTimerTest {
  @Test
  void measure_smallAndLargeNetwork_tellsThemApartAndLeavesNothingOpen() {
    TorchRuntime torch = TorchRuntime.start(1);
    int open = torch.openArrays();
    List<ModelTimes> times =
        new ModelTimer(torch, Device.cpu())
            .measure(List.of(subject("small", "2-_8_2-2"), subject("large", "020-_32_2-2")), 3);
    assertThat(times).extracting(ModelTimes::name).containsExactly("small", "large");
    ModelTimes small = times.get(0);
    ModelTimes large = times.get(1);
    // Twenty times the work: whatever the machine does meanwhile.
    assertThat(large.stepRatio()).isGreaterThan(small.stepRatio());
    assertThat(large.inferenceSeconds()).isGreaterThan(small.inferenceSeconds());
    assertThat(large.activationBytes()).isGreaterThan(small.activationBytes());
    // Nothing frozen, the stem, the stem and one stage, the stem and both.
    assertThat(small.stepSeconds()).hasSize(graph("2-_8_2-2").freezableStages() + 1);
    assertThat(large.stepSeconds().get(large.stepSeconds().size() - 1))
        .isLessThan(large.stepSeconds().get(0));
    assertThat(torch.openArrays()).isEqualTo(open);
  }

  private static ModelTimer.Subject subject(String name, String architecture) {
    return new ModelTimer.Subject(name, graph(architecture), 32);
  }

  private static LayerGraph graph(String architecture) {
    return Architecture.parse(architecture).toGraph(3, Stem.STANDARD);
  }
}
