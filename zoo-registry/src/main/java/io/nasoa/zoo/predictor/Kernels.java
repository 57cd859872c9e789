package io.nasoa.zoo.predictor;

import java.util.Arrays;

/**
 * Inner loops over the rows of a block: unit after unit, the rows side by side, so that the
 * compiler turns them into vector instructions. Every row's sum has the same order wherever the row
 * stands.
 */
final class Kernels {
  /** Slope of the activation below zero: no unit can die. */
  static final float SLOPE = 1f / 16;

  private Kernels() {}

  /** out[j] = bias[j] + sum over k of weight[k, j] x[k], for all rows. */
  static void layer(
      float[] parameters, LayerShape shape, float[][] x, float[][] out, boolean activate) {
    int width = shape.outputs();
    for (int j = 0; j < width; j++) {
      float[] column = out[j];
      Arrays.fill(column, parameters[shape.bias() + j]);
      accumulate(parameters, shape.weights() + j, width, x, shape.inputs(), column);
      if (activate) {
        activate(column);
      }
    }
  }

  /** out += sum over k of parameters[first + k step] x[k]. */
  static void accumulate(
      float[] parameters, int first, int step, float[][] x, int count, float[] out) {
    int k = 0;
    int at = first;
    for (; k + 4 <= count; k += 4, at += 4 * step) {
      four(parameters, at, step, x, k, out);
    }
    for (; k < count; k++, at += step) {
      one(parameters[at], x[k], out);
    }
  }

  /** Four at once: with eight the loop is too long for the compiler to turn it into vectors. */
  private static void four(float[] p, int at, int step, float[][] x, int k, float[] out) {
    float w0 = p[at];
    float w1 = p[at + step];
    float w2 = p[at + 2 * step];
    float w3 = p[at + 3 * step];
    float[] x0 = x[k];
    float[] x1 = x[k + 1];
    float[] x2 = x[k + 2];
    float[] x3 = x[k + 3];
    for (int r = 0; r < out.length; r++) {
      out[r] += (w0 * x0[r] + w1 * x1[r]) + (w2 * x2[r] + w3 * x3[r]);
    }
  }

  private static void one(float w, float[] x, float[] out) {
    for (int r = 0; r < out.length; r++) {
      out[r] += w * x[r];
    }
  }

  private static void activate(float[] values) {
    for (int r = 0; r < values.length; r++) {
      values[r] = Math.max(values[r], SLOPE * values[r]);
    }
  }

  /** The sum over the rows of x times y, row after row. */
  static float dot(float[] x, float[] y) {
    float sum = 0;
    for (int r = 0; r < x.length; r++) {
      sum += x[r] * y[r];
    }
    return sum;
  }

  /** The sums over the rows of four x times y at once: four chains of additions instead of one. */
  static void fourDots(float[][] x, int k, float[] y, float[] into, int at, int step) {
    float[] x0 = x[k];
    float[] x1 = x[k + 1];
    float[] x2 = x[k + 2];
    float[] x3 = x[k + 3];
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int r = 0; r < y.length; r++) {
      float value = y[r];
      s0 += x0[r] * value;
      s1 += x1[r] * value;
      s2 += x2[r] * value;
      s3 += x3[r] * value;
    }
    into[at] += s0;
    into[at + step] += s1;
    into[at + 2 * step] += s2;
    into[at + 3 * step] += s3;
  }
}
