package io.nasoa.activities.search;

import ai.djl.Device;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.timing.ModelTimer;
import io.nasoa.activities.timing.TrainingStepper;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import java.util.Arrays;

/**
 * What a training step of a network takes, as a ratio to a reference network's step. Both take
 * their steps in turn, so that a busy neighbour or a warm processor slows both. Measured values of
 * one search are comparable over workers of the same kind of processor.
 *
 * <p>Thread-safe: each measurement has networks of its own.
 */
final class StepRatio {
  /** The zoo's resolution: what the models are made for. */
  private static final int RESOLUTION = 64;

  /** The first steps allocate memory and choose kernels. */
  private static final int WARM_UP = 2;

  private static final int MEASURED = 9;

  private final TorchRuntime torch;

  StepRatio(TorchRuntime torch) {
    this.torch = torch;
  }

  /**
   * One measurement.
   *
   * @param ratio median over the pairs of steps, candidate to reference
   * @param seconds median of the candidate's steps
   */
  record Measured(double ratio, double seconds) {}

  /** Measures a network of that graph; takes some seconds. */
  Measured measure(LayerGraph graph, Device device) {
    LayerGraph unit = Architecture.parse(ModelTimer.REFERENCE).toGraph(10, Stem.STANDARD);
    double[] ratios = new double[MEASURED];
    double[] own = new double[MEASURED];
    try (TrainingStepper candidate = stepper(graph, device);
        TrainingStepper reference = stepper(unit, device)) {
      for (int i = -WARM_UP; i < MEASURED; i++) {
        double seconds = candidate.step();
        double unitSeconds = reference.step();
        if (i >= 0) {
          own[i] = seconds;
          ratios[i] = seconds / unitSeconds;
        }
      }
    }
    Arrays.sort(ratios);
    Arrays.sort(own);
    return new Measured(ratios[MEASURED / 2], own[MEASURED / 2]);
  }

  private TrainingStepper stepper(LayerGraph graph, Device device) {
    return new TrainingStepper(torch, graph, device, ModelTimer.BATCH, RESOLUTION);
  }
}
