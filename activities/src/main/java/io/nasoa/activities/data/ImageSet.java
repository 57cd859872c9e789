package io.nasoa.activities.data;

/**
 * The decoded images of one split: square, three channels, 8 bits, with labels. Thread-safe for
 * reading.
 */
public interface ImageSet {
  /** Number of images. */
  int size();

  /** Side of every image in pixels. */
  int side();

  /** Number of classes of the data set (not of this split's images). */
  int classes();

  /** Class index of an image, in [0, classes). */
  int label(int index);

  /** Copies an image as {@code side * side * 3} bytes in height, width, channel order. */
  void read(int index, byte[] target);

  /**
   * A view of some images in the given order; repetitions are allowed.
   *
   * @throws IndexOutOfBoundsException when an index is outside this set
   */
  default ImageSet subset(int[] indices) {
    return ImageSubset.of(this, indices);
  }
}
