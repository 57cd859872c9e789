package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.NetworkDefinition;

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
}
