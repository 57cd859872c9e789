package io.nasoa.zoo.predictor;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The network's numbers and their optimiser: Adam with decoupled weight decay (Loshchilov and
 * Hutter 2019) on gradients whose norm is bounded, and a running mean of the numbers, which is what
 * predictions are made with. A step whose gradients are not finite is skipped.
 */
final class Parameters {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.99;
  private static final double EPSILON = 1e-8;
  private static final double LARGEST_NORM = 1;
  private static final double MEAN_DECAY = 0.99;

  /** After a skipped step the numbers shrink by this: what exploded comes back. */
  private static final float SHRINK = 0.9f;

  private final float[] values;
  private final float[] mean;
  private final float[] first;
  private final float[] second;
  private long steps;
  private long skipped;

  Parameters(float[] values) {
    this(values, values.clone(), new float[values.length], new float[values.length]);
  }

  private Parameters(float[] values, float[] mean, float[] first, float[] second) {
    this.values = values;
    this.mean = mean;
    this.first = first;
    this.second = second;
  }

  /** The numbers that gradients are taken at. Not to be changed. */
  float[] values() {
    return values;
  }

  /** The running mean. Not to be changed. */
  float[] mean() {
    return mean;
  }

  /** Steps left out because their gradients were not finite. */
  long skipped() {
    return skipped;
  }

  void step(float[] gradients, double rate, double decay) {
    double norm = norm(gradients);
    if (!Double.isFinite(norm)) {
      skip();
      return;
    }
    steps++;
    double clip = norm > LARGEST_NORM ? LARGEST_NORM / norm : 1;
    double firstScale = 1 / (1 - StrictMath.pow(FIRST_DECAY, (double) steps));
    double secondScale = 1 / (1 - StrictMath.pow(SECOND_DECAY, (double) steps));
    double keep = Math.min(MEAN_DECAY, (double) steps / (steps + 10));
    for (int i = 0; i < values.length; i++) {
      double gradient = clip * gradients[i];
      first[i] = (float) (FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * gradient);
      second[i] = (float) (SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * gradient * gradient);
      double move = first[i] * firstScale / (Math.sqrt(second[i] * secondScale) + EPSILON);
      values[i] = (float) (values[i] - rate * (move + decay * values[i]));
      mean[i] = (float) (keep * mean[i] + (1 - keep) * values[i]);
    }
  }

  private void skip() {
    skipped++;
    for (int i = 0; i < values.length; i++) {
      values[i] *= SHRINK;
      mean[i] = values[i];
    }
    Arrays.fill(first, 0f);
    Arrays.fill(second, 0f);
    steps = 0;
  }

  /** Not finite as soon as one of them is not. */
  private static double norm(float[] gradients) {
    double sum = 0;
    for (float gradient : gradients) {
      sum += (double) gradient * gradient;
    }
    return Math.sqrt(sum);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float[] part : new float[][] {values, mean, first, second}) {
      for (float value : part) {
        out.writeFloat(value);
      }
    }
    out.writeLong(steps);
    out.writeLong(skipped);
  }

  static Parameters read(DataInputStream in) throws IOException {
    float[][] parts = new float[4][in.readInt()];
    for (float[] part : parts) {
      for (int i = 0; i < part.length; i++) {
        part[i] = in.readFloat();
      }
    }
    Parameters read = new Parameters(parts[0], parts[1], parts[2], parts[3]);
    read.steps = in.readLong();
    read.skipped = in.readLong();
    return read;
  }
}
