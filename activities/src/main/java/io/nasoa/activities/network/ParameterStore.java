package io.nasoa.activities.network;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.nasoa.zoo.architecture.LayerGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All tensors of one network in two flat arrays: the weights (in the order of the layers, so that
 * frozen stages are a prefix) and the BatchNorm statistics. The optimiser then needs a handful of
 * operators a step, and a checkpoint is a copy of flat memory.
 *
 * <p>Not thread-safe: one training owns it. Closing frees every array.
 */
public final class ParameterStore implements AutoCloseable {
  private final TorchRuntime torch;
  private final NDManager manager;
  private final DataType type;
  private final List<TensorLayout.Slot> slots;
  private final NDArray weights;
  private final NDArray statistics;
  private final Map<String, NDArray> views = new LinkedHashMap<>();
  private final List<NDArray> trainable = new ArrayList<>();
  private long trainableFrom;

  /**
   * An all-zero store for a graph's tensors.
   *
   * @param type {@link DataType#FLOAT32}, or {@link DataType#FLOAT64} for gradient checks
   */
  public ParameterStore(TorchRuntime torch, LayerGraph graph, Device device, DataType type) {
    this.torch = torch;
    this.manager = torch.newManager(device);
    this.type = type;
    this.slots = TensorLayout.of(graph);
    this.weights = manager.zeros(new Shape(size(false)), type);
    this.statistics = manager.zeros(new Shape(Math.max(1, size(true))), type);
    freeze(0);
  }

  private long size(boolean statistic) {
    return slots.stream()
        .filter(slot -> slot.statistic() == statistic)
        .mapToLong(TensorLayout.Slot::elements)
        .sum();
  }

  /**
   * Freezes the first stages: no gradient is recorded for their tensors.
   *
   * @param frozenStages 0 = nothing, 1 = the stem, 1+i = the stem and the first i stages
   */
  public void freeze(int frozenStages) {
    views.values().forEach(NDArray::close);
    views.clear();
    trainable.clear();
    trainableFrom = weights.size();
    for (TensorLayout.Slot slot : slots) {
      NDArray flat = slot.statistic() ? statistics : weights;
      boolean learned = !slot.statistic() && slot.stage() >= frozenStages;
      try (NDArray range = torch.range(flat, slot.offset(), slot.offset() + slot.elements());
          NDArray shaped = torch.view(range, slot.shape())) {
        NDArray leaf = torch.leaf(shaped, learned);
        views.put(slot.name(), leaf);
        if (learned) {
          trainable.add(leaf);
          trainableFrom = Math.min(trainableFrom, slot.offset());
        }
      }
    }
  }

  /** The tensor of that name as a leaf that shares the flat memory. */
  public NDArray tensor(String name) {
    NDArray view = views.get(name);
    if (view == null) {
      throw new IllegalArgumentException("the network has no tensor '%s'".formatted(name));
    }
    return view;
  }

  /** Leaves whose gradients are recorded, in the order of the flat weights. */
  List<NDArray> trainable() {
    return trainable;
  }

  /** First element of the flat weights that is trained; everything before is frozen. */
  long trainableFrom() {
    return trainableFrom;
  }

  /** All weights, 1-D, in the order of {@link #layout()}. */
  NDArray weights() {
    return weights;
  }

  /** All BatchNorm statistics, 1-D. */
  NDArray statistics() {
    return statistics;
  }

  /** Where each tensor lies in the flat arrays. */
  List<TensorLayout.Slot> layout() {
    return slots;
  }

  NDManager manager() {
    return manager;
  }

  DataType type() {
    return type;
  }

  TorchRuntime torch() {
    return torch;
  }

  /** Copies every tensor out as it would stand in a file, sorted by name. */
  public SortedMap<String, TensorData> export() {
    return tensors(bytes(weights), bytes(statistics));
  }

  /**
   * Every tensor as it would stand in a file, sorted by name, without a copy where the device is
   * the CPU: valid until the next step or {@link #close()}.
   */
  public SortedMap<String, TensorData> live() {
    return tensors(liveBytes(weights), liveBytes(statistics));
  }

  private SortedMap<String, TensorData> tensors(ByteBuffer weightBytes, ByteBuffer statisticBytes) {
    SortedMap<String, TensorData> tensors = new TreeMap<>();
    for (TensorLayout.Slot slot : slots) {
      ByteBuffer source = slot.statistic() ? statisticBytes : weightBytes;
      tensors.put(slot.name(), slice(source, slot));
    }
    return tensors;
  }

  private TensorData slice(ByteBuffer source, TensorLayout.Slot slot) {
    int width = type.getNumOfBytes();
    ByteBuffer part =
        source.slice(
            Math.toIntExact(slot.offset() * width), Math.toIntExact(slot.elements() * width));
    return new TensorData(Tensors.fileType(type), Tensors.dimensions(slot.shape()), part);
  }

  static ByteBuffer bytes(NDArray array) {
    return array.toByteBuffer(false).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer liveBytes(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Writes tensors into the store, converting the element type.
   *
   * @throws IllegalArgumentException naming the first tensor that is missing, unexpected or of
   *     another shape; nothing is changed then
   */
  public void load(Map<String, TensorData> tensors) {
    Tensors.requireSame(slots, tensors);
    // One tensor at a time, so that a large network needs no second copy of itself.
    for (TensorLayout.Slot slot : slots) {
      TensorData tensor = requireNonNull(tensors.get(slot.name()));
      ByteBuffer content = Tensors.allocate(slot.elements(), type);
      Tensors.copy(tensor, content, 0, type);
      NDArray flat = slot.statistic() ? statistics : weights;
      try (NDArray range = torch.range(flat, slot.offset(), slot.offset() + slot.elements())) {
        overwrite(range, content);
      }
    }
  }

  // NDArray.set(Buffer) would replace the storage and cut the leaves off: copy in place instead.
  void overwrite(NDArray target, ByteBuffer content) {
    try (NDArray source = torch.create(manager, content, target.getShape(), type)) {
      torch.copyInto(target, source);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
