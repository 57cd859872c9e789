package io.nasoa.activities.network;

/**
 * The untyped row of elements that tensors of a PyTorch checkpoint are views of.
 *
 * @param type element type
 * @param key name of the storage in the checkpoint
 * @param elements number of elements
 */
record TorchStorage(Type type, String key, long elements) implements Pickled.Foreign {
  @Override
  public String description() {
    return "a storage";
  }

  /** Bytes in the file, or -1 where that number exceeds a long. */
  long bytes() {
    return elements > Long.MAX_VALUE / type.size ? -1 : elements * type.size;
  }

  /** Storage classes of PyTorch that are read, and what their elements become. */
  enum Type implements Pickled.Foreign {
    FLOAT("FloatStorage", 4, TensorData.Type.F32),
    DOUBLE("DoubleStorage", 8, TensorData.Type.F64),
    HALF("HalfStorage", 2, TensorData.Type.F16),
    LONG("LongStorage", 8, TensorData.Type.I64),
    INT("IntStorage", 4, TensorData.Type.I64),
    BYTE("ByteStorage", 1, TensorData.Type.U8),
    BOOL("BoolStorage", 1, TensorData.Type.U8);

    final String className;
    final int size;
    final TensorData.Type result;

    Type(String className, int size, TensorData.Type result) {
      this.className = className;
      this.size = size;
      this.result = result;
    }

    @Override
    public String description() {
      return "the class torch." + className;
    }
  }
}
