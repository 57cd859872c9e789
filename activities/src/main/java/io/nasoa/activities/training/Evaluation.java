package io.nasoa.activities.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.network.Network;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Measures a network on all images of a set. */
public final class Evaluation {
  private static final int BATCH = 128;

  private Evaluation() {}

  /**
   * Share of the images whose most probable class is theirs; every image counts once.
   *
   * @throws UncheckedIOException when the thread was interrupted, which is asked before each batch
   */
  public static double accuracy(Network network, ImageSet images) {
    Batches batches = Batches.plain(images, Math.min(BATCH, images.size()));
    int correct = 0;
    for (int from = 0; from < images.size(); from += BATCH) {
      if (Thread.currentThread().isInterrupted()) {
        throw new UncheckedIOException(new InterruptedIOException("evaluation was interrupted"));
      }
      int count = Math.min(BATCH, images.size() - from);
      try (NDManager step = network.newStepManager()) {
        Batches.Batch batch = batches.ofImages(from, count, step);
        float[] logits = network.forwardEvaluation(batch.images()).toFloatArray();
        correct += correct(logits, batch.labels());
      }
    }
    return (double) correct / images.size();
  }

  private static int correct(float[] logits, long[] labels) {
    int classes = logits.length / labels.length;
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += largest(logits, i * classes, classes) == labels[i] ? 1 : 0;
    }
    return correct;
  }

  private static int largest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  /**
   * What the network's head reads of all images, one row an image.
   *
   * @throws UncheckedIOException when the thread was interrupted, which is asked before each batch
   */
  public static float[][] features(Network network, ImageSet images) {
    Batches batches = Batches.plain(images, Math.min(BATCH, images.size()));
    float[][] rows = new float[images.size()][];
    for (int from = 0; from < images.size(); from += BATCH) {
      if (Thread.currentThread().isInterrupted()) {
        throw new UncheckedIOException(new InterruptedIOException("profiling was interrupted"));
      }
      int count = Math.min(BATCH, images.size() - from);
      try (NDManager step = network.newStepManager()) {
        NDArray features = network.features(batches.ofImages(from, count, step).images());
        split(features.toFloatArray(), count, rows, from);
      }
    }
    return rows;
  }

  private static void split(float[] values, int count, float[][] rows, int from) {
    int width = values.length / count;
    for (int i = 0; i < count; i++) {
      rows[from + i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
  }

  /** Class probabilities of all images, one row an image. */
  public static float[][] probabilities(Network network, ImageSet images) {
    Batches batches = Batches.plain(images, Math.min(BATCH, images.size()));
    float[][] rows = new float[images.size()][];
    int side = images.side();
    for (int from = 0; from < images.size(); from += BATCH) {
      int count = Math.min(BATCH, images.size() - from);
      try (NDManager step = network.newStepManager()) {
        // Channels first, as PyTorch does by default: the same kernels round the same way.
        NDArray batch = batches.ofImages(from, count, step).images().reshape(count, 3, side, side);
        NDArray logits = network.forwardEvaluation(batch);
        split(logits.softmax(1).toFloatArray(), count, rows, from);
      }
    }
    return rows;
  }
}
