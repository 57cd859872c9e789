package io.nasoa.zoo.architecture;

/**
 * A connection inside a block, beside the chain of its layers and the residual that every block
 * has.
 *
 * @param kind how the value of {@code from} enters {@code to}
 * @param from place that is read, 0 to 8
 * @param to place that is changed, above {@code from}, at most 9
 */
public record Connection(Kind kind, int from, int to) {
  public Connection {
    if (from < 0 || from > 9 || to < 0 || to > 9) {
      throw new InvalidArchitectureException(
          "a connection from place %d to place %d cannot be written, places are single digits 0 to 9"
              .formatted(from, to));
    }
  }

  /** How a connection changes its place. */
  public enum Kind {
    /** Element-wise sum. */
    ADD('a'),
    /** Concatenation on channels. */
    CONCAT('c');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    /** The grammar's letter. */
    public char letter() {
      return letter;
    }
  }

  @Override
  public String toString() {
    return "" + kind.letter() + from + to;
  }
}
