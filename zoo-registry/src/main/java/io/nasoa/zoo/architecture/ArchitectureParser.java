package io.nasoa.zoo.architecture;

import io.nasoa.zoo.architecture.Block.BlockLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one architecture string from left to right. Characters are counted from 1 in messages. For
 * use by one thread.
 */
final class ArchitectureParser {
  /** No network of at most 64 blocks needs more; keeps the work for hostile input small. */
  static final int MAX_LENGTH = 4096;

  private static final String FORM =
      "expected layers-connections_width_macro such as 031-_32_1-1-221-11121";

  private final String text;
  private int position;

  ArchitectureParser(String text) {
    this.text = text;
  }

  Architecture parse() {
    Block block = parseBlock();
    int width = width();
    return new Architecture(block, width, macro());
  }

  /** The block up to the '_' behind it. */
  Block parseBlock() {
    requireLength();
    List<BlockLayer> layers = layers();
    return new Block(layers, connections());
  }

  /** A macro that is the whole text. */
  Macro parseMacro() {
    requireLength();
    return macro();
  }

  private void requireLength() {
    if (text.isEmpty()) {
      throw new InvalidArchitectureException("the string is empty, " + FORM);
    }
    if (text.length() > MAX_LENGTH) {
      throw new InvalidArchitectureException(
          "the string has %d characters, at most %d are allowed"
              .formatted(text.length(), MAX_LENGTH));
    }
  }

  private List<BlockLayer> layers() {
    List<BlockLayer> layers = new ArrayList<>();
    while (true) {
      int number = layers.size() + 1;
      Op op = Op.of(digit(6, "the op of layer %d, a digit 0 to 6".formatted(number)));
      if (take('-')) {
        layers.add(new BlockLayer(op, Block.LAST_RATIO));
        return layers;
      }
      String expected = "the ratio of layer %d, a digit 0 to 4, or '-' after the last layer";
      layers.add(new BlockLayer(op, digit(4, expected.formatted(number))));
    }
  }

  private List<Connection> connections() {
    List<Connection> connections = new ArrayList<>();
    while (!take('_')) {
      int number = connections.size() + 1;
      Connection.Kind kind;
      if (take('a')) {
        kind = Connection.Kind.ADD;
      } else if (take('c')) {
        kind = Connection.Kind.CONCAT;
      } else {
        throw unexpected(
            "connection %d, which starts with 'a' or 'c', or '_' and the width".formatted(number));
      }
      int from = digit(9, "the place that connection %d comes from, a digit".formatted(number));
      int to = digit(9, "the place that connection %d goes to, a digit".formatted(number));
      connections.add(new Connection(kind, from, to));
    }
    return connections;
  }

  private int width() {
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    String digits = text.substring(start, position);
    if (digits.isEmpty()) {
      throw unexpected("the width, an even number %s".formatted(widths()));
    }
    if (digits.startsWith("0")) {
      throw new InvalidArchitectureException(
          "width %s at character %d starts with 0, expected an even number %s"
              .formatted(InvalidArchitectureException.quote(digits), start + 1, widths()));
    }
    if (digits.length() > 4 || !isWidth(Integer.parseInt(digits))) {
      throw new InvalidArchitectureException(
          "width %s at character %d, expected an even number %s"
              .formatted(InvalidArchitectureException.quote(digits), start + 1, widths()));
    }
    if (!take('_')) {
      throw unexpected("a digit of the width, or '_' and the macro");
    }
    return Integer.parseInt(digits);
  }

  private static boolean isWidth(int width) {
    return width >= Architecture.MIN_WIDTH && width <= Architecture.MAX_WIDTH && width % 2 == 0;
  }

  private static String widths() {
    return "from %d to %d".formatted(Architecture.MIN_WIDTH, Architecture.MAX_WIDTH);
  }

  private Macro macro() {
    List<List<Integer>> stages = new ArrayList<>();
    do {
      List<Integer> stage = new ArrayList<>();
      do {
        String where = "stage %d, block %d".formatted(stages.size() + 1, stage.size() + 1);
        stage.add(multiplier("the channel multiplier of %s: 1, 2 or 4".formatted(where)));
      } while (position < text.length() && text.charAt(position) != '-');
      stages.add(stage);
    } while (take('-'));
    return new Macro(stages);
  }

  private int multiplier(String expected) {
    if (take('1')) {
      return 1;
    }
    if (take('2')) {
      return 2;
    }
    if (take('4')) {
      return 4;
    }
    throw unexpected(expected);
  }

  private int digit(int max, String expected) {
    if (position < text.length()) {
      char c = text.charAt(position);
      if (isDigit(c) && c - '0' <= max) {
        position++;
        return c - '0';
      }
    }
    throw unexpected(expected);
  }

  /** ASCII only: Character.isDigit would take digits of other scripts. */
  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean take(char c) {
    boolean found = position < text.length() && text.charAt(position) == c;
    if (found) {
      position++;
    }
    return found;
  }

  private InvalidArchitectureException unexpected(String expected) {
    if (position >= text.length()) {
      return new InvalidArchitectureException(
          "the string ends after character %d, expected %s".formatted(text.length(), expected));
    }
    String found = Character.toString(text.codePointAt(position));
    return new InvalidArchitectureException(
        "found %s at character %d, expected %s"
            .formatted(InvalidArchitectureException.quote(found), position + 1, expected));
  }
}
