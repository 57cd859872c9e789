package io.nasoa.activities.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor of a PyTorch checkpoint: a view of a storage.
 *
 * @param storage what it looks at
 * @param offset its first element in the storage
 * @param shape sizes of the dimensions
 * @param strides elements from one index to the next, for every dimension
 */
record TorchTensor(TorchStorage storage, long offset, List<Long> shape, List<Long> strides)
    implements Pickled.Foreign {
  TorchTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  @Override
  public String description() {
    return "a tensor";
  }

  /** Number of elements, once {@link #check} has passed. */
  long elements() {
    long elements = 1;
    for (long size : shape) {
      elements *= size;
    }
    return elements;
  }

  /** Refuses a view that leaves its storage, or repeats elements so that it outgrows it. */
  void check() throws MalformedContentException {
    if (shape.size() != strides.size()) {
      throw new MalformedContentException(
          "has %d sizes and %d strides".formatted(shape.size(), strides.size()));
    }
    long last = offset;
    long elements = 1;
    try {
      for (int i = 0; i < shape.size(); i++) {
        long size = shape.get(i);
        long stride = strides.get(i);
        if (size < 0 || stride < 0) {
          throw new MalformedContentException(
              "has the shape %s, strides %s".formatted(shape, strides));
        }
        elements = Math.multiplyExact(elements, size);
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, size - 1), stride));
      }
    } catch (ArithmeticException e) {
      throw new MalformedContentException("has the impossible shape " + shape, e);
    }
    boolean inside = offset >= 0 && (elements == 0 || last < storage.elements());
    if (!inside || elements > storage.elements()) {
      throw new MalformedContentException(
          "of shape %s, strides %s and offset %d does not fit its storage of %d elements"
              .formatted(shape, strides, offset, storage.elements()));
    }
    if (elements > Integer.MAX_VALUE / storage.type().result.size()) {
      throw new MalformedContentException("of shape %s is above 2 GiB".formatted(shape));
    }
  }

  /** Whether the bytes of the storage can be used as they are. */
  boolean plain() {
    long expected = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides.get(i) != expected) {
        return elements() == 0;
      }
      expected *= shape.get(i);
    }
    return storage.type().size == storage.type().result.size();
  }

  /**
   * The content, as a view of {@code stored} where {@link #plain} and else as a copy.
   *
   * @param stored little-endian content of the whole storage
   */
  TensorData content(ByteBuffer stored) {
    int elements = Math.toIntExact(elements());
    TorchStorage.Type type = storage.type();
    if (plain()) {
      int begin = elements == 0 ? 0 : Math.toIntExact(offset * type.size);
      return new TensorData(type.result, shape, stored.slice(begin, elements * type.size));
    }
    ByteBuffer source = stored.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer copy =
        ByteBuffer.allocate(Math.multiplyExact(elements, type.result.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    long[] index = new long[shape.size()];
    long position = offset;
    for (int i = 0; i < elements; i++) {
      copyElement(source, Math.toIntExact(position * type.size), copy);
      position += step(index);
    }
    return new TensorData(type.result, shape, copy.flip());
  }

  /** Moves {@code index} on by one in row-major order; returns by how much the position changes. */
  private long step(long[] index) {
    long change = 0;
    for (int i = index.length - 1; i >= 0; i--) {
      if (++index[i] < shape.get(i)) {
        return change + strides.get(i);
      }
      change -= (index[i] - 1) * strides.get(i);
      index[i] = 0;
    }
    return change;
  }

  private void copyElement(ByteBuffer source, int at, ByteBuffer target) {
    switch (storage.type()) {
      case FLOAT -> target.putInt(source.getInt(at));
      case DOUBLE, LONG -> target.putLong(source.getLong(at));
      case HALF -> target.putShort(source.getShort(at));
      case INT -> target.putLong(source.getInt(at));
      case BYTE, BOOL -> target.put(source.get(at));
    }
  }
}
