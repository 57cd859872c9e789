package io.nasoa.zoo.predictor;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Means and standard deviations so far (Welford's recurrence), for putting numbers on a common
 * scale. Numbers that are not known are left out.
 */
final class Standardiser {
  /** Standardised numbers end here: one odd value must not drown all others. */
  static final double LIMIT = 6;

  /** Larger numbers are taken for this one: its square times any count stays finite. */
  private static final double LARGEST = 1e100;

  private final long[] counts;
  private final double[] means;
  private final double[] squares;

  Standardiser(int size) {
    counts = new long[size];
    means = new double[size];
    squares = new double[size];
  }

  void add(int i, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    double bounded = bounded(value);
    counts[i]++;
    double difference = bounded - means[i];
    means[i] += difference / counts[i];
    squares[i] += difference * (bounded - means[i]);
  }

  /** The number in standard deviations from the mean; 0 while nothing has varied, or for NaN. */
  double standardise(int i, double value) {
    return standardise(i, value, deviation(i));
  }

  /** The same for many numbers of one place, whose {@link #deviation} is asked for once. */
  double standardise(int i, double value, double deviation) {
    if (Double.isNaN(value) || deviation == 0) {
      return 0;
    }
    double scaled = (bounded(value) - means[i]) / deviation;
    return Math.max(-LIMIT, Math.min(LIMIT, scaled));
  }

  /** What {@link #standardise} turned into this. */
  double restore(int i, double standardised) {
    return means[i] + standardised * deviation(i);
  }

  long count(int i) {
    return counts[i];
  }

  /** The standard deviation, 0 while nothing has varied. */
  double deviation(int i) {
    double deviation = counts[i] < 2 ? 0 : Math.sqrt(squares[i] / counts[i]);
    return deviation > 1e-12 * Math.abs(means[i]) ? deviation : 0;
  }

  private static double bounded(double value) {
    return Math.max(-LARGEST, Math.min(LARGEST, value));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(counts.length);
    for (int i = 0; i < counts.length; i++) {
      out.writeLong(counts[i]);
      out.writeDouble(means[i]);
      out.writeDouble(squares[i]);
    }
  }

  static Standardiser read(DataInputStream in) throws IOException {
    Standardiser read = new Standardiser(in.readInt());
    for (int i = 0; i < read.counts.length; i++) {
      read.counts[i] = in.readLong();
      read.means[i] = in.readDouble();
      read.squares[i] = in.readDouble();
    }
    return read;
  }
}
