package io.nasoa.activities.data;

/**
 * How training images are varied. The variation of an image is a pure function of (seed, epoch,
 * image index).
 *
 * @param shift moves the image by up to an eighth of its side each way; what moves in from outside
 *     mirrors the inside at the edge
 * @param flip mirrors half of the images horizontally
 * @param colour multiplies the normalised values of an image by .8 to 1.2 and shifts each channel
 *     by up to .2 of its deviation
 */
public record Augmentation(boolean shift, boolean flip, boolean colour) {
  public static final Augmentation NONE = new Augmentation(false, false);

  private static final double TINT = 0.2;

  /** One that leaves the colours as they are. */
  public Augmentation(boolean shift, boolean flip) {
    this(shift, flip, false);
  }

  /**
   * What is done to one image.
   *
   * @param right pixels that it moves to the right
   * @param down pixels that it moves down
   * @param mirrored whether it is mirrored
   * @param contrast factor of its normalised values
   * @param red added to those of a channel then, as are green and blue
   */
  record Variation(
      int right, int down, boolean mirrored, float contrast, float red, float green, float blue) {
    static final Variation UNCHANGED = new Variation(0, 0, false, 1, 0, 0, 0);
  }

  Variation of(long seed, long epoch, int image, int side) {
    long bits = SplitMix64.mix(seed, epoch, image);
    int reach = shift ? side / 8 : 0;
    int right = SplitMix64.bounded(bits, 2 * reach + 1) - reach;
    int down = SplitMix64.bounded(SplitMix64.mix(bits), 2 * reach + 1) - reach;
    boolean mirrored = flip && (bits & 1) != 0;
    if (!colour) {
      return new Variation(right, down, mirrored, 1, 0, 0, 0);
    }
    float contrast = 1 + tint(SplitMix64.mix(bits, 1, 0));
    float red = tint(SplitMix64.mix(bits, 2, 0));
    float green = tint(SplitMix64.mix(bits, 2, 1));
    float blue = tint(SplitMix64.mix(bits, 2, 2));
    return new Variation(right, down, mirrored, contrast, red, green, blue);
  }

  private static float tint(long bits) {
    return (float) (TINT * (2 * SplitMix64.unit(bits) - 1));
  }
}
