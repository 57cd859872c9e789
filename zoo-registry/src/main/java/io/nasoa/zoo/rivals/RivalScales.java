package io.nasoa.zoo.rivals;

import io.nasoa.zoo.architecture.Stem;
import java.util.List;

/**
 * The rivals that the zoo is compared with: each family in three scales of about 6, 17 and 32
 * million multiply-accumulates for images of {@value #RESOLUTION} pixels, with the published stem.
 *
 * <p>Each is scaled as its family is: ResNet in depth and width, MobileNetV2 by its width
 * multiplier, EfficientNet by its compound rule (1.1 in width and 1.2 in depth to the powers -6, -3
 * and 0). RegNet has the published 200MF and 400MF, and below them a design with the 200MF's factor
 * and group width at two thirds of its widths.
 */
public final class RivalScales {
  /** Side of the input in pixels. */
  public static final int RESOLUTION = 64;

  /** The stem, the published one of each family. */
  public static final Stem STEM = Stem.STANDARD;

  private static final List<RivalScale> ALL =
      List.of(
          scale("resnet-s", "resnet-10-w16"),
          scale("resnet-m", "resnet-18-w20"),
          scale("resnet-l", "resnet-34-w20"),
          scale("mobilenetv2-s", "mobilenetv2-w35"),
          scale("mobilenetv2-m", "mobilenetv2-w75"),
          scale("mobilenetv2-l", "mobilenetv2-w120"),
          scale("regnetx-s", "regnetx-d10-w16-a24-m2.49-g8"),
          scale("regnetx-m", "regnetx-d13-w24-a36.44-m2.49-g8"),
          scale("regnetx-l", "regnetx-d22-w24-a24.48-m2.54-g16"),
          scale("regnety-s", "regnety-d10-w16-a24-m2.49-g8"),
          scale("regnety-m", "regnety-d13-w24-a36.44-m2.49-g8"),
          scale("regnety-l", "regnety-d16-w48-a27.89-m2.09-g8"),
          scale("efficientnet-s", "efficientnet-w56-d33"),
          scale("efficientnet-m", "efficientnet-w75-d58"),
          scale("efficientnet-l", "efficientnet-w100-d100"));

  /**
   * One of them.
   *
   * @param name its zoo entry's name
   * @param rival the network
   */
  public record RivalScale(String name, Rival rival) {}

  private RivalScales() {}

  /** All 15, by family and then by size. */
  public static List<RivalScale> all() {
    return ALL;
  }

  private static RivalScale scale(String name, String rival) {
    return new RivalScale(name, Rival.parse(Rival.PREFIX + rival));
  }
}
