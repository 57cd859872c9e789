package io.nasoa.zoo.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.experience.Regime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegimeSpaceTest {
  private static final List<SpaceModel> MODELS =
      List.of(new SpaceModel("small", 0, 4), new SpaceModel("large", 0, 5));
  private static final RegimeSpace SPACE = new RegimeSpace(RegimeAxes.VERSION_1, MODELS);

  @Test
  void defaults_areThoseOfPlansWithoutExperience() {
    Configuration usual = SPACE.defaults("small");
    assertThat(usual).isEqualTo(new Configuration("small", 0.05, 0, 1, 32, 5e-4, true, false, 0.1));
    assertThat(usual.regime(70, SPACE.axes()))
        .isEqualTo(new Regime(0.05, 0, 70, 32, 0.9, 5e-4, 0.1, 0.1, true, false));
    assertThat(SPACE.defaults()).extracting(Configuration::model).containsExactly("large", "small");
  }

  @Test
  void dimensions_namesAndCategories() {
    assertThat(SPACE.dimensions())
        .containsExactly(
            new Dimension("model", 2),
            new Dimension("learningRate", 0),
            new Dimension("frozenStages", 0),
            new Dimension("limitShare", 0),
            new Dimension("batchSize", 0),
            new Dimension("weightDecay", 0),
            new Dimension("crop", 2),
            new Dimension("flip", 2),
            new Dimension("labelSmoothing", 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sample_anySeed_isInTheSpaceAndComesBackFromTheCube(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      Configuration drawn = SPACE.sample(random);
      SPACE.require(drawn);
      double[] point = SPACE.encode(drawn);
      Configuration back = SPACE.decode(point);
      assertThat(Arrays.stream(point)).allMatch(coordinate -> coordinate >= 0 && coordinate <= 1);
      assertThat(SPACE.encode(back)).containsExactly(point, within(1e-12));
      assertThat(back.model()).isEqualTo(drawn.model());
      assertThat(back.frozenStages()).isEqualTo(drawn.frozenStages());
      assertThat(back.batchSize()).isEqualTo(drawn.batchSize());
      assertThat(back.crop()).isEqualTo(drawn.crop());
      assertThat(back.flip()).isEqualTo(drawn.flip());
      assertThat(back.learningRate() / drawn.learningRate()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void sample_sameSeed_isTheSameInAnyOrderOfTheModels() {
    RegimeSpace other =
        new RegimeSpace(RegimeAxes.VERSION_1, List.of(MODELS.get(1), MODELS.get(0)));
    SplittableRandom one = new SplittableRandom(5);
    SplittableRandom two = new SplittableRandom(5);
    for (int i = 0; i < 20; i++) {
      assertThat(SPACE.sample(one)).isEqualTo(other.sample(two));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,7", "3,24", "4,32"})
  void latinHypercube_everyCoordinate_hasOnePointInEachPart(long seed, int count) {
    List<Configuration> points = SPACE.latinHypercube(count, new SplittableRandom(seed));
    assertThat(points).hasSize(count).allSatisfy(SPACE::require);
    for (String axis : List.of("learningRate", "limitShare", "weightDecay", "labelSmoothing")) {
      int place = SPACE.dimensions().indexOf(new Dimension(axis, 0));
      assertThat(points.stream().map(point -> part(SPACE.encode(point)[place], count)).distinct())
          .as(axis)
          .hasSize(count);
    }
    assertBalanced(points, Configuration::model, 2);
    assertBalanced(points, Configuration::crop, 2);
    assertBalanced(points, Configuration::flip, 2);
  }

  private static int part(double place, int count) {
    // A point on the border of two parts may be off by a rounding.
    return (int) Math.floor(place * count + 1e-9);
  }

  private static <T> void assertBalanced(
      List<Configuration> points, Function<Configuration, T> value, int values) {
    Map<T, Long> counts =
        points.stream().collect(Collectors.groupingBy(value, Collectors.counting()));
    assertThat(counts.values())
        .allMatch(count -> Math.abs(count - (double) points.size() / values) < 1);
  }

  @Test
  void latinHypercube_seeds_differAndRepeat() {
    List<Configuration> one = SPACE.latinHypercube(24, new SplittableRandom(1));
    assertThat(SPACE.latinHypercube(24, new SplittableRandom(1))).isEqualTo(one);
    assertThat(SPACE.latinHypercube(24, new SplittableRandom(2))).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 100, 5_000, 100_000})
  void grid_anySize_isDistinctInsideAndHoldsTheDefaults(int most) {
    List<Configuration> grid = SPACE.grid(most);
    assertThat(grid.size()).isLessThanOrEqualTo(most).isGreaterThan(most / 4);
    HashSet<Configuration> distinct = new HashSet<>(grid);
    assertThat(distinct).hasSameSizeAs(grid).containsAll(SPACE.defaults());
    grid.forEach(SPACE::require);
    assertThat(grid.stream().map(c -> c.model() + c.frozenStages()).distinct()).hasSize(11);
  }

  @Test
  void grid_manyModels_staysWithinTheNumber() {
    List<SpaceModel> models =
        IntStream.range(0, 40).mapToObj(i -> new SpaceModel("m" + i, 0, 4)).toList();
    List<Configuration> grid = new RegimeSpace(RegimeAxes.VERSION_1, models).grid(100_000);
    assertThat(grid).hasSizeBetween(50_000, 100_000);
  }

  @Test
  void withFixed_aValueOutsideTheRange_isTheOnlyOne() {
    RegimeAxes axes = RegimeAxes.VERSION_1.withFixed(Map.of("learningRate", 0.9, "batchSize", 7.0));
    RegimeSpace space = new RegimeSpace(axes, List.of(new SpaceModel("small", 2, 2)));
    assertThat(space.grid(1000))
        .allMatch(c -> c.learningRate() == 0.9 && c.batchSize() == 7 && c.frozenStages() == 2);
    assertThat(space.sample(new SplittableRandom(1)).learningRate()).isEqualTo(0.9);
    assertThatThrownBy(() -> axes.withFixed(Map.of("momentum", 0.5)))
        .hasMessageStartingWith("the regime has no axis 'momentum', expected one of [learningRate");
  }

  @Test
  void require_wrongField_isNamedInOneSentence() {
    assertThatThrownBy(() -> SPACE.defaults("huge"))
        .hasMessage("configuration field model is 'huge', expected one of [large, small]");
    assertThatThrownBy(
            () -> SPACE.require(new Configuration("small", 0.05, 5, 1, 32, 5e-4, true, false, 0.1)))
        .hasMessage("configuration field frozenStages is 5, expected 0 to 4 for small");
    assertThatThrownBy(
            () -> SPACE.require(new Configuration("small", 3, 0, 1, 32, 5e-4, true, false, 0.1)))
        .hasMessage("configuration field learningRate is 3.0, expected 0.003 to 0.3");
    assertThatThrownBy(
            () -> SPACE.require(new Configuration("small", 0.05, 0, 1, 33, 5e-4, true, false, 0.1)))
        .hasMessage(
            "configuration field batchSize is 33.0, expected one of [16.0, 32.0, 64.0, 128.0]");
    assertThatThrownBy(
            () ->
                SPACE.require(
                    new Configuration("small", 0.05, 0, Double.NaN, 32, 5e-4, true, false, 0.1)))
        .hasMessage("configuration field limitShare is NaN, expected 0.2 to 1.0");
  }

  @Test
  void decode_wrongPoint_isRefused() {
    assertThatThrownBy(() -> SPACE.decode(new double[8]))
        .hasMessage("a point has 8 coordinates, expected 9");
    double[] point = new double[9];
    point[3] = Double.NaN;
    assertThatThrownBy(() -> SPACE.decode(point))
        .hasMessage("a point has the coordinate NaN, expected a number");
  }
}
