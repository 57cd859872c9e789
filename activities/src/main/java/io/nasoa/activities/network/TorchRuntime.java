package io.nasoa.activities.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one door to DJL's PyTorch engine: starting it, gradients, and the operators that networks and
 * the optimiser need. It goes past DJL's {@code Trainer} and {@code GradientCollector}, because the
 * collector is a process-wide lock and two trainings run in one process.
 *
 * <p>Thread-safe. Results of an operator belong to the manager of its first operand; gradient mode
 * belongs to the calling thread.
 */
public final class TorchRuntime {
  /** Single-precision numbers in the widest vector register. */
  private static final int VECTOR_LANES = 16;

  private static final int MALLOPT_TRIM_THRESHOLD = -1;
  private static final int MALLOPT_TOP_PAD = -2;
  private static final int MALLOPT_MMAP_THRESHOLD = -3;

  private final Engine engine;
  private final int threads;

  private TorchRuntime(Engine engine, int threads) {
    this.engine = engine;
    this.threads = threads;
  }

  /**
   * Starts the engine, or joins it when it runs already in this process.
   *
   * @param threads torch threads of one operator, process-wide; one per training is fastest when
   *     several trainings share the cores
   * @throws IllegalStateException when libtorch cannot be loaded
   */
  public static TorchRuntime start(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, was " + threads);
    }
    try {
      tuneAllocator();
      Engine engine = Engine.getEngine("PyTorch");
      JniUtils.setNumThreads(threads);
      return new TorchRuntime(engine, threads);
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "the PyTorch engine does not start (%s): run 'nasoa doctor' to see which natives are missing"
              .formatted(e.getMessage()),
          e);
    }
  }

  // glibc gives big activations back to the system after every step and pages them in again;
  // keeping them is worth 6 to 38 % of a step.
  private static void tuneAllocator() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      Function mallopt = Function.getFunction("c", "mallopt");
      mallopt.invokeInt(new Object[] {MALLOPT_MMAP_THRESHOLD, 1 << 30});
      mallopt.invokeInt(new Object[] {MALLOPT_TRIM_THRESHOLD, Integer.MAX_VALUE});
      mallopt.invokeInt(new Object[] {MALLOPT_TOP_PAD, 1 << 28});
    } catch (UnsatisfiedLinkError e) {
      // Another C library than glibc: only speed is lost.
    }
  }

  /** Torch threads of one operator. */
  public int threads() {
    return threads;
  }

  /** Versions and hardware features that decide whether two runs can be bit-identical. */
  public Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("djl", Engine.getDjlVersion());
    versions.put("libtorch", engine.getVersion());
    versions.put("features", String.join(" ", new java.util.TreeSet<>(JniUtils.getFeatures())));
    versions.put("java", Runtime.version().toString());
    versions.put("threads", Integer.toString(threads));
    return versions;
  }

  /**
   * Turns the name of a device into DJL's.
   *
   * @param name {@code cpu} or {@code cuda:N}
   * @throws IllegalArgumentException for another name or a GPU that is not there
   */
  public Device device(String name) {
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    if (!name.matches("cuda:\\d{1,3}")) {
      throw new IllegalArgumentException(
          "device must be cpu or cuda:N (for instance cuda:0), was '%s'".formatted(name));
    }
    int id = Integer.parseInt(name.substring(5));
    if (id >= engine.getGpuCount()) {
      throw new IllegalArgumentException(
          "device %s does not exist: the engine sees %d GPUs"
              .formatted(name, engine.getGpuCount()));
    }
    return Device.gpu(id);
  }

  /** A new root of a tree of arrays on a device; closing it frees them all. */
  public NDManager newManager(Device device) {
    return engine.newBaseManager(device);
  }

  /**
   * How many arrays are open in this process, whoever made them: the same before and after any work
   * that frees what it takes.
   */
  public int openArrays() {
    try (NDManager probe = engine.newBaseManager()) {
      return probe.getParentManager().getManagedArrays().size();
    }
  }

  /** Turns gradient recording on or off for the calling thread until the scope is closed. */
  public GradientScope gradients(boolean recorded) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(recorded);
    return () -> JniUtils.setGradMode(before);
  }

  /** Undoes {@link #gradients}; closed by the thread that opened it. */
  public interface GradientScope extends AutoCloseable {
    @Override
    void close();
  }

  /** Back-propagates a scalar into the leaves that it was computed from. */
  public void backward(NDArray loss) {
    try (NDArray one = loss.onesLike()) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  /** A leaf that shares the view's memory, whose gradient is recorded or not. */
  public NDArray leaf(NDArray view, boolean requiresGradient) {
    PtNDArray leaf = JniUtils.detachGradient((PtNDArray) view);
    if (requiresGradient) {
      leaf.setRequiresGradient(true);
    }
    return leaf;
  }

  /** The leaf's gradient of the last backward passes, attached to {@code owner}. */
  public NDArray gradient(NDArray leaf, NDManager owner) {
    PtNDArray gradient = JniUtils.getGradient((PtNDArray) leaf);
    gradient.attach(owner);
    return gradient;
  }

  /** Sets the leaf's gradient to zero. */
  public void zeroGradient(NDArray leaf) {
    JniUtils.zeroGrad((PtNDArray) leaf);
  }

  /** A view of elements {@code [from, to)} of a 1-D array that shares its memory. */
  public NDArray range(NDArray flat, long from, long to) {
    return JniUtils.slice((PtNDArray) flat, 0, from, to, 1);
  }

  /** A view with another shape that shares the memory of a contiguous array. */
  public NDArray view(NDArray array, Shape shape) {
    return JniUtils.reshape((PtNDArray) array, shape.getShape());
  }

  /** Copies {@code source} into the memory of {@code target}; both have one 1-D shape. */
  public void copyInto(NDArray target, NDArray source) {
    JniUtils.indexSet(
        (PtNDArray) target,
        (PtNDArray) source,
        new long[] {0},
        new long[] {target.size()},
        new long[] {1});
  }

  /** Joins 1-D arrays; the result belongs to the first one's manager. */
  public NDArray concatenateFlat(List<NDArray> arrays) {
    PtNDArray[] parts = new PtNDArray[arrays.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = JniUtils.flatten((PtNDArray) arrays.get(i), 0, -1);
    }
    return JniUtils.cat(parts, 0);
  }

  /** Concatenation of (N, C, H, W) arrays on channels. */
  public NDArray concatenateChannels(List<NDArray> arrays) {
    return JniUtils.cat(arrays.toArray(PtNDArray[]::new), 1);
  }

  /** 2-D convolution of (N, C, H, W) with equal stride and padding on both axes. */
  public NDArray convolution(
      NDArray input, NDArray weight, @Nullable NDArray bias, int stride, int padding, int groups) {
    if (!overflowsOnCpu(input, weight, stride)) {
      return plainConvolution(input, weight, bias, stride, padding, groups);
    }
    try (NDArray rows = everyNth(input, 2, stride);
        NDArray points = everyNth(rows, 3, stride)) {
      return plainConvolution(points, weight, bias, 1, padding, groups);
    }
  }

  /**
   * oneDNN's weight gradient of a strided 1x1 convolution of channels-last arrays writes behind its
   * workspace where the inputs have fewer channels than a vector register has lanes (oneDNN issue
   * 6035). Without a stride there is no workspace.
   */
  private static boolean overflowsOnCpu(NDArray input, NDArray weight, int stride) {
    Shape shape = weight.getShape();
    return stride > 1
        && shape.get(1) < VECTOR_LANES
        && shape.get(2) == 1
        && shape.get(3) == 1
        && !input.getDevice().isGpu();
  }

  private static NDArray everyNth(NDArray array, int axis, int step) {
    return JniUtils.slice((PtNDArray) array, axis, 0, array.getShape().get(axis), step);
  }

  private static NDArray plainConvolution(
      NDArray input, NDArray weight, @Nullable NDArray bias, int stride, int padding, int groups) {
    return JniUtils.convolution(
        (PtNDArray) input,
        (PtNDArray) weight,
        (PtNDArray) bias,
        new Shape(stride, stride),
        new Shape(padding, padding),
        new Shape(1, 1),
        groups);
  }

  /**
   * Batch normalisation as torch defines it. While training, it normalises by the batch's biased
   * variance and moves the running statistics by {@code momentum} towards the batch's (unbiased).
   */
  public NDArray batchNorm(
      NDArray input,
      NDArray weight,
      NDArray bias,
      NDArray runningMean,
      NDArray runningVariance,
      boolean training,
      double momentum,
      double epsilon) {
    return JniUtils.batchNorm(
        (PtNDArray) input,
        (PtNDArray) runningMean,
        (PtNDArray) runningVariance,
        (PtNDArray) weight,
        (PtNDArray) bias,
        training,
        momentum,
        epsilon);
  }

  /** max(0, x). */
  public NDArray relu(NDArray input) {
    return JniUtils.relu((PtNDArray) input);
  }

  /** min(6, max(0, x)). */
  public NDArray relu6(NDArray input) {
    NDManager owner = input.getManager();
    // The engine makes arrays of both bounds and leaves them to the input's manager.
    try (NDManager scratch = owner.newSubManager()) {
      input.attach(scratch);
      try {
        NDArray result = JniUtils.clip((PtNDArray) input, 0f, 6f);
        result.attach(owner);
        return result;
      } finally {
        input.attach(owner);
      }
    }
  }

  /** 1 / (1 + exp(-x)). */
  public NDArray sigmoid(NDArray input) {
    return JniUtils.sigmoid((PtNDArray) input);
  }

  /** x times its sigmoid. */
  public NDArray silu(NDArray input) {
    // libtorch's own operator is not among those that the engine passes on.
    try (NDArray gate = sigmoid(input)) {
      return multiply(input, gate);
    }
  }

  /** Element-wise product; sizes of 1 stretch. */
  public NDArray multiply(NDArray a, NDArray b) {
    return JniUtils.mul((PtNDArray) a, (PtNDArray) b);
  }

  /** Largest value of each square window of (N, C, H, W). */
  public NDArray maxPool(NDArray input, int kernel, int stride, int padding) {
    return JniUtils.maxPool(
        (PtNDArray) input,
        new Shape(kernel, kernel),
        new Shape(stride, stride),
        new Shape(padding, padding),
        false);
  }

  /** Element-wise sum. */
  public NDArray add(NDArray a, NDArray b) {
    return JniUtils.add((PtNDArray) a, (PtNDArray) b);
  }

  /** Mean over height and width: (N, C, H, W) to (N, C, 1, 1). */
  public NDArray spatialMean(NDArray input) {
    return JniUtils.adaptiveAvgPool((PtNDArray) input, new Shape(1, 1));
  }

  /** Mean over height and width: (N, C, H, W) to (N, C). */
  public NDArray globalAveragePool(NDArray input) {
    try (NDArray pooled = spatialMean(input)) {
      return JniUtils.flatten((PtNDArray) pooled, 1, -1);
    }
  }

  /** x W' + b. */
  public NDArray linear(NDArray input, NDArray weight, NDArray bias) {
    return JniUtils.linear((PtNDArray) input, (PtNDArray) weight, (PtNDArray) bias);
  }

  /** Logarithm of the softmax over the classes of (N, classes). */
  public NDArray logSoftmax(NDArray logits) {
    return JniUtils.logSoftmax((PtNDArray) logits, 1, logits.getDataType());
  }

  /** An array with the buffer's content; the buffer must stay unchanged while the array lives. */
  public NDArray create(NDManager manager, ByteBuffer content, Shape shape, DataType type) {
    return manager.create(content, shape, type);
  }
}
