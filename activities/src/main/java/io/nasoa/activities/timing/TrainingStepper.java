package io.nasoa.activities.timing;

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
import io.nasoa.zoo.architecture.LayerGraph;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;

/**
 * One network that takes a step on the same made-up batch again and again, and tells what each
 * took: on the CPU the thread's own time, so that waiting for a core does not count, elsewhere the
 * clock's.
 *
 * <p>Not thread-safe. Closing frees the network.
 */
public final class TrainingStepper implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final TorchRuntime torch;
  private final Network network;
  private final SgdOptimizer optimizer;
  private final boolean cpu;
  private final int batch;
  private final int resolution;
  private final float[] pixels;

  /**
   * A network of that graph with made-up weights.
   *
   * @param batch images a step, at least 1
   * @param resolution side of the images in pixels
   */
  public TrainingStepper(
      TorchRuntime torch, LayerGraph graph, Device device, int batch, int resolution) {
    this.torch = torch;
    this.batch = batch;
    this.resolution = resolution;
    network = new Network(torch, graph, device, DataType.FLOAT32);
    network.parameters().load(Initialisation.of(graph, 0));
    optimizer = new SgdOptimizer(network, 0.9, 1e-4);
    cpu = !device.isGpu();
    pixels = new float[batch * resolution * resolution * 3];
    for (int i = 0; i < pixels.length; i++) {
      // Values like those of normalised images: denormal numbers would be slower than real ones.
      pixels[i] = (i * 31 % 255) / 64f - 2;
    }
  }

  /** Freezes the first stages, as {@link Network#freeze}. */
  public void freeze(int stages) {
    network.freeze(stages);
  }

  /** Seconds of one training step: forward, backward, update. */
  public double step() {
    long start = now();
    try (TorchRuntime.GradientScope scope = torch.gradients(true);
        NDManager arrays = network.newStepManager()) {
      NDArray logits = network.forwardTraining(images(arrays));
      NDArray loss = CrossEntropy.of(torch, logits, new long[batch], 0.1, arrays);
      // Reading it waits for the device.
      loss.toType(DataType.FLOAT32, false).getFloat();
      torch.backward(loss);
      optimizer.step(0.01);
    }
    return (now() - start) / 1e9;
  }

  /** Seconds of one batch's inference. */
  public double infer() {
    long start = now();
    try (NDManager arrays = network.newStepManager()) {
      network.forwardEvaluation(images(arrays)).toFloatArray();
    }
    return (now() - start) / 1e9;
  }

  private NDArray images(NDManager arrays) {
    return arrays
        .create(FloatBuffer.wrap(pixels), new Shape(batch, resolution, resolution, 3))
        .transpose(0, 3, 1, 2);
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
