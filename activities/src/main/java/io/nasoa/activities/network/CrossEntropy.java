package io.nasoa.activities.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Mean cross-entropy with label smoothing, as torch's {@code cross_entropy} defines it. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * The loss of a batch as a scalar.
   *
   * @param logits (N, classes)
   * @param labels N class indices
   * @param smoothing share of the target that is spread evenly over all classes, in [0, 1)
   */
  public static NDArray of(
      TorchRuntime torch, NDArray logits, long[] labels, double smoothing, NDManager owner) {
    int classes = Math.toIntExact(logits.getShape().get(1));
    NDArray target = target(labels, classes, smoothing, logits, owner);
    NDArray logProbabilities = torch.logSoftmax(logits);
    return logProbabilities.mul(target).sum().mul(-1.0 / labels.length);
  }

  private static NDArray target(
      long[] labels, int classes, double smoothing, NDArray logits, NDManager owner) {
    double[] target = new double[labels.length * classes];
    Arrays.fill(target, smoothing / classes);
    for (int i = 0; i < labels.length; i++) {
      target[i * classes + (int) labels[i]] += 1 - smoothing;
    }
    NDArray array = owner.create(target, new Shape(labels.length, classes));
    return array.toType(logits.getDataType(), false);
  }
}
