package io.nasoa.activities.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * The exponential moving average of a network's weights and BatchNorm statistics over its training
 * steps: steadier than the last weights while the learning rate is still high.
 *
 * <p>Not thread-safe: the training loop owns it. Its arrays belong to the network's manager.
 */
public final class WeightAverage {
  /** So many steps count fully at the start: the average of few steps must not be the start. */
  private static final double WARM_UP = 10;

  private final TorchRuntime torch;
  private final ParameterStore parameters;
  private final double decay;
  private final NDArray weights;
  private final NDArray statistics;

  /**
   * An average that starts as the network is.
   *
   * @param decay what remains of the average after a step, in (0, 1)
   */
  public WeightAverage(Network network, double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("the decay must be in (0, 1), was " + decay);
    }
    this.torch = network.torch();
    this.parameters = network.parameters();
    this.decay = decay;
    this.weights = copy(parameters.weights());
    this.statistics = copy(parameters.statistics());
  }

  private NDArray copy(NDArray array) {
    NDArray copy = parameters.manager().zeros(array.getShape(), parameters.type());
    torch.copyInto(copy, array);
    return copy;
  }

  /**
   * Takes the network's present tensors in.
   *
   * @param step optimiser steps done, from 1
   */
  public void update(int step) {
    double kept = Math.min(decay, step / (step + WARM_UP));
    try (TorchRuntime.GradientScope scope = torch.gradients(false);
        NDManager arrays = parameters.manager().newSubManager()) {
      move(weights, parameters.weights(), 1 - kept, arrays);
      move(statistics, parameters.statistics(), 1 - kept, arrays);
    }
  }

  private static void move(NDArray average, NDArray to, double share, NDManager arrays) {
    NDArray way = to.sub(average);
    way.attach(arrays);
    way.muli(share);
    average.addi(way);
  }

  /** Puts the average into the network. */
  public void apply() {
    try (TorchRuntime.GradientScope scope = torch.gradients(false)) {
      torch.copyInto(parameters.weights(), weights);
      torch.copyInto(parameters.statistics(), statistics);
    }
  }

  /** The averaged weights, 1-D, on the CPU without a copy: valid until the next update. */
  public TensorData liveWeights() {
    return live(weights);
  }

  /** The averaged statistics, as {@link #liveWeights()}. */
  public TensorData liveStatistics() {
    return live(statistics);
  }

  private TensorData live(NDArray array) {
    return new TensorData(
        Tensors.fileType(parameters.type()),
        List.of(array.size()),
        ParameterStore.liveBytes(array));
  }

  /** Takes an average from {@link #liveWeights()} and {@link #liveStatistics()} back. */
  public void load(TensorData savedWeights, TensorData savedStatistics) {
    load(weights, savedWeights);
    load(statistics, savedStatistics);
  }

  private void load(NDArray target, TensorData saved) {
    if (saved.elements() != target.size()) {
      throw new IllegalArgumentException(
          "the average has %d values, the network needs %d"
              .formatted(saved.elements(), target.size()));
    }
    var content = Tensors.allocate(target.size(), parameters.type());
    Tensors.copy(saved, content, 0, parameters.type());
    parameters.overwrite(target, content);
  }
}
