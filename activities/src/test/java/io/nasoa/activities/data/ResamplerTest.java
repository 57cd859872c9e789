package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @Test
  void square_shorterSideAlreadyRight_isOnlyCut() {
    RgbImage image = image(9, 4, (x, y) -> 10 * x + y);
    byte[] square = Resampler.square(image, 4);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        assertThat(square[(y * 4 + x) * 3] & 0xFF).isEqualTo(10 * (x + 2) + y);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"100,100,64", "64,200,32", "300,50,20", "7,5,64", "1,1,16", "2000,3,8"})
  void square_plainImage_staysPlain(int width, int height, int side) {
    byte[] square = Resampler.square(image(width, height, (x, y) -> 137), side);
    assertThat(square).hasSize(3 * side * side).containsOnly((byte) 137);
  }

  @Test
  void square_ramp_staysARampOfTheMiddle() {
    byte[] square = Resampler.square(image(256, 128, (x, y) -> x), 32);
    for (int x = 1; x < 31; x++) {
      // Scaled pixel x covers source pixels 64 + 4x to 64 + 4x + 3.
      assertThat(square[x * 3] & 0xFF).isCloseTo((int) Math.round(64 + 4 * x + 1.5), within(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"16", "20", "31", "8"})
  void square_fineChecks_averageInsteadOfAliasing(int side) {
    byte[] square = Resampler.square(image(64, 64, (x, y) -> (x + y) % 2 == 0 ? 0 : 255), side);
    for (int y = 2; y < side - 2; y++) {
      for (int x = 2; x < side - 2; x++) {
        assertThat(square[(y * side + x) * 3] & 0xFF).isCloseTo(128, within(12));
      }
    }
  }

  @Test
  void square_twiceAsLarge_interpolates() {
    byte[] square = Resampler.square(image(2, 2, (x, y) -> x * 100), 4);
    assertThat(new int[] {square[0], square[3], square[6], square[9]})
        .containsExactly(0, 25, 75, 100);
  }

  private interface Value {
    int at(int x, int y);
  }

  private static RgbImage image(int width, int height, Value value) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) value.at(i / 3 % width, i / 3 / width);
    }
    return new RgbImage(width, height, rgb);
  }
}
