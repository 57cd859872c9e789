package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ArchitectureDescription;
import io.nasoa.zoo.architecture.Block;
import io.nasoa.zoo.architecture.Block.BlockLayer;
import io.nasoa.zoo.architecture.Connection;
import io.nasoa.zoo.architecture.Macro;
import io.nasoa.zoo.architecture.PublishedModels;
import io.nasoa.zoo.architecture.Stem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpaceTest {
  private static final BlockLevel BLOCKS = new BlockLevel(16, "1-2-2-2", 1, 4, 3);
  private static final MacroLevel MACROS =
      new MacroLevel(List.of("2-", "031-", "02031-a02"), List.of(8, 16, 24), 4, 6, 2, 5);
  private static final NetworkLimits LIMITS =
      new NetworkLimits(
          64, 80, Stem.STANDARD, 2_000_000, new Limits(3_000_000, 40_000_000, 16_000_000));

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  private static SearchSpace space(SearchLevel level) {
    return new SearchSpace(level, LIMITS);
  }

  private static void assertInSpace(SearchSpace space, Architecture architecture) {
    String text = space.print(architecture);
    assertThat(space.parse(text)).as(text).isEqualTo(architecture);
    ArchitectureDescription cost = ArchitectureDescription.of(architecture, 64, 80, Stem.STANDARD);
    assertThat(cost.parameters()).as(text).isLessThanOrEqualTo(3_000_000);
    assertThat(cost.macs()).as(text).isBetween(2_000_000L, 40_000_000L);
    assertThat(4 * cost.activationElements()).as(text).isLessThanOrEqualTo(16_000_000);
  }

  private static void assertAtBlockLevel(Architecture architecture) {
    Block block = architecture.block();
    assertThat(architecture.width()).isEqualTo(16);
    assertThat(architecture.macro()).hasToString("1-2-2-2");
    assertThat(block.layers()).hasSizeBetween(1, 4);
    assertThat(block.connections()).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
  }

  private static void assertAtMacroLevel(Architecture architecture) {
    assertThat(architecture.block().toString()).isIn(MACROS.blocks());
    assertThat(architecture.width()).isIn(MACROS.widths());
    assertThat(architecture.macro().stages())
        .hasSize(4)
        .allSatisfy(stage -> assertThat(stage).hasSizeBetween(1, 6));
    assertThat(doublings(architecture.macro())).isBetween(2, 5);
  }

  private static int doublings(Macro macro) {
    return macro.stages().stream()
        .flatMap(List::stream)
        .mapToInt(multiplier -> multiplier / 2)
        .sum();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void blockLevel_allThatIsDrawn_isInTheSpace(int seed) {
    SearchSpace space = space(BLOCKS);
    SplittableRandom random = new SplittableRandom(seed);
    Architecture walker = space.sample(random);
    for (int i = 0; i < 50; i++) {
      Architecture drawn = space.sample(random);
      Architecture child = space.cross(walker, drawn, random);
      Architecture mutant = space.mutate(walker, random);
      for (Architecture architecture : List.of(drawn, child, mutant)) {
        assertInSpace(space, architecture);
        assertAtBlockLevel(architecture);
      }
      assertThat(blockPlaces(walker.block(), mutant.block())).as("%s %s", walker, mutant).isOne();
      walker = mutant;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void macroLevel_allThatIsDrawn_isInTheSpace(int seed) {
    SearchSpace space = space(MACROS);
    SplittableRandom random = new SplittableRandom(seed);
    Architecture walker = space.sample(random);
    for (int i = 0; i < 50; i++) {
      Architecture drawn = space.sample(random);
      Architecture child = space.cross(walker, drawn, random);
      Architecture mutant = space.mutate(walker, random);
      for (Architecture architecture : List.of(drawn, child, mutant)) {
        assertInSpace(space, architecture);
        assertAtMacroLevel(architecture);
      }
      assertThat(macroPlaces(walker, mutant)).as("%s %s", walker, mutant).isOne();
      walker = mutant;
    }
  }

  /** In how many places of the string two blocks differ. */
  private static int blockPlaces(Block one, Block other) {
    int difference = other.layers().size() - one.layers().size();
    if (difference != 0) {
      Block longer = difference > 0 ? other : one;
      Block shorter = difference > 0 ? one : other;
      boolean oneLayer =
          IntStream.range(0, longer.layers().size())
              .anyMatch(i -> without(longer, i).equals(shorter.layers()));
      return oneLayer && Math.abs(difference) == 1 ? 1 : 99;
    }
    int places = 0;
    for (int i = 0; i < one.layers().size(); i++) {
      places += one.layers().get(i).op() == other.layers().get(i).op() ? 0 : 1;
      places += one.layers().get(i).ratio() == other.layers().get(i).ratio() ? 0 : 1;
    }
    Set<Connection> changed = new HashSet<>(one.connections());
    other.connections().stream().filter(c -> !changed.remove(c)).toList().forEach(changed::add);
    Set<Integer> ends = new TreeSet<>();
    changed.forEach(c -> ends.add(10 * c.from() + c.to()));
    return places + ends.size();
  }

  private static List<BlockLayer> without(Block block, int index) {
    List<BlockLayer> layers = new ArrayList<>(block.layers());
    layers.remove(index);
    int last = layers.size() - 1;
    layers.set(last, new BlockLayer(layers.get(last).op(), Block.LAST_RATIO));
    return layers;
  }

  /** In how many places of the string two networks differ; a doubling moved is one. */
  private static int macroPlaces(Architecture one, Architecture other) {
    int places = one.block().equals(other.block()) ? 0 : 1;
    places += one.width() == other.width() ? 0 : 1;
    int multipliers = 0;
    for (int s = 0; s < 4; s++) {
      List<Integer> stage = one.macro().stages().get(s);
      List<Integer> otherStage = other.macro().stages().get(s);
      if (stage.size() != otherStage.size()) {
        boolean sameGrowth = doublings(one.macro()) == doublings(other.macro());
        places += Math.abs(stage.size() - otherStage.size()) == 1 && sameGrowth ? 1 : 99;
        continue;
      }
      for (int b = 0; b < stage.size(); b++) {
        multipliers += stage.get(b).equals(otherStage.get(b)) ? 0 : 1;
      }
    }
    int growth = Math.abs(doublings(one.macro()) - doublings(other.macro()));
    boolean moved = multipliers == 2 && growth == 0;
    boolean oneMore = multipliers == 1 && growth == 1;
    return places + (moved || oneMore ? 1 : multipliers);
  }

  @Test
  void blockLevel_walk_changesEveryKindOfPlace() {
    SearchSpace space = space(BLOCKS);
    SplittableRandom random = new SplittableRandom(1);
    Set<Integer> layers = new TreeSet<>();
    Set<Object> ops = new HashSet<>();
    Set<Integer> ratios = new TreeSet<>();
    Set<Connection> connections = new HashSet<>();
    Architecture walker = space.parse("0-_16_1-2-2-2");
    for (int i = 0; i < 2000; i++) {
      walker = space.mutate(walker, random);
      layers.add(walker.block().layers().size());
      walker.block().layers().forEach(layer -> ops.add(layer.op()));
      walker.block().layers().forEach(layer -> ratios.add(layer.ratio()));
      connections.addAll(walker.block().connections());
    }
    assertThat(layers).containsExactly(1, 2, 3, 4);
    assertThat(ops).hasSize(7);
    assertThat(ratios).containsExactly(0, 1, 2, 3, 4);
    // Ends 0 <= from < to <= 4 without the residual; both kinds below the output at place 4,
    // which is place 1 to 3 in shorter blocks.
    assertThat(connections).hasSize(6 * 2 + 3);
  }

  @Test
  void macroLevel_walk_reachesEveryBlockWidthAndDepth() {
    SearchSpace space = space(MACROS);
    SplittableRandom random = new SplittableRandom(1);
    Set<String> blocks = new TreeSet<>();
    Set<Integer> widths = new TreeSet<>();
    Set<Integer> depths = new TreeSet<>();
    Set<Integer> doublings = new TreeSet<>();
    Architecture walker = space.parse("2-_16_1-2-2-1");
    for (int i = 0; i < 2000; i++) {
      walker = space.mutate(walker, random);
      blocks.add(walker.block().toString());
      widths.add(walker.width());
      depths.add(walker.macro().stages().get(0).size());
      doublings.add(doublings(walker.macro()));
    }
    assertThat(blocks).hasSize(3);
    assertThat(widths).containsExactly(8, 16, 24);
    assertThat(depths).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(doublings).containsExactly(2, 3, 4, 5);
  }

  @Test
  void operators_ofPublishedModels_giveNetworksOfTheSpace() {
    SplittableRandom random = new SplittableRandom(2);
    NetworkLimits wide = new NetworkLimits(32, 10, Stem.STANDARD, 0, Limits.NONE);
    SearchSpace macros =
        new SearchSpace(new MacroLevel(List.of("2-"), List.of(32, 64), 4, 16, 0, 8), wide);
    List<Architecture> published =
        PublishedModels.all().stream().map(model -> model.architecture()).toList();
    for (Architecture one : published) {
      for (Architecture other : published) {
        assertThat(macros.parse(macros.cross(one, other, random).toString())).isNotNull();
      }
      assertThat(macros.mutate(one, random)).isNotEqualTo(one);
    }
  }

  @Test
  void identity_opsThatAreTheSameLayerHere_isEqual() {
    SearchSpace space = space(BLOCKS);

    assertThat(space.identity(space.parse("5-_16_1-2-1-1")))
        .isEqualTo(space.identity(space.parse("0-_16_1-2-1-1")));
    assertThat(space.identity(space.parse("5-_16_1-2-2-1")))
        .isNotEqualTo(space.identity(space.parse("0-_16_1-2-2-1")));
  }

  @Test
  void sample_limitsThatNothingMeets_saysSo() {
    NetworkLimits none = new NetworkLimits(64, 80, Stem.STANDARD, 0, new Limits(10, 10, 10));

    assertThatThrownBy(() -> new SearchSpace(BLOCKS, none).sample(new SplittableRandom(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none of 10000 architectures");
  }

  @Test
  void levels_impossible_areRefused() {
    assertThatThrownBy(() -> new BlockLevel(16, "1-3", 1, 4, 3)).hasMessageContaining("'3'");
    assertThatThrownBy(() -> new BlockLevel(16, "1", 0, 4, 3)).hasMessageContaining("minLayers");
    assertThatThrownBy(() -> new BlockLevel(16, "1", 1, 10, 3)).hasMessageContaining("10");
    assertThatThrownBy(() -> new BlockLevel(16, "1", 1, 4, -1))
        .hasMessageContaining("maxConnections");
    assertThatThrownBy(() -> new MacroLevel(List.of("9-"), List.of(8), 4, 4, 1, 3))
        .hasMessageContaining("'9-'");
    assertThatThrownBy(() -> new MacroLevel(List.of(), List.of(8), 4, 4, 1, 3))
        .hasMessageContaining("blocks is empty");
    assertThatThrownBy(() -> new MacroLevel(List.of("2-"), List.of(), 4, 4, 1, 3))
        .hasMessageContaining("widths is empty");
    assertThatThrownBy(() -> new MacroLevel(List.of("2-"), List.of(8), 4, 17, 1, 3))
        .hasMessageContaining("maxStageBlocks");
    assertThatThrownBy(() -> new MacroLevel(List.of("2-"), List.of(8), 4, 4, 3, 1))
        .hasMessageContaining("minDoublings");
    assertThatThrownBy(() -> new NetworkLimits(0, 1, Stem.STANDARD, 0, Limits.NONE))
        .hasMessageContaining("resolution 0");
  }

  @Test
  void levels_json_isTheGoldenFormAndReadBack() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String block =
        """
        {"level": "block", "width": 16, "macro": "1-2-2-2", "minLayers": 1, "maxLayers": 4,
         "maxConnections": 3}""";
    String macro =
        """
        {"level": "macro", "blocks": ["2-", "031-", "02031-a02"], "widths": [8, 16, 24],
         "stages": 4, "maxStageBlocks": 6, "minDoublings": 2, "maxDoublings": 5}""";

    assertThat(json.readValue(block, SearchLevel.class)).isEqualTo(BLOCKS);
    assertThat(json.readValue(macro, SearchLevel.class)).isEqualTo(MACROS);
    assertThat(json.readTree(json.writeValueAsString(BLOCKS))).isEqualTo(json.readTree(block));
    assertThat(json.readTree(json.writeValueAsString(MACROS))).isEqualTo(json.readTree(macro));
    assertThat(json.readValue(json.writeValueAsString(LIMITS), NetworkLimits.class))
        .isEqualTo(LIMITS);
  }
}
