package io.nasoa.activities.network;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conversions between tensors in files and flat engine memory. */
final class Tensors {
  private Tensors() {}

  static TensorData.Type fileType(DataType type) {
    return switch (type) {
      case FLOAT32 -> TensorData.Type.F32;
      case FLOAT64 -> TensorData.Type.F64;
      default ->
          throw new IllegalArgumentException("networks hold float32 or float64, not " + type);
    };
  }

  static List<Long> dimensions(Shape shape) {
    List<Long> dimensions = new ArrayList<>();
    for (long size : shape.getShape()) {
      dimensions.add(size);
    }
    return dimensions;
  }

  static ByteBuffer allocate(long elements, DataType type) {
    return ByteBuffer.allocateDirect(Math.toIntExact(elements * type.getNumOfBytes()))
        .order(ByteOrder.nativeOrder());
  }

  /** Refuses tensors that are not exactly those of the layout, naming the first difference. */
  static void requireSame(List<TensorLayout.Slot> slots, Map<String, TensorData> tensors) {
    Set<String> expected = new HashSet<>();
    for (TensorLayout.Slot slot : slots) {
      expected.add(slot.name());
      TensorData tensor = tensors.get(slot.name());
      if (tensor == null) {
        throw new IllegalArgumentException(
            "the weights have no tensor '%s' of shape %s: they belong to another architecture"
                .formatted(slot.name(), slot.shape()));
      }
      if (!tensor.shape().equals(dimensions(slot.shape()))) {
        throw new IllegalArgumentException(
            "tensor '%s' has shape %s, the architecture needs %s"
                .formatted(slot.name(), tensor.shape(), slot.shape()));
      }
    }
    for (String name : tensors.keySet()) {
      if (!expected.contains(name)) {
        throw new IllegalArgumentException(
            "the weights hold an unexpected tensor '%s': they belong to another architecture"
                .formatted(name));
      }
    }
  }

  /** Copies a tensor's elements to {@code target} from element {@code offset} on. */
  static void copy(TensorData tensor, ByteBuffer target, int offset, DataType type) {
    ByteBuffer source = tensor.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int count = Math.toIntExact(tensor.elements());
    for (int i = 0; i < count; i++) {
      double value = value(tensor.type(), source, i);
      if (type == DataType.FLOAT64) {
        target.putDouble((offset + i) * Double.BYTES, value);
      } else {
        target.putFloat((offset + i) * Float.BYTES, (float) value);
      }
    }
  }

  private static double value(TensorData.Type type, ByteBuffer source, int index) {
    return switch (type) {
      case F16 -> HalfFloats.toFloat(source.getShort(index * 2));
      case F32 -> source.getFloat(index * 4);
      case F64 -> source.getDouble(index * 8);
      case I64 -> source.getLong(index * 8);
      case U8 -> source.get(index) & 0xff;
    };
  }
}
