package io.nasoa.zoo.predictor;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * From features to the network's inputs and back from its output: each feature gives its
 * standardised number (0 when it is not known) and whether it is not known.
 */
final class Encoding {
  private final Standardiser features;
  private final Standardiser target;
  private final int size;

  Encoding(int size) {
    this(size, new Standardiser(size), new Standardiser(1));
  }

  private Encoding(int size, Standardiser features, Standardiser target) {
    this.size = size;
    this.features = features;
    this.target = target;
  }

  /** Numbers that go into the network. */
  int inputs() {
    return 2 * size;
  }

  /** Numbers of a feature vector. */
  int size() {
    return size;
  }

  /** Counts an example into the scales. */
  void add(Example example) {
    for (int i = 0; i < size; i++) {
      features.add(i, example.features().get(i));
    }
    target.add(0, example.target());
  }

  /** Examples counted so far. */
  long examples() {
    return target.count(0);
  }

  void encode(List<Double> values, float[][] into, int row) {
    for (int i = 0; i < size; i++) {
      into[i][row] = (float) features.standardise(i, values.get(i));
      into[size + i][row] = Double.isNaN(values.get(i)) ? 1 : 0;
    }
  }

  /** Encodes the rows {@code first} and after into the first columns of a block. */
  void encode(FeatureMatrix candidates, int first, int count, float[][] into) {
    for (int i = 0; i < size; i++) {
      double deviation = features.deviation(i);
      for (int r = 0; r < count; r++) {
        double value = candidates.get(first + r, i);
        into[i][r] = (float) features.standardise(i, value, deviation);
        into[size + i][r] = Double.isNaN(value) ? 1 : 0;
      }
    }
  }

  double target(double value) {
    return target.standardise(0, value);
  }

  /** The outcome that a network's output stands for, never beyond where targets can lie. */
  double outcome(double output) {
    double bounded =
        Math.max(
            -Standardiser.LIMIT, Math.min(Standardiser.LIMIT, Double.isNaN(output) ? 0 : output));
    return target.restore(0, bounded);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(size);
    features.write(out);
    target.write(out);
  }

  static Encoding read(DataInputStream in) throws IOException {
    return new Encoding(in.readInt(), Standardiser.read(in), Standardiser.read(in));
  }
}
