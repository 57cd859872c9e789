package io.nasoa.activities.network;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor as it stands in a file: element type, shape and little-endian bytes. The buffer is
 * read-only and positioned at 0; callers duplicate it before reading.
 *
 * @param type element type
 * @param shape sizes of the dimensions; empty for a scalar
 * @param bytes little-endian, row-major content
 */
public record TensorData(Type type, List<Long> shape, ByteBuffer bytes) {
  public TensorData {
    shape = List.copyOf(shape);
    bytes = bytes.asReadOnlyBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
    long expected = type.size();
    for (long dimension : shape) {
      expected = Math.multiplyExact(expected, dimension);
    }
    if (expected != bytes.remaining()) {
      throw new IllegalArgumentException(
          "a tensor of type %s and shape %s has %d bytes, found %d"
              .formatted(type, shape, expected, bytes.remaining()));
    }
  }

  /** Number of elements. */
  public long elements() {
    return bytes.remaining() / type.size();
  }

  /** Element types that safetensors files and checkpoints of this project may hold. */
  public enum Type {
    F16(2),
    F32(4),
    F64(8),
    I64(8),
    U8(1);

    private final int size;

    Type(int size) {
      this.size = size;
    }

    /** Bytes of one element. */
    public int size() {
      return size;
    }
  }
}
