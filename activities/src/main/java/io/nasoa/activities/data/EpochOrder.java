package io.nasoa.activities.data;

import java.util.stream.IntStream;

/**
 * The order in which training images are seen: an endless stream of epochs, each a permutation of
 * all images that is a pure function of (seed, epoch). A step is {@code batchSize} consecutive
 * positions of the stream, so a batch may span two epochs and no image is ever left out. Keeps the
 * last permutation made; not thread-safe.
 */
public final class EpochOrder {
  private final int images;
  private final long seed;
  private long epoch = -1;
  private int[] order = {};

  /**
   * @param images number of images, at least 1
   */
  public EpochOrder(int images, long seed) {
    if (images < 1) {
      throw new IllegalArgumentException("an epoch needs at least one image, got " + images);
    }
    this.images = images;
    this.seed = seed;
  }

  /** The epoch of a position of the stream, from 0. */
  public long epoch(long position) {
    return position / images;
  }

  /** The index of the image at a position of the stream. */
  public int image(long position) {
    long wanted = epoch(position);
    if (wanted != epoch) {
      order = permutation(images, seed, wanted);
      epoch = wanted;
    }
    return order[(int) (position % images)];
  }

  /** The permutation of one epoch. */
  static int[] permutation(int images, long seed, long epoch) {
    int[] order = IntStream.range(0, images).toArray();
    SplitMix64.shuffle(order, SplitMix64.mix(seed, epoch, images));
    return order;
  }
}
