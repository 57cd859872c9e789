package io.nasoa.zoo.architecture;

/** How a network's stem reduces its input; a setting of a zoo entry, not of the string. */
public enum Stem {
  /**
   * The two outer stem convolutions have stride 2: the blocks see a quarter of the input's side.
   */
  STANDARD,
  /** All stem convolutions have stride 1: for inputs of 32 pixels and below. */
  SMALL_INPUT
}
