package io.nasoa.activities.timing;

import ai.djl.Device;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Times networks against each other: all take their steps in turn, round after round, so that a
 * busy neighbour or a warm processor slows all of them alike, and medians are told.
 *
 * <p>Thread-safe: each measurement has networks of its own.
 */
public final class ModelTimer {
  /** A plain residual network; its step is the unit of ratios. */
  public static final String REFERENCE = "020-_16_11-21-21-21";

  /** The batch of the recipe that the zoo is trained by. */
  public static final int BATCH = 64;

  /** The first steps allocate memory and choose kernels. */
  private static final int WARM_UP = 2;

  private static final int REFERENCE_RESOLUTION = 64;

  private final TorchRuntime torch;
  private final Device device;

  public ModelTimer(TorchRuntime torch, Device device) {
    this.torch = torch;
    this.device = device;
  }

  /**
   * What is timed.
   *
   * @param name of the network
   * @param graph the network
   * @param resolution side of its input in pixels
   */
  public record Subject(String name, LayerGraph graph, int resolution) {}

  /**
   * Times them all; takes some seconds a network.
   *
   * @param rounds steps of each that count, at least 1
   * @return in the order of the subjects
   */
  public List<ModelTimes> measure(List<Subject> subjects, int rounds) {
    return measure(subjects, rounds, () -> {});
  }

  /**
   * The same for whoever may have to give up.
   *
   * @param between called before each network's turn; what it throws ends the measurement
   */
  public List<ModelTimes> measure(List<Subject> subjects, int rounds, Runnable between) {
    List<Series> all = new ArrayList<>();
    LayerGraph unit = Architecture.parse(REFERENCE).toGraph(10, Stem.STANDARD);
    try (TrainingStepper reference =
        new TrainingStepper(torch, unit, device, BATCH, REFERENCE_RESOLUTION)) {
      subjects.forEach(subject -> all.add(new Series(subject, rounds)));
      for (int round = -WARM_UP; round < rounds; round++) {
        double unitSeconds = reference.step();
        for (Series series : all) {
          between.run();
          series.round(round, unitSeconds);
        }
      }
    } finally {
      all.forEach(Series::close);
    }
    return all.stream().map(Series::times).toList();
  }

  /** All that is measured of one network. */
  private final class Series implements AutoCloseable {
    private final Subject subject;
    private final TrainingStepper stepper;
    private final double[][] steps;
    private final double[] ratios;
    private final double[] inferences;

    Series(Subject subject, int rounds) {
      this.subject = subject;
      stepper = new TrainingStepper(torch, subject.graph(), device, BATCH, subject.resolution());
      steps = new double[subject.graph().freezableStages() + 1][rounds];
      ratios = new double[rounds];
      inferences = new double[rounds];
    }

    void round(int round, double unitSeconds) {
      for (int frozen = 0; frozen < steps.length; frozen++) {
        stepper.freeze(frozen);
        note(steps[frozen], round, stepper::step);
      }
      note(inferences, round, stepper::infer);
      if (round >= 0) {
        ratios[round] = steps[0][round] / unitSeconds;
      }
    }

    private static void note(double[] series, int round, DoubleSupplier seconds) {
      double value = seconds.getAsDouble();
      if (round >= 0) {
        series[round] = value;
      }
    }

    ModelTimes times() {
      ComputeCost cost = ComputeCost.of(subject.graph(), subject.resolution());
      return new ModelTimes(
          subject.name(),
          Arrays.stream(steps).map(ModelTimer::median).toList(),
          median(ratios),
          median(inferences) / BATCH,
          cost.activationElements() * BATCH * Float.BYTES);
    }

    @Override
    public void close() {
      stepper.close();
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
