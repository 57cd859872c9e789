package io.nasoa.activities.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Stochastic gradient descent with momentum as torch defines it: {@code m = momentum m + (g + decay
 * w); w -= rate m}, with decay on convolution and linear weights only. The momentum is one flat
 * array beside the weights, so that a checkpoint holds it exactly.
 *
 * <p>Not thread-safe; it lives as long as the network.
 */
public final class SgdOptimizer {
  private final TorchRuntime torch;
  private final ParameterStore parameters;
  private final double momentum;
  private final NDArray velocity;
  private final NDArray decay;

  /**
   * An optimiser at rest.
   *
   * @param momentum in [0, 1)
   * @param weightDecay L2 factor, not negative
   */
  public SgdOptimizer(Network network, double momentum, double weightDecay) {
    this.torch = network.torch();
    this.parameters = network.parameters();
    this.momentum = momentum;
    Shape shape = parameters.weights().getShape();
    this.velocity = parameters.manager().zeros(shape, parameters.type());
    this.decay = parameters.manager().zeros(shape, parameters.type());
    parameters.overwrite(decay, decayFactors(weightDecay));
  }

  private ByteBuffer decayFactors(double weightDecay) {
    ByteBuffer factors = Tensors.allocate(decay.size(), parameters.type());
    for (TensorLayout.Slot slot : parameters.layout()) {
      if (slot.statistic() || !slot.decays()) {
        continue;
      }
      for (long i = slot.offset(); i < slot.offset() + slot.elements(); i++) {
        if (factors.capacity() == decay.size() * Double.BYTES) {
          factors.putDouble((int) i * Double.BYTES, weightDecay);
        } else {
          factors.putFloat((int) i * Float.BYTES, (float) weightDecay);
        }
      }
    }
    return factors;
  }

  /**
   * One update of everything that is not frozen from the gradients of the last backward pass, which
   * it sets back to zero.
   */
  public void step(double learningRate) {
    try (TorchRuntime.GradientScope scope = torch.gradients(false);
        NDManager step = parameters.manager().newSubManager()) {
      List<NDArray> gradients = new ArrayList<>();
      for (NDArray leaf : parameters.trainable()) {
        gradients.add(torch.gradient(leaf, step));
      }
      NDArray gradient = torch.concatenateFlat(gradients);
      gradient.attach(step);
      long from = parameters.trainableFrom();
      NDArray weights = trainable(parameters.weights(), from, step);
      NDArray speed = trainable(velocity, from, step);
      NDArray factors = trainable(decay, from, step);
      gradient.addi(factors.mul(weights));
      speed.muli(momentum);
      speed.addi(gradient);
      weights.subi(speed.mul(learningRate));
      parameters.trainable().forEach(torch::zeroGradient);
    }
  }

  private NDArray trainable(NDArray flat, long from, NDManager owner) {
    NDArray range = torch.range(flat, from, flat.size());
    range.attach(owner);
    return range;
  }

  /**
   * The momentum as a 1-D tensor in the order of the flat weights, on the CPU without a copy: valid
   * until the next step.
   */
  public TensorData live() {
    return new TensorData(
        Tensors.fileType(parameters.type()),
        List.of(velocity.size()),
        ParameterStore.liveBytes(velocity));
  }

  /** Takes a momentum from {@link #live()} back. */
  public void load(TensorData saved) {
    if (saved.elements() != velocity.size()) {
      throw new IllegalArgumentException(
          "the optimiser state has %d values, the network needs %d"
              .formatted(saved.elements(), velocity.size()));
    }
    ByteBuffer content = Tensors.allocate(velocity.size(), parameters.type());
    Tensors.copy(saved, content, 0, parameters.type());
    parameters.overwrite(velocity, content);
  }
}
