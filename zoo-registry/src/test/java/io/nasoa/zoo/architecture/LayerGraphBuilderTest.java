package io.nasoa.zoo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics and names of search-space.md, each on a network small enough to read. */
class LayerGraphBuilderTest {

  @Test
  void toGraph_oneBlock_hasTheLayersInOrder() {
    assertThat(graph("031-_8_1").layers())
        .extracting(Layer::name)
        .containsExactly(
            "layers.0.0",
            "layers.0.1",
            "layers.1",
            "layers.2.0",
            "layers.2.1",
            "layers.3",
            "layers.4.0",
            "layers.4.1",
            "layers.5",
            "layers.6.module_list.0.0.0",
            "layers.6.module_list.0.0.1",
            "layers.6.module_list.0.relu",
            "layers.6.module_list.1.0.0",
            "layers.6.module_list.1.0.1",
            "layers.6.module_list.1.1.add",
            "layers.6.module_list.1.relu",
            "pool",
            "fc");
  }

  @Test
  void toGraph_stem_hasStridesOfItsVariant() {
    assertThat(stemStrides(Stem.STANDARD)).containsExactly(2, 1, 2);
    assertThat(stemStrides(Stem.SMALL_INPUT)).containsExactly(1, 1, 1);
  }

  private static List<Integer> stemStrides(Stem stem) {
    return Architecture.parse("0-_8_1").toGraph(3, stem).layers().stream()
        .filter(layer -> layer.stage() == 0 && layer instanceof Layer.Convolution)
        .map(layer -> ((Layer.Convolution) layer).stride())
        .toList();
  }

  /** In the first block of the second stage, layers.7. */
  @ParameterizedTest
  @CsvSource({
    "0-, 0.0.0",
    "1-, 0.0.0",
    "12121-, 2.0.0",
    "10001-, 1.0.0",
    "12021-, 1.0.0",
    "62121-, 0.0.0.0",
    "12126-, 2.0.0.0",
  })
  void toGraph_strideOfBlock_sitsOnFirstLayerNot1x1ElseOnLast(String block, String strided) {
    LayerGraph graph = graph(block + "_8_1-1");

    assertThat(graph.layers())
        .filteredOn(l -> l.name().startsWith("layers.7.") && l instanceof Layer.Convolution)
        .filteredOn(l -> ((Layer.Convolution) l).stride() == 2 && !l.name().contains("conv"))
        .extracting(Layer::name)
        .containsExactly("layers.7.module_list." + strided);
  }

  @Test
  void toGraph_depthwiseSeparable_hasOneBatchNormAfterBoth() {
    LayerGraph graph = graph("6-_8_2");

    Layer.Convolution depthwise = convolution(graph, "layers.6.module_list.0.0.0.0");
    Layer.Convolution pointwise = convolution(graph, "layers.6.module_list.0.0.0.1");
    assertThat(depthwise.outChannels()).isEqualTo(8);
    assertThat(depthwise.groups()).isEqualTo(8);
    assertThat(pointwise.outChannels()).isEqualTo(16);
    assertThat(pointwise.kernel()).isEqualTo(1);
    assertThat(source(graph, pointwise)).isEqualTo(depthwise);
    assertThat(source(graph, layer(graph, "layers.6.module_list.0.0.1"))).isEqualTo(pointwise);
  }

  @Test
  void toGraph_groupsOf32_roundDownAndAreAtLeastOne() {
    assertThat(convolution(graph("5-_16_1"), "layers.6.module_list.0.0.0").groups()).isEqualTo(1);
    assertThat(convolution(graph("5-_80_1"), "layers.6.module_list.0.0.0").groups()).isEqualTo(2);
    assertThat(convolution(graph("5-_96_1"), "layers.6.module_list.0.0.0").groups()).isEqualTo(3);
  }

  @Test
  void toGraph_residual_isProjectedWhenChannelsOrStrideDiffer() {
    LayerGraph graph = graph("0-_8_12-1");

    assertThat(graph.layers())
        .extracting(Layer::name)
        .doesNotContain("layers.6.module_list.0.1.conv.0");
    Layer.Convolution channels = convolution(graph, "layers.7.module_list.0.1.conv.0");
    assertThat(channels.stride()).isEqualTo(1);
    assertThat(channels.outChannels()).isEqualTo(16);
    Layer.Convolution stride = convolution(graph, "layers.8.module_list.0.1.conv.0");
    assertThat(stride.stride()).isEqualTo(2);
    assertThat(stride.inChannels()).isEqualTo(16);
    assertThat(stride.outChannels()).isEqualTo(16);
    assertThat(stride.kernel()).isEqualTo(1);
    assertThat(stride.padding()).isZero();
  }

  /** Place 2 is counted: an add without parameters first, then the concat that has them. */
  @Test
  void toGraph_connections_areCountedByPlaceWithThoseWithoutParameters() {
    LayerGraph graph = graph("1202021-a12c02c01_8_1-1");

    assertThat(graph.layers())
        .extracting(Layer::name)
        .filteredOn(name -> name.startsWith("layers.7.") && !name.contains(".0.0"))
        .contains(
            "layers.7.module_list.0.1.concat",
            "layers.7.module_list.1.1.conv.0",
            "layers.7.module_list.1.1.add",
            "layers.7.module_list.1.2.conv.0",
            "layers.7.module_list.1.2.conv.1",
            "layers.7.module_list.1.2.concat")
        .doesNotContain("layers.7.module_list.0.1.conv.0", "layers.7.module_list.2.1.add");
  }

  @Test
  void toGraph_concat_putsTheConnectionFirstAndLaterReadersSeeTheSumAfterItsReLU() {
    LayerGraph graph = graph("0202020-c01a13a24_8_1");

    Layer concat = layer(graph, "layers.6.module_list.0.1.concat");
    assertThat(names(graph, concat)).containsExactly("layers.5", "layers.6.module_list.0.0.1");
    assertThat(convolution(graph, "layers.6.module_list.1.0.0").inChannels()).isEqualTo(16);
    Layer.Convolution projection = convolution(graph, "layers.6.module_list.2.1.conv.0");
    assertThat(projection.inChannels()).isEqualTo(16);
    assertThat(projection.outChannels()).isEqualTo(8);
    assertThat(source(graph, projection).name()).isEqualTo("layers.6.module_list.0.relu");
    assertThat(names(graph, layer(graph, "layers.6.module_list.3.1.add")))
        .containsExactly("layers.6.module_list.1.relu", "layers.6.module_list.3.0.1");
    assertThat(names(graph, layer(graph, "layers.6.module_list.3.2.add")))
        .containsExactly("layers.5", "layers.6.module_list.3.1.add");
  }

  /** A concat across the stride keeps the channels of what it reads, and has parameters for it. */
  @Test
  void toGraph_concatAcrossStride_projectsToTheSameChannels() {
    LayerGraph graph = graph("03020-c02_8_1-2");

    Layer.Convolution projection = convolution(graph, "layers.7.module_list.1.1.conv.0");
    assertThat(projection.inChannels()).isEqualTo(8);
    assertThat(projection.outChannels()).isEqualTo(8);
    assertThat(projection.stride()).isEqualTo(2);
    assertThat(convolution(graph, "layers.7.module_list.2.0.0").inChannels()).isEqualTo(16 + 8);
  }

  @Test
  void toGraph_stages_areTheMacros() {
    LayerGraph graph = graph("0-_8_11-2-1");

    assertThat(layer(graph, "layers.5").stage()).isZero();
    assertThat(layer(graph, "layers.7.module_list.0.0.0").stage()).isEqualTo(1);
    assertThat(layer(graph, "layers.8.module_list.0.0.0").stage()).isEqualTo(2);
    assertThat(layer(graph, "layers.9.module_list.0.0.0").stage()).isEqualTo(3);
    assertThat(layer(graph, "fc").stage()).isEqualTo(4);
    assertThat(graph.freezableStages()).isEqualTo(4);
  }

  @Test
  void toGraph_withoutClasses_isRefused() {
    assertThatThrownBy(() -> Architecture.parse("0-_8_1").toGraph(0, Stem.STANDARD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of classes is 0, expected at least 1");
  }

  private static LayerGraph graph(String text) {
    return Architecture.parse(text).toGraph(10, Stem.STANDARD);
  }

  private static Layer layer(LayerGraph graph, String name) {
    return graph.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private static Layer.Convolution convolution(LayerGraph graph, String name) {
    return (Layer.Convolution) layer(graph, name);
  }

  private static Layer source(LayerGraph graph, Layer layer) {
    return graph.layers().get(layer.inputs().get(0));
  }

  private static List<String> names(LayerGraph graph, Layer layer) {
    return layer.inputs().stream().map(i -> graph.layers().get(i).name()).toList();
  }
}
