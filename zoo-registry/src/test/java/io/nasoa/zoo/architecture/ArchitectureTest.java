package io.nasoa.zoo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  static IntStream seeds() {
    return IntStream.range(0, 1000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void parse_randomValid_roundTripsAndCountsAsTheReference(int seed) {
    Random random = new Random(seed);
    String text = RandomArchitectures.valid(random);
    int resolution = 1 + random.nextInt(97);
    int classes = 1 + random.nextInt(100);
    Stem stem = random.nextBoolean() ? Stem.STANDARD : Stem.SMALL_INPUT;

    Architecture architecture = Architecture.parse(text);
    ComputeCost cost = ComputeCost.of(architecture.toGraph(classes, stem), resolution);

    assertThat(architecture.toString()).isEqualTo(text);
    assertThat(Architecture.parse(architecture.toString())).isEqualTo(architecture);
    ReferenceCounts.Counts counts =
        ReferenceCounts.of(text, resolution, classes, stem).orElseThrow();
    assertThat(cost.parameters()).as(text).isEqualTo(counts.parameters());
    assertThat(cost.macs()).as(text).isEqualTo(counts.macs());
    assertThat(cost.finalChannels()).as(text).isEqualTo((int) counts.finalChannels());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void parse_manyChangedStrings_acceptsExactlyWhatTheReferenceAccepts(int seed) {
    Random random = new Random(seed);
    Set<Boolean> seen = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      String text = changed(RandomArchitectures.candidate(random), random);
      boolean valid = ReferenceCounts.of(text, 8, 2, Stem.STANDARD).isPresent();
      assertThat(accepts(text)).as(text).isEqualTo(valid);
      seen.add(valid);
    }
    assertThat(seen).containsExactlyInAnyOrder(true, false);
  }

  private static boolean accepts(String text) {
    try {
      return Architecture.parse(text).toString().equals(text);
    } catch (InvalidArchitectureException e) {
      return false;
    }
  }

  /** Replaces, removes or inserts up to two characters. */
  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    String alphabet = "0123456789-_acx";
    for (int i = random.nextInt(3); i > 0 && changed.length() > 1; i--) {
      int at = random.nextInt(changed.length());
      char c = alphabet.charAt(random.nextInt(alphabet.length()));
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, c);
        case 1 -> changed.deleteCharAt(at);
        default -> changed.insert(at, c);
      }
    }
    return changed.toString();
  }

  /** Channels and sides of a layer's output. */
  private record Shape(int channels, int side) {}

  @ParameterizedTest
  @MethodSource("seeds")
  void toGraph_randomValid_isConsistent(int seed) {
    Random random = new Random(seed);
    Architecture architecture = Architecture.parse(RandomArchitectures.valid(random));
    LayerGraph graph = architecture.toGraph(7, seed % 2 == 0 ? Stem.STANDARD : Stem.SMALL_INPUT);
    List<Shape> shapes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<Integer> read = new HashSet<>();
    int stage = 0;
    for (Layer layer : graph.layers()) {
      List<Shape> inputs = new ArrayList<>();
      for (int i : layer.inputs()) {
        inputs.add(i == LayerGraph.INPUT ? new Shape(3, 57) : shapes.get(i));
        read.add(i);
      }
      shapes.add(checked(layer, inputs));
      assertThat(names.add(layer.name())).as("unique: %s", layer.name()).isTrue();
      assertThat(layer.stage()).isBetween(stage, stage + 1);
      stage = layer.stage();
    }
    assertThat(stage).isEqualTo(architecture.macro().stages().size() + 1);
    assertThat(graph.freezableStages()).isEqualTo(stage);
    assertThat(shapes.get(shapes.size() - 1)).isEqualTo(new Shape(7, 1));
    // Every layer but the output is read by one after it.
    assertThat(read).hasSize(graph.layers().size());
  }

  private static Shape checked(Layer layer, List<Shape> inputs) {
    Shape first = inputs.get(0);
    if (layer instanceof Layer.Convolution c) {
      assertThat(first.channels()).as(c.name()).isEqualTo(c.inChannels());
      assertThat(c.inChannels() % c.groups()).as(c.name()).isZero();
      assertThat(c.outChannels() % c.groups()).as(c.name()).isZero();
      assertThat(c.padding()).isEqualTo(c.kernel() / 2);
      assertThat(c.bias()).isFalse();
      return new Shape(c.outChannels(), (first.side() + c.stride() - 1) / c.stride());
    }
    if (layer instanceof Layer.BatchNorm norm) {
      assertThat(norm.channels()).as(norm.name()).isEqualTo(first.channels());
      assertThat(norm.epsilon()).isEqualTo(1e-5);
    }
    if (layer instanceof Layer.Add) {
      assertThat(inputs).as(layer.name()).hasSize(2).containsOnly(first);
    }
    if (layer instanceof Layer.Concat) {
      assertThat(inputs).extracting(Shape::side).as(layer.name()).containsOnly(first.side());
      return new Shape(inputs.stream().mapToInt(Shape::channels).sum(), first.side());
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      return new Shape(first.channels(), 1);
    }
    if (layer instanceof Layer.Linear linear) {
      assertThat(first).isEqualTo(new Shape(linear.inFeatures(), 1));
      return new Shape(linear.outFeatures(), 1);
    }
    return first;
  }

  @Test
  void description_ofPublishedModel_hasItsFields() {
    Architecture architecture = Architecture.parse("2-_32_2-11-112-1121112");

    ArchitectureDescription description =
        ArchitectureDescription.of(architecture, 224, 1000, Stem.STANDARD);

    assertThat(description.architecture()).isEqualTo("2-_32_2-11-112-1121112");
    assertThat(description.parameters()).isEqualTo(2_615_320);
    assertThat(description.macs()).isEqualTo(229_113_856);
    assertThat(description.blocks()).isEqualTo(13);
    assertThat(description.stages()).containsExactly(1, 2, 3, 7);
    assertThat(description.finalChannels()).isEqualTo(512);
  }

  @Test
  void cost_ofSmallestNetwork_isTheHandCount() {
    ComputeCost cost = ComputeCost.of(Architecture.parse("0-_2_1").toGraph(1, Stem.STANDARD), 8);

    // Stem 3->1, 1->1 at 4x4 and 1->2 at 2x2; one 2->2 at 2x2; head 2->1.
    assertThat(cost.parameters()).isEqualTo(27 + 2 + 9 + 2 + 18 + 4 + 36 + 4 + 2 + 1);
    assertThat(cost.macs()).isEqualTo((27 + 9) * 16 + (18 + 36) * 4 + 2);
    // Stem 3 layers each, the block's convolution, BN, add, ReLU, pool and head.
    assertThat(cost.activationElements()).isEqualTo(6 * 16 + 3 * 8 + 4 * 8 + 2 + 1);
  }

  @Test
  void records_builtByHand_areTheParsedOnes() {
    Block block =
        new Block(
            List.of(
                new Block.BlockLayer(Op.CONVOLUTION_3X3, 3),
                new Block.BlockLayer(Op.CONVOLUTION_1X1, Block.LAST_RATIO)),
            List.of(new Connection(Connection.Kind.CONCAT, 0, 1)));

    assertThat(new Architecture(block, 16, new Macro(List.of(List.of(1, 2), List.of(4)))))
        .isEqualTo(Architecture.parse("031-c01_16_12-4"))
        .hasToString("031-c01_16_12-4");
    assertThat(Block.parse("031-c01")).isEqualTo(block);
    assertThat(Macro.parse("12-4")).isEqualTo(new Macro(List.of(List.of(1, 2), List.of(4))));
    assertThat(Op.of(6)).isEqualTo(Op.DEPTHWISE_SEPARABLE_3X3);
  }
}
