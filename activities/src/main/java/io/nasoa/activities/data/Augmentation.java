package io.nasoa.activities.data;

/**
 * How training images are varied. The variation of an image is a pure function of (seed, epoch,
 * image index).
 *
 * @param shift moves the image by up to an eighth of its side each way; what moves in from outside
 *     mirrors the inside at the edge
 * @param flip mirrors half of the images horizontally
 */
public record Augmentation(boolean shift, boolean flip) {
  public static final Augmentation NONE = new Augmentation(false, false);

  /** Pixels to the right and down, and whether to mirror. */
  record Variation(int right, int down, boolean mirrored) {}

  Variation of(long seed, long epoch, int image, int side) {
    long bits = SplitMix64.mix(seed, epoch, image);
    int reach = shift ? side / 8 : 0;
    int right = SplitMix64.bounded(bits, 2 * reach + 1) - reach;
    int down = SplitMix64.bounded(SplitMix64.mix(bits), 2 * reach + 1) - reach;
    return new Variation(right, down, flip && (bits & 1) != 0);
  }
}
