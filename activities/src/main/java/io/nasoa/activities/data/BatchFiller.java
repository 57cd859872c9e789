package io.nasoa.activities.data;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Writes batches of normalised images in batch, height, width, channel order: each value is divided
 * by 255, less the channel's mean, divided by its deviation, in single precision as PyTorch does.
 * Holds scratch memory of two images; not thread-safe.
 */
public final class BatchFiller {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private final ImageSet images;
  private final Augmentation augmentation;
  private final long seed;
  private final EpochOrder order;
  private final int side;
  private final byte[] pixels;
  private final float[] values;
  private final float[] normalised = new float[3 * 256];
  private final int[] columns;

  /** What is taken off each channel, of values from 0 to 1. */
  public static List<Float> mean() {
    return List.of(MEAN[0], MEAN[1], MEAN[2]);
  }

  /** What each channel is divided by then. */
  public static List<Float> deviation() {
    return List.of(DEVIATION[0], DEVIATION[1], DEVIATION[2]);
  }

  /**
   * @param images at least one
   * @param seed of order and augmentation
   */
  public BatchFiller(ImageSet images, Augmentation augmentation, long seed) {
    this.images = images;
    this.augmentation = augmentation;
    this.seed = seed;
    this.order = new EpochOrder(images.size(), seed);
    this.side = images.side();
    this.pixels = new byte[side * side * 3];
    this.values = new float[side * side * 3];
    this.columns = new int[side];
    for (int channel = 0; channel < 3; channel++) {
      for (int value = 0; value < 256; value++) {
        normalised[channel * 256 + value] = (value / 255f - MEAN[channel]) / DEVIATION[channel];
      }
    }
  }

  /**
   * The batch of a training step: a pure function of (images, augmentation, seed, step, batch
   * size), so that a resumed run sees the same batches.
   *
   * @param step from 0
   * @param target receives {@code labels.length * side * side * 3} values from its position on
   * @param labels receives the labels; its length is the batch size
   */
  public void training(long step, FloatBuffer target, long[] labels) {
    long first = Math.multiplyExact(step, (long) labels.length);
    for (int i = 0; i < labels.length; i++) {
      long position = first + i;
      int image = order.image(position);
      put(image, augmentation.of(seed, order.epoch(position), image, side), target);
      labels[i] = images.label(image);
    }
  }

  /**
   * Consecutive images as they are, for evaluation.
   *
   * @param from index of the first image
   * @param target receives {@code labels.length * side * side * 3} values from its position on
   * @param labels receives the labels; its length is the number of images
   */
  public void plain(int from, FloatBuffer target, long[] labels) {
    for (int i = 0; i < labels.length; i++) {
      put(from + i, Augmentation.Variation.UNCHANGED, target);
      labels[i] = images.label(from + i);
    }
  }

  private void put(int image, Augmentation.Variation variation, FloatBuffer target) {
    images.read(image, pixels);
    for (int x = 0; x < side; x++) {
      int upright = variation.mirrored() ? side - 1 - x : x;
      columns[x] = reflected(upright - variation.right()) * 3;
    }
    int at = 0;
    for (int y = 0; y < side; y++) {
      int row = reflected(y - variation.down()) * side * 3;
      for (int column : columns) {
        int from = row + column;
        values[at] = normalised[pixels[from] & 0xFF];
        values[at + 1] = normalised[256 + (pixels[from + 1] & 0xFF)];
        values[at + 2] = normalised[512 + (pixels[from + 2] & 0xFF)];
        at += 3;
      }
    }
    tint(variation);
    target.put(values);
  }

  private void tint(Augmentation.Variation variation) {
    float contrast = variation.contrast();
    if (contrast == 1 && variation.red() == 0) {
      return;
    }
    for (int at = 0; at < values.length; at += 3) {
      values[at] = values[at] * contrast + variation.red();
      values[at + 1] = values[at + 1] * contrast + variation.green();
      values[at + 2] = values[at + 2] * contrast + variation.blue();
    }
  }

  /** Mirrors a coordinate at the edge pixel without repeating it: -1 becomes 1. */
  private int reflected(int coordinate) {
    int folded = Math.abs(coordinate);
    return folded < side ? folded : 2 * (side - 1) - folded;
  }
}
