package io.nasoa.activities.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.nasoa.activities.data.Augmentation;
import io.nasoa.activities.data.BatchFiller;
import io.nasoa.activities.data.ImageSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Batches of images on the engine, channels last in memory (a third faster for convolutions than
 * channels first) and (N, 3, side, side) to the network. The memory is used again by the next
 * batch, so a batch lives only as long as its step.
 *
 * <p>Not thread-safe.
 */
final class Batches {
  private final BatchFiller filler;
  private final int side;
  private final ByteBuffer memory;
  private final int capacity;

  /** Batches of at most {@code capacity} images. */
  private Batches(ImageSet images, Augmentation augmentation, long seed, int capacity) {
    this.filler = new BatchFiller(images, augmentation, seed);
    this.side = images.side();
    this.capacity = capacity;
    this.memory =
        ByteBuffer.allocateDirect(Math.multiplyExact(capacity, side * side * 3 * Float.BYTES))
            .order(ByteOrder.nativeOrder());
  }

  /** The batches of a training. */
  static Batches training(ImageSet images, Augmentation augmentation, long seed, int batchSize) {
    return new Batches(images, augmentation, seed, batchSize);
  }

  /** The images as they are, in order. */
  static Batches plain(ImageSet images, int capacity) {
    return new Batches(images, new Augmentation(false, false), 0, capacity);
  }

  /**
   * One batch.
   *
   * @param images (N, 3, side, side) in float32
   * @param labels N class indices
   */
  @SuppressWarnings("ArrayRecordComponent") // used within one step, never compared
  record Batch(NDArray images, long[] labels) {}

  /** The batch of a training step, counted from 0. */
  Batch ofStep(int step, NDManager owner) {
    long[] labels = new long[capacity];
    FloatBuffer pixels = memory.asFloatBuffer();
    filler.training(step, pixels, labels);
    return new Batch(array(capacity, owner), labels);
  }

  /** Images {@code [from, from + count)} as they are. */
  Batch ofImages(int from, int count, NDManager owner) {
    long[] labels = new long[count];
    FloatBuffer pixels = memory.asFloatBuffer();
    filler.plain(from, pixels, labels);
    return new Batch(array(count, owner), labels);
  }

  private NDArray array(int count, NDManager owner) {
    ByteBuffer filled = memory.slice(0, count * side * side * 3 * Float.BYTES);
    filled.order(ByteOrder.nativeOrder());
    return owner
        .create(filled, new Shape(count, side, side, 3), DataType.FLOAT32)
        .transpose(0, 3, 1, 2);
  }
}
