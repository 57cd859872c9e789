package io.nasoa.activities.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Conversion between IEEE 754 binary16 and binary32, which the JDK has from 20 on only. Stateless
 * and thread-safe.
 */
public final class HalfFloats {
  private static final int HALF_INFINITY = 0x7c00;
  private static final int FLOAT_INFINITY = 0x7f800000;
  private static final int FLOAT_QUIET = 0x00400000;

  /** 65,520 as a float: the smallest magnitude that rounds to infinity. */
  private static final int OVERFLOW = 0x477ff000;

  /** 2^-14 as a float: the smallest normal half. */
  private static final int SMALLEST_NORMAL = 0x38800000;

  private HalfFloats() {}

  /** The exact value of a half; a NaN becomes a quiet NaN with the same leading payload bits. */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int magnitude = half & 0x7fff;
    if (magnitude > HALF_INFINITY) {
      return Float.intBitsToFloat(sign | FLOAT_INFINITY | FLOAT_QUIET | (magnitude & 0x03ff) << 13);
    }
    if (magnitude == HALF_INFINITY) {
      return Float.intBitsToFloat(sign | FLOAT_INFINITY);
    }
    if (magnitude < 0x0400) {
      float value = magnitude * 0x1p-24f;
      return sign == 0 ? value : -value;
    }
    // 112 is the difference of the exponents' biases, 127 - 15.
    return Float.intBitsToFloat(sign | (magnitude << 13) + (112 << 23));
  }

  /** The nearest half, ties to even; 65,520 and above become infinity, a NaN stays a quiet NaN. */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > FLOAT_INFINITY) {
      return (short) (sign | HALF_INFINITY | 0x0200 | (magnitude >> 13 & 0x03ff));
    }
    if (magnitude >= OVERFLOW) {
      return (short) (sign | HALF_INFINITY);
    }
    if (magnitude < SMALLEST_NORMAL) {
      // Adding 0.5 leaves the multiple of 2^-24 in the low bits, rounded to even by the hardware.
      float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
      return (short) (sign | Float.floatToRawIntBits(shifted) - 0x3f000000);
    }
    int tieToEven = 0x0fff + (magnitude >> 13 & 1);
    return (short) (sign | (magnitude - (112 << 23) + tieToEven) >> 13);
  }

  /** {@code tensor} rounded to halves. */
  public static TensorData toHalf(TensorData tensor) {
    if (tensor.type() == TensorData.Type.F16) {
      return tensor;
    }
    requireFloatingPoint(tensor);
    ByteBuffer source = littleEndian(tensor);
    ByteBuffer target = allocate(tensor.elements(), Short.BYTES);
    while (source.hasRemaining()) {
      target.putShort(fromFloat(nextFloat(tensor.type(), source)));
    }
    return new TensorData(TensorData.Type.F16, tensor.shape(), target.flip());
  }

  /**
   * {@code tensor} as 32-bit floats: exact from halves, rounded to nearest from doubles.
   *
   * @throws IllegalArgumentException for a tensor of integers
   */
  public static TensorData toSingle(TensorData tensor) {
    if (tensor.type() == TensorData.Type.F32) {
      return tensor;
    }
    requireFloatingPoint(tensor);
    ByteBuffer source = littleEndian(tensor);
    ByteBuffer target = allocate(tensor.elements(), Float.BYTES);
    while (source.hasRemaining()) {
      target.putFloat(nextFloat(tensor.type(), source));
    }
    return new TensorData(TensorData.Type.F32, tensor.shape(), target.flip());
  }

  private static float nextFloat(TensorData.Type type, ByteBuffer source) {
    return switch (type) {
      case F16 -> toFloat(source.getShort());
      case F32 -> source.getFloat();
      case F64 -> (float) source.getDouble();
      case I64, U8 -> throw new IllegalArgumentException("no floating-point type: " + type);
    };
  }

  private static void requireFloatingPoint(TensorData tensor) {
    if (tensor.type() == TensorData.Type.I64 || tensor.type() == TensorData.Type.U8) {
      throw new IllegalArgumentException("no floating-point type: " + tensor.type());
    }
  }

  private static ByteBuffer littleEndian(TensorData tensor) {
    return tensor.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer allocate(long elements, int size) {
    return ByteBuffer.allocate(Math.toIntExact(elements * size)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
