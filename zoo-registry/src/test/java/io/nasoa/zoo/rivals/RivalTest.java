package io.nasoa.zoo.rivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ArchitectureDescription;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.RivalScales.RivalScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RivalTest {
  static Stream<RivalScale> scales() {
    return RivalScales.all().stream();
  }

  @ParameterizedTest
  @MethodSource("scales")
  void parse_printedScale_isTheSame(RivalScale scale) {
    assertThat(Networks.parse(scale.rival().toString())).isEqualTo(scale.rival());
    assertThat(Networks.family(scale.rival().toString()))
        .contains(scale.name().substring(0, scale.name().indexOf('-')));
  }

  @Test
  void parse_sameNumberWrittenTwice_isTheSameNetwork() {
    assertThat(Rival.parse("rival:regnetx-d13-w24-a36.40-m2.0-g8"))
        .isEqualTo(Rival.parse("rival:regnetx-d13-w24-a36.4-m2-g8"))
        .hasToString("rival:regnetx-d13-w24-a36.4-m2-g8");
  }

  @Test
  void networksParse_withoutPrefix_isAnArchitecture() {
    assertThat(Networks.parse("2-_16_1-2")).isEqualTo(Architecture.parse("2-_16_1-2"));
    assertThat(Networks.family("2-_16_1-2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rival:",
        "rival:resnet",
        "rival:resnet-18",
        "rival:resnet-018-w24",
        "rival:resnet-18-w24 ",
        "rival:ResNet-18-w24",
        "rival:mobilenetv3-w50",
        "rival:regnetz-d13-w24-a36.44-m2.49-g8",
        "rival:efficientnet-w100-d100-x",
        "rival:resnet-18-w999999999999"
      })
  void parse_noRival_isRefused(String text) {
    assertThatThrownBy(() -> Networks.parse(text))
        .isInstanceOf(InvalidArchitectureException.class)
        .hasMessageStartingWith("architecture '" + text + "': it names no rival, expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet-19-w24 | number of layers is 19, expected 10, 14, 18",
        "resnet-18-w0 | the width is 0, expected 1 to 1024",
        "mobilenetv2-w9 | width in percent is 9, expected 10 to 400",
        "efficientnet-w100-d401 | depth in percent is 401, expected 10 to 400",
        "regnetx-d65-w24-a36-m2.5-g8 | number of blocks is 65, expected 1 to 64",
        "regnetx-d13-w20-a36-m2.5-g8 | initial width is 20, expected a multiple of 8",
        "regnetx-d13-w24-a513-m2.5-g8 | slope is 513, expected 0 to 512",
        "regnetx-d13-w24-a36-m1-g8 | factor is 1, expected above 1",
        "regnety-d13-w24-a36-m2-g0 | group width is 0, expected 1 to 512"
      })
  void parse_numberOutOfRange_isNamed(String name, String problem) {
    assertThatThrownBy(() -> Rival.parse("rival:" + name))
        .isInstanceOf(InvalidArchitectureException.class)
        .hasMessageContaining("rival:" + name)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @MethodSource("scales")
  void cost_ofScale_isWithinTheRange(RivalScale scale) {
    LayerGraph graph = scale.rival().toGraph(100, RivalScales.STEM);

    ComputeCost cost = ComputeCost.of(graph, RivalScales.RESOLUTION);

    assertThat(cost.macs()).isBetween(4_000_000L, 40_000_000L);
    assertThat(cost.parameters()).isLessThan(5_000_000);
  }

  @Test
  void all_ofAFamily_growWithTheirLetter() {
    List<Long> macs =
        scales()
            .map(scale -> ComputeCost.of(scale.rival().toGraph(100, RivalScales.STEM), 64).macs())
            .toList();

    for (int family = 0; family < macs.size(); family += 3) {
      assertThat(macs.subList(family, family + 3)).isSorted().doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("scales")
  void toGraph_anyRival_hasStagesInOrderAndUniqueNames(RivalScale scale) {
    LayerGraph graph = scale.rival().toGraph(10, Stem.STANDARD);

    assertThat(graph.layers()).extracting(Layer::stage).isSorted().startsWith(0);
    assertThat(graph.layers()).extracting(Layer::name).doesNotHaveDuplicates();
    assertThat(graph.freezableStages()).isEqualTo(scale.rival().blocksPerStage().size() + 1);
  }

  /** The stem's stride is all that differs, so each side is twice (ResNet: four times) as long. */
  @ParameterizedTest
  @MethodSource("scales")
  void toGraph_smallInput_keepsTheSizeInTheStem(RivalScale scale) {
    int factor = scale.rival() instanceof ResNet ? 4 : 2;
    long small = stagesMacs(scale.rival(), Stem.SMALL_INPUT, 64);
    long standard = stagesMacs(scale.rival(), Stem.STANDARD, 64 * factor);

    assertThat(small).isEqualTo(standard);
  }

  private static long stagesMacs(Rival rival, Stem stem, int resolution) {
    LayerGraph graph = rival.toGraph(10, stem);
    LayerGraph stemOnly =
        new LayerGraph(3, graph.layers().stream().filter(layer -> layer.stage() == 0).toList());
    return ComputeCost.of(graph, resolution).macs() - ComputeCost.of(stemOnly, resolution).macs();
  }

  @ParameterizedTest
  @MethodSource("scales")
  void cost_ofScale_isThePages(RivalScale scale) throws IOException {
    ComputeCost cost = ComputeCost.of(scale.rival().toGraph(80, RivalScales.STEM), 64);

    assertThat(Files.readString(Path.of("docs", "rivals.md")))
        .contains("| %s | `%s` |".formatted(scale.name(), scale.rival()))
        .contains(
            "| %s | %.2f M | %.1f M |"
                .formatted(
                    scale.rival().blocksPerStage().toString().replaceAll("[\\[\\]]", ""),
                    cost.parameters() / 1e6,
                    cost.macs() / 1e6));
  }

  @Test
  void describe_rival_countsBlocksAndStages() {
    ArchitectureDescription description =
        ArchitectureDescription.of(Rival.parse("rival:resnet-50-w64"), 224, 1000, Stem.STANDARD);

    assertThat(description.architecture()).isEqualTo("rival:resnet-50-w64");
    assertThat(description.blocks()).isEqualTo(16);
    assertThat(description.stages()).containsExactly(3, 4, 6, 3);
    assertThat(description.finalChannels()).isEqualTo(2048);
  }
}
