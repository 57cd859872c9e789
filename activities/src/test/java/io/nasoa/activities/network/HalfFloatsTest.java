package io.nasoa.activities.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {

  /** The value by the definition of binary16, in doubles, where all of them are exact. */
  private static double defined(int half) {
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1 + fraction / 1024.0, exponent - 15);
        };
    return (half & 0x8000) == 0 ? magnitude : -magnitude;
  }

  @Test
  void toFloat_everyHalf_isTheDefinedValue() {
    for (int half = 0; half < 1 << 16; half++) {
      float expected = (float) defined(half);
      float actual = HalfFloats.toFloat((short) half);
      if (Float.isNaN(expected)) {
        assertThat(actual).isNaN();
        assertThat(Float.floatToRawIntBits(actual) >>> 31).isEqualTo(half >>> 15);
      } else {
        assertThat(Float.floatToRawIntBits(actual)).isEqualTo(Float.floatToRawIntBits(expected));
      }
    }
  }

  @Test
  void fromFloat_everyHalf_roundTrips() {
    for (int half = 0; half < 1 << 16; half++) {
      short back = HalfFloats.fromFloat(HalfFloats.toFloat((short) half));
      boolean signalling = (half & 0x7c00) == 0x7c00 && (half & 0x03ff) != 0;
      assertThat(back & 0xffff).isEqualTo(signalling ? half | 0x0200 : half);
    }
  }

  @Test
  void fromFloat_midpointsAndTheirNeighbours_roundToNearestEven() {
    for (int half = 0; half < 0x7bff; half++) {
      float middle = (float) ((defined(half) + defined(half + 1)) / 2);
      int even = (half & 1) == 0 ? half : half + 1;
      assertThat(HalfFloats.fromFloat(middle) & 0xffff).isEqualTo(even);
      assertThat(HalfFloats.fromFloat(Math.nextDown(middle)) & 0xffff).isEqualTo(half);
      assertThat(HalfFloats.fromFloat(Math.nextUp(middle)) & 0xffff).isEqualTo(half + 1);
      assertThat(HalfFloats.fromFloat(-middle) & 0xffff).isEqualTo(0x8000 | even);
    }
  }

  @Test
  void fromFloat_randomBits_isNotFartherThanItsNeighbours() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt() & 0x7fffffff);
      if (!(value < 65520)) {
        continue;
      }
      int half = HalfFloats.fromFloat(value) & 0xffff;
      double error = Math.abs(defined(half) - value);
      if (half > 0) {
        assertThat(error).isLessThanOrEqualTo(Math.abs(defined(half - 1) - value));
      }
      if (half < 0x7bff) {
        assertThat(error).isLessThanOrEqualTo(Math.abs(defined(half + 1) - value));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "65504, 0x7bff",
    "65519.996, 0x7bff",
    "65520, 0x7c00",
    "3.4028235e38, 0x7c00",
    "-65520, 0xfc00",
    "Infinity, 0x7c00",
    "-Infinity, 0xfc00",
    "NaN, 0x7e00",
    "-0.0, 0x8000",
    "1.4e-45, 0x0000",
    "2.9802322e-8, 0x0000",
    "2.9802326e-8, 0x0001"
  })
  void fromFloat_limits_areExact(float value, String expected) {
    assertThat(HalfFloats.fromFloat(value) & 0xffff).isEqualTo(Integer.decode(expected));
  }

  @Test
  void toHalf_ofDoublesAndBack_keepsShapeAndValues() {
    ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(0.5).putDouble(-3).putDouble(0x1p-24).flip();
    TensorData doubles = new TensorData(TensorData.Type.F64, List.of(3L, 1L), bytes);

    TensorData singles = HalfFloats.toSingle(HalfFloats.toHalf(doubles));

    assertThat(singles.shape()).containsExactly(3L, 1L);
    assertThat(singles.type()).isEqualTo(TensorData.Type.F32);
    assertThat(singles.bytes().getFloat(0)).isEqualTo(0.5f);
    assertThat(singles.bytes().getFloat(4)).isEqualTo(-3f);
    assertThat(singles.bytes().getFloat(8)).isEqualTo(0x1p-24f);
  }

  @Test
  void toSingle_ofIntegers_isRefused() {
    TensorData integers =
        new TensorData(TensorData.Type.I64, List.of(), ByteBuffer.allocate(Long.BYTES));
    assertThatThrownBy(() -> HalfFloats.toSingle(integers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("I64");
  }
}
