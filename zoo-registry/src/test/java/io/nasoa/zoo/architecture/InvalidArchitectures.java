package io.nasoa.zoo.architecture;

import java.util.random.RandomGenerator;

/** Draws strings that are invalid in one named way, and the place that a message must name. */
final class InvalidArchitectures {
  private InvalidArchitectures() {}

  /**
   * One invalid string.
   *
   * @param text the string
   * @param place what the message must contain
   */
  record Invalid(String text, String place) {}

  /** What is wrong. */
  enum Kind {
    UNKNOWN_OP,
    UNKNOWN_RATIO,
    UNKNOWN_CONNECTION_KIND,
    CUT_CONNECTION,
    CONNECTION_BACKWARDS,
    CONNECTION_BEYOND,
    RESIDUAL_WRITTEN_OUT,
    CONCAT_INTO_OUTPUT,
    ODD_WIDTH,
    WIDTH_OUT_OF_RANGE,
    WIDTH_MISSING,
    WIDTH_WITH_LEADING_ZERO,
    MACRO_MISSING,
    UNKNOWN_MULTIPLIER,
    EMPTY_STAGE,
    TRAILING_TEXT,
    TOO_MANY_BLOCKS,
    NO_CHANNELS_LEFT,
    GROUPS_DO_NOT_FIT,
    TOO_MANY_CHANNELS,
    FOREIGN_DIGIT
  }

  static Invalid draw(Kind kind, RandomGenerator random) {
    int layers = 2 + random.nextInt(3);
    String chain = chain(random, layers);
    int macroAt = chain.length() + "-_32_".length() + 1;
    String macro = RandomArchitectures.macro(random).replace('4', '1').replace('2', '1');
    return switch (kind) {
      case UNKNOWN_OP -> {
        int at = 2 * random.nextInt(layers);
        yield invalid(with(chain, at, "789x".charAt(random.nextInt(4))) + "-_32_1", at + 1);
      }
      case UNKNOWN_RATIO -> {
        int at = 2 * random.nextInt(layers - 1) + 1;
        yield invalid(with(chain, at, "56789_".charAt(random.nextInt(6))) + "-_32_1", at + 1);
      }
      case WIDTH_MISSING -> invalid(chain + "-__" + macro, chain.length() + 3);
      case WIDTH_WITH_LEADING_ZERO -> invalid(chain + "-_032_" + macro, chain.length() + 3);
      case ODD_WIDTH ->
          invalid(chain + "-_" + (3 + 2 * random.nextInt(500)) + "_1", chain.length() + 3);
      case WIDTH_OUT_OF_RANGE ->
          invalid(chain + "-_" + outOfRange(random) + "_" + macro, chain.length() + 3);
      case MACRO_MISSING -> invalid(chain + "-_32_", macroAt - 1);
      case UNKNOWN_MULTIPLIER, FOREIGN_DIGIT -> {
        int at = random.nextInt(macro.split("-", -1)[0].length());
        char c = kind == Kind.FOREIGN_DIGIT ? '\u0661' : "0356789a".charAt(random.nextInt(8));
        yield invalid(chain + "-_32_" + with(macro, at, c), macroAt + at);
      }
      case EMPTY_STAGE -> invalid(chain + "-_32_1--" + macro, macroAt + 2);
      case TRAILING_TEXT -> invalid(chain + "-_32_" + macro + "\n", macroAt + macro.length());
      case TOO_MANY_BLOCKS ->
          new Invalid(chain + "-_32_" + "1".repeat(65 + random.nextInt(9)), "the macro has");
      case NO_CHANNELS_LEFT -> new Invalid("101-_2_" + macro, "layer 1 (ratio 0 at character 2)");
      case GROUPS_DO_NOT_FIT ->
          new Invalid(
              "123" + random.nextInt(5) + "1-_6_1", "op 3 (conv 3x3 in 4 groups) at character 3");
      case TOO_MANY_CHANNELS ->
          new Invalid(
              "030-_32_" + "4".repeat(20) + "1".repeat(random.nextInt(40)),
              "stage 1, block 13 would have");
      default -> connection(kind, chain, layers, random);
    };
  }

  private static Invalid connection(Kind kind, String chain, int layers, RandomGenerator random) {
    int from = random.nextInt(layers);
    int number = 1 + random.nextInt(3);
    String wrong =
        switch (kind) {
          case UNKNOWN_CONNECTION_KIND -> "b01";
          case CUT_CONNECTION -> "a0";
          case CONNECTION_BACKWARDS -> "a" + layers + from;
          case CONNECTION_BEYOND -> "a" + from + (layers + 1);
          case RESIDUAL_WRITTEN_OUT -> "a0" + layers;
          case CONCAT_INTO_OUTPUT -> "c" + from + layers;
          default -> throw new IllegalStateException(kind.toString());
        };
    String text = chain + "-" + "a01".repeat(number - 1) + wrong + "_32_1";
    return new Invalid(text, "connection " + number);
  }

  private static Invalid invalid(String text, int character) {
    return new Invalid(text, "character " + character);
  }

  /** Layers that fit any width. */
  private static String chain(RandomGenerator random, int layers) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < layers; i++) {
      text.append("016".charAt(random.nextInt(3))).append(2 + random.nextInt(3));
    }
    return text.append(random.nextInt(2)).toString();
  }

  private static String with(String text, int at, char c) {
    return text.substring(0, at) + c + text.substring(at + 1);
  }

  private static String outOfRange(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> "0";
      case 1 -> String.valueOf(1026 + 2 * random.nextInt(10_000));
      default -> "9".repeat(1 + random.nextInt(300)) + "8888";
    };
  }
}
