package io.nasoa.zoo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nasoa.zoo.architecture.InvalidArchitectures.Invalid;
import io.nasoa.zoo.architecture.InvalidArchitectures.Kind;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidArchitectureTest {

  static Stream<Arguments> seedsAndKinds() {
    return IntStream.range(0, 10)
        .boxed()
        .flatMap(seed -> Stream.of(Kind.values()).map(kind -> Arguments.of(seed, kind)));
  }

  @ParameterizedTest
  @MethodSource("seedsAndKinds")
  void parse_randomInvalid_isOneSentenceThatNamesThePlace(int seed, Kind kind) {
    Invalid invalid = InvalidArchitectures.draw(kind, new Random(seed));

    String message = refusal(invalid.text());

    assertThat(message)
        .startsWith("architecture '")
        .contains(invalid.place())
        .matches("[ -~]+")
        .doesNotEndWith(".")
        .hasSizeLessThan(400);
    // A place such as "character 1" must not be found in "character 12".
    assertThat(message).containsPattern("\\Q" + invalid.place() + "\\E(?!\\d)");
  }

  @Test
  void parse_groupsDoNotFit_namesOpPlaceAndBothCounts() {
    assertThat(refusal("13421-_8_11-4-1"))
        .isEqualTo(
            "architecture '13421-_8_11-4-1': op 4 (depthwise conv 3x3) at character 3, layer 2 of "
                + "stage 1, block 1, takes 16 channels and puts out 8, both must be divisible by "
                + "its 16 groups");
  }

  @Test
  void parse_unexpectedCharacter_namesItAndWhatIsExpected() {
    assertThat(refusal("2-_32_21-2-x"))
        .isEqualTo(
            "architecture '2-_32_21-2-x': found 'x' at character 12, expected the channel "
                + "multiplier of stage 3, block 1: 1, 2 or 4");
  }

  @Test
  void parse_partsThatAreNone_areRefusedByName() {
    assertThatThrownBy(() -> Block.parse("031-_8_1")).hasMessageContaining("has no '_'");
    assertThatThrownBy(() -> Block.parse("03")).hasMessageContaining("architecture '03'");
    assertThatThrownBy(() -> Block.parse("")).hasMessageContaining("layer 1");
    assertThatThrownBy(() -> Macro.parse("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Macro.parse("1-3")).hasMessageContaining("found '3'");
    assertThatThrownBy(() -> Macro.parse("1-")).hasMessageContaining("stage 2, block 1");
  }

  @Test
  void parse_ofHostileStrings_refusesEach() {
    Stream.of(
            "",
            " ",
            "-",
            "_",
            "__",
            "-__",
            "2",
            "2-",
            "2-_",
            "2-_32",
            "2-_32_",
            " 2-_32_1",
            "2-_32_1 ",
            "2-_32_1\n",
            "2-_32_1-",
            "2-_32_-1",
            "2-_+32_1",
            "2-_-32_1",
            "2-_32.0_1",
            "2-_\u0663\u0662_1",
            "\uff12-_32_1",
            "2-_32_1\ud83d\ude00",
            "2-_32_1\ud83d",
            "\u0000",
            "2-a_32_1",
            "2-aaa_32_1",
            "2-_32_1_1",
            "1".repeat(1_000_000),
            "2-_32_" + "1".repeat(1_000_000),
            "2-_" + "2".repeat(1_000_000) + "_1",
            "12".repeat(500_000) + "1-_32_1",
            "\ud83d\ude00".repeat(500_000),
            "2-_32_" + "4".repeat(64),
            "2-_1024_" + "2".repeat(64),
            "6464641-" + "c01c12c23".repeat(400) + "_1024_4-4-4-4-4",
            "14141414141414141-" + "c01c12c23c34c45c56c67c78".repeat(150) + "_32_1")
        .forEach(text -> assertThat(refusal(text)).matches("[ -~]{20,500}"));
  }

  @Test
  void describe_countsBeyond64Bits_isRefusedByName() {
    Architecture architecture = Architecture.parse("0-_1024_44444-4444");

    assertThatThrownBy(
            () -> ArchitectureDescription.of(architecture, 1_000_000_000, 10, Stem.STANDARD))
        .isInstanceOf(InvalidArchitectureException.class)
        .hasMessageContaining("0-_1024_44444-4444")
        .hasMessageContaining("at resolution 1000000000");
  }

  /** The most blocks, long layers and many connections: valid, and no work without end. */
  @Test
  void parse_longestValid_isAccepted() {
    String text = "12".repeat(900) + "1-" + "a01".repeat(600) + "_32_" + "1".repeat(64);

    assertThat(Architecture.parse(text)).hasToString(text);
    assertThat(Architecture.parse(text).toGraph(2, Stem.STANDARD).layers())
        .hasSizeGreaterThan(100_000);
  }

  private static String refusal(String text) {
    InvalidArchitectureException refused =
        catchThrowableOfType(InvalidArchitectureException.class, () -> Architecture.parse(text));
    assertThat(refused).as("refused: %.60s", text).isNotNull();
    return String.valueOf(refused.getMessage());
  }
}
