package io.nasoa.activities.tuning;

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
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.rivals.Networks;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.time.InstantSource;
import java.util.Arrays;

/** Measures what one optimiser step of a model takes here and now. Thread-safe. */
final class StepTimer {
  /** The first steps allocate memory and choose kernels. */
  private static final int WARM_UP = 1;

  private static final int MEASURED = 3;
  private static final int CLASSES = 10;

  private final TorchRuntime torch;
  private final InstantSource clock;

  StepTimer(TorchRuntime torch, InstantSource clock) {
    this.torch = torch;
    this.clock = clock;
  }

  /** The median of a few steps on one made-up batch. */
  StepTimeMeasurement measure(StepTimeKey key, Device device) {
    LayerGraph graph = Networks.parse(key.architecture()).toGraph(CLASSES, key.stem());
    try (Network network = new Network(torch, graph, device, DataType.FLOAT32);
        TorchRuntime.GradientScope scope = torch.gradients(true)) {
      network.parameters().load(Initialisation.of(graph, 0));
      network.freeze(key.frozenStages());
      SgdOptimizer sgd = new SgdOptimizer(network, 0.9, 1e-4);
      double[] seconds = new double[MEASURED];
      for (int i = -WARM_UP; i < MEASURED; i++) {
        long start = System.nanoTime();
        step(network, sgd, key);
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - start) / 1e9;
        }
      }
      Arrays.sort(seconds);
      return new StepTimeMeasurement(key, seconds[MEASURED / 2], MEASURED, clock.instant());
    }
  }

  private void step(Network network, SgdOptimizer sgd, StepTimeKey key) {
    if (Thread.currentThread().isInterrupted()) {
      throw new UncheckedIOException(new InterruptedIOException("planning was interrupted"));
    }
    int side = key.resolution();
    int images = key.batchSize();
    float[] pixels = new float[images * side * side * 3];
    for (int i = 0; i < pixels.length; i++) {
      // Values like those of normalised images: denormal numbers would be slower than real ones.
      pixels[i] = (i * 31 % 255) / 64f - 2;
    }
    try (NDManager arrays = network.newStepManager()) {
      NDArray batch =
          arrays
              .create(FloatBuffer.wrap(pixels), new Shape(images, side, side, 3))
              .transpose(0, 3, 1, 2);
      NDArray logits = network.forwardTraining(batch);
      NDArray loss = CrossEntropy.of(torch, logits, new long[images], 0.1, arrays);
      torch.backward(loss);
      sgd.step(0.01);
    }
  }
}
