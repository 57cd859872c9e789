package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.NetworkDefinition;

/**
 * A network of a published family, scaled by that family's own rule. Its string:
 *
 * <pre>
 * rival        = "rival:" ( resnet | mobilenetv2 | regnet | efficientnet )
 * resnet       = "resnet-" layers "-w" channels
 * mobilenetv2  = "mobilenetv2-w" percent
 * regnet       = ("regnetx" | "regnety") "-d" blocks "-w" channels "-a" slope "-m" factor "-g" group
 * efficientnet = "efficientnet-w" percent "-d" percent
 * </pre>
 *
 * <p>With {@link io.nasoa.zoo.architecture.Stem#STANDARD} the stem is the published one. With
 * {@code SMALL_INPUT} its convolution has stride 1, and ResNet's is 3x3 without the pooling behind
 * it, as is usual for images of 32 pixels. BatchNorm has the epsilon of the zoo's networks, 1e-5,
 * in all families, and there is no dropout: the recipe is the zoo's.
 */
public sealed interface Rival extends NetworkDefinition
    permits EfficientNet, MobileNetV2, RegNet, ResNet {
  /** What the strings of all rivals begin with. */
  String PREFIX = "rival:";

  /**
   * Reads a rival's string, such as {@code rival:resnet-18-w24}.
   *
   * @throws InvalidArchitectureException if it is not one, or a number is out of its range
   */
  static Rival parse(String text) {
    try {
      return new RivalParser(text).parse();
    } catch (InvalidArchitectureException e) {
      throw e.in(text);
    }
  }

  /** {@code value} if it lies within the range. */
  static int requireRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidArchitectureException(
          "%s is %d, expected %d to %d".formatted(what, value, least, most));
    }
    return value;
  }
}
