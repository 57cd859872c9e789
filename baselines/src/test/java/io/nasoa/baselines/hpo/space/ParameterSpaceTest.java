package io.nasoa.baselines.hpo.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterSpaceTest {
  private static final Parameter MODEL =
      new Parameter.Categorical("model", List.of("a", "b", "c"), null);
  private static final ParameterSpace SPACE =
      new ParameterSpace(
          List.of(
              MODEL,
              new Parameter.Real("rate", 0.001, 0.1, true, null),
              new Parameter.Whole("frozen", 1, 4, false, new Condition("model", List.of("b"))),
              new Parameter.Categorical(
                  "kind", List.of("x", "y"), new Condition("model", List.of("a", "c"))),
              new Parameter.Real("depth", -1, 1, false, new Condition("kind", List.of("y")))));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void sample_any_isInTheSpaceAndComesBackFromItsValues(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 300; i++) {
      Point point = SPACE.sample(random);
      SPACE.require(point);
      Map<String, Double> values = SPACE.decode(point);
      assertThat(SPACE.encode(values)).isEqualTo(point);
      assertThat(SPACE.point(point.toArray())).isEqualTo(point);
      assertThat(values.containsKey("frozen")).isEqualTo(values.getOrDefault("model", -1.0) == 1);
      assertThat(values.containsKey("kind")).isEqualTo(values.getOrDefault("model", -1.0) != 1);
      assertThat(values.containsKey("depth"))
          .isEqualTo(values.getOrDefault("kind", 0.0).equals(1.0));
    }
  }

  @Test
  void sample_many_isEven() {
    SplittableRandom random = new SplittableRandom(5);
    Map<Double, Integer> frozen = new HashMap<>();
    double logarithms = 0;
    for (int i = 0; i < 12000; i++) {
      Map<String, Double> values = SPACE.decode(SPACE.sample(random));
      logarithms += Math.log10(values.getOrDefault("rate", Double.NaN));
      if (values.containsKey("frozen")) {
        frozen.merge(values.get("frozen"), 1, Integer::sum);
      }
    }
    assertThat(logarithms / 12000).isCloseTo(-2, within(0.02));
    assertThat(frozen.keySet()).containsExactlyInAnyOrder(1.0, 2.0, 3.0, 4.0);
    assertThat(frozen.values()).allMatch(count -> count > 880 && count < 1120);
  }

  @Test
  void parameters_ends_areWithinTheRange() {
    Parameter whole = new Parameter.Whole("n", 1, 100, true, null);
    assertThat(whole.decode(0)).isEqualTo(1);
    assertThat(whole.decode(1)).isEqualTo(100);
    for (int n = 1; n <= 100; n++) {
      assertThat(whole.decode(whole.encode(n))).isEqualTo(n);
    }
    Parameter ordered = new Parameter.Ordered("batch", List.of(16.0, 32.0, 64.0, 128.0), null);
    assertThat(ordered.decode(0)).isEqualTo(16);
    assertThat(ordered.decode(0.49)).isEqualTo(32);
    assertThat(ordered.decode(1)).isEqualTo(128);
    assertThat(ordered.encode(64)).isEqualTo(0.625);
    assertThat(ordered.levelCount()).isZero();
    Parameter rate = new Parameter.Real("rate", 0.001, 0.1, true, null);
    assertThat(rate.decode(0.5)).isCloseTo(0.01, within(1e-12));
    assertThat(rate.encode(0.1)).isEqualTo(1);
  }

  @Test
  void encode_wrongValues_isRefused() {
    assertThatThrownBy(() -> SPACE.encode(Map.of("model", 0.0, "rate", 0.01)))
        .hasMessage("parameter 'kind' has no value, expected one");
    assertThatThrownBy(
            () -> SPACE.encode(Map.of("model", 1.0, "rate", 0.01, "frozen", 2.0, "kind", 0.0)))
        .hasMessage("parameter 'kind' has a value, expected none");
    assertThatThrownBy(() -> SPACE.encode(Map.of("model", 1.0, "rate", 0.5, "frozen", 2.0)))
        .hasMessage("parameter 'rate' is 0.5, expected 0.001 to 0.1");
    assertThatThrownBy(() -> SPACE.encode(Map.of("model", 3.0, "rate", 0.05)))
        .hasMessageContaining("expected the place of a level, 0 to 2");
    assertThatThrownBy(() -> SPACE.encode(Map.of("model", 1.0, "rate", 0.05, "frozen", 2.5)))
        .hasMessageContaining("expected a whole number from 1 to 4");
  }

  @Test
  void require_wrongPoint_isRefused() {
    assertThatThrownBy(() -> SPACE.require(new Point(List.of(0.5))))
        .hasMessage("a point has 1 coordinates, expected 5");
    double none = Double.NaN;
    assertThatThrownBy(() -> SPACE.require(new Point(List.of(1.0, 0.5, none, none, none))))
        .hasMessageContaining("NaN for parameter 'frozen', expected 0 to 1");
    assertThatThrownBy(() -> SPACE.require(new Point(List.of(1.0, 0.5, 0.5, 1.0, none))))
        .hasMessageContaining("1.0 for parameter 'kind', expected NaN");
  }

  @Test
  void space_wrongParameters_isRefused() {
    assertThatThrownBy(() -> new ParameterSpace(List.of())).hasMessageContaining("no parameters");
    assertThatThrownBy(() -> new ParameterSpace(List.of(MODEL, MODEL)))
        .hasMessageContaining("'model' twice");
    Parameter unknown = new Parameter.Real("x", 0, 1, false, new Condition("model", List.of("z")));
    assertThatThrownBy(() -> new ParameterSpace(List.of(MODEL, unknown)))
        .hasMessageContaining("'x' is in play when 'model' is one of [z]");
    Parameter real = new Parameter.Real("r", 0, 1, false, null);
    Parameter onReal = new Parameter.Real("x", 0, 1, false, new Condition("r", List.of("1")));
    assertThatThrownBy(() -> new ParameterSpace(List.of(real, onReal)))
        .hasMessageContaining("expected a categorical parameter before it");
    assertThatThrownBy(() -> new Parameter.Real("r", 0, 1, true, null))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Parameter.Ordered("o", List.of(2.0, 1.0), null))
        .hasMessageContaining("ascending");
    assertThatThrownBy(() -> new Parameter.Categorical("c", List.of("a", "a"), null))
        .hasMessageContaining("each once");
  }
}
