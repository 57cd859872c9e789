package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.NetworkDefinition;
import java.util.Optional;

/** Every network that the program can build, by its string. */
public final class Networks {
  private Networks() {}

  /**
   * Reads a string that begins with {@value Rival#PREFIX} as a {@link Rival}, any other as an
   * {@link Architecture} of the search space.
   *
   * @throws InvalidArchitectureException if it is neither
   */
  public static NetworkDefinition parse(String text) {
    return text.startsWith(Rival.PREFIX) ? Rival.parse(text) : Architecture.parse(text);
  }

  /** Family of a rival by its string, such as {@code resnet}; empty for any other network. */
  public static Optional<String> family(String text) {
    if (!text.startsWith(Rival.PREFIX)) {
      return Optional.empty();
    }
    String rest = text.substring(Rival.PREFIX.length());
    int end = rest.indexOf('-');
    return Optional.of(end < 0 ? rest : rest.substring(0, end));
  }
}
