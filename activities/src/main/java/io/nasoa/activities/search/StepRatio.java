package io.nasoa.activities.search;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.nasoa.activities.network.CrossEntropy;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SgdOptimizer;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What a training step of a network takes, as a ratio to a reference network's step. Both take
 * their steps in turn, so that a busy neighbour or a warm processor slows both; on the CPU it is
 * the thread's own time that counts, so that waiting for a core does not. Measured values of one
 * search are comparable over workers of the same kind of processor.
 *
 * <p>Thread-safe: each measurement has networks of its own.
 */
final class StepRatio {
  /** A plain residual network; its step is the unit. */
  static final String REFERENCE = "020-_16_11-21-21-21";

  /** The zoo's resolution and the batch of its recipe: what the models are made for. */
  private static final int RESOLUTION = 64;

  private static final int BATCH = 64;

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
   * @param seconds median of the candidate's steps: of the thread on a CPU, of the clock elsewhere
   * @param referenceSeconds the same of the reference
   */
  record Measured(double ratio, double seconds, double referenceSeconds) {}

  /** Measures a network of that graph; takes some seconds. */
  Measured measure(LayerGraph graph, Device device) {
    LayerGraph unit = Architecture.parse(REFERENCE).toGraph(classes(graph), Stem.STANDARD);
    double[] ratios = new double[MEASURED];
    double[] own = new double[MEASURED];
    double[] reference = new double[MEASURED];
    try (Stepper candidate = new Stepper(graph, device);
        Stepper compared = new Stepper(unit, device)) {
      for (int i = -WARM_UP; i < MEASURED; i++) {
        double seconds = candidate.seconds();
        double unitSeconds = compared.seconds();
        if (i >= 0) {
          own[i] = seconds;
          reference[i] = unitSeconds;
          ratios[i] = seconds / unitSeconds;
        }
      }
    }
    return new Measured(median(ratios), median(own), median(reference));
  }

  private static int classes(LayerGraph graph) {
    Layer last = graph.layers().get(graph.layers().size() - 1);
    return last instanceof Layer.Linear head ? head.outFeatures() : 1;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** One network that takes a step on the same made-up batch again and again. */
  private final class Stepper implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Network network;
    private final SgdOptimizer optimizer;
    private final boolean cpu;
    private final float[] pixels = new float[BATCH * RESOLUTION * RESOLUTION * 3];

    Stepper(LayerGraph graph, Device device) {
      network = new Network(torch, graph, device, DataType.FLOAT32);
      network.parameters().load(Initialisation.of(graph, 0));
      optimizer = new SgdOptimizer(network, 0.9, 1e-4);
      cpu = !device.isGpu();
      for (int i = 0; i < pixels.length; i++) {
        // Values like those of normalised images: denormal numbers would be slower than real ones.
        pixels[i] = (i * 31 % 255) / 64f - 2;
      }
    }

    double seconds() {
      long start = now();
      try (TorchRuntime.GradientScope scope = torch.gradients(true);
          NDManager arrays = network.newStepManager()) {
        NDArray batch =
            arrays
                .create(FloatBuffer.wrap(pixels), new Shape(BATCH, RESOLUTION, RESOLUTION, 3))
                .transpose(0, 3, 1, 2);
        NDArray logits = network.forwardTraining(batch);
        NDArray loss = CrossEntropy.of(torch, logits, new long[BATCH], 0.1, arrays);
        // Reading it waits for the device.
        loss.toType(DataType.FLOAT32, false).getFloat();
        torch.backward(loss);
        optimizer.step(0.01);
      }
      return (now() - start) / 1e9;
    }

    private long now() {
      return cpu && THREADS.isCurrentThreadCpuTimeSupported()
          ? THREADS.getCurrentThreadCpuTime()
          : System.nanoTime();
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
