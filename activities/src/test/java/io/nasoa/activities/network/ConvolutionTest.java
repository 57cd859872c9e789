package io.nasoa.activities.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionTest {
  private static final int BATCH = 64;
  private static final int SIDE = 64;
  private static final int OUTPUTS = 8;

  private final TorchRuntime torch = TorchRuntime.start(1);

  /** Left to the library, the process ends here with a damaged heap on a CPU with AVX-512. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 8, 12, 15, 16})
  void convolution_stridedOneByOneOfFewChannels_hasTheSumsAsGradient(int channels) {
    FloatBuffer pixels = pixels(channels);
    for (int i = 0; i < 5; i++) {
      pixels.rewind();
      assertThat(gradient(pixels, channels)).isEqualTo(expected(channels));
    }
  }

  private float[] gradient(FloatBuffer pixels, int channels) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        TorchRuntime.GradientScope scope = torch.gradients(true)) {
      NDArray input =
          manager.create(pixels, new Shape(BATCH, SIDE, SIDE, channels)).transpose(0, 3, 1, 2);
      NDArray weight = torch.leaf(manager.ones(new Shape(OUTPUTS, channels, 1, 1)), true);
      NDArray output = torch.convolution(input, weight, null, 2, 0, 1);
      assertThat(output.getShape()).isEqualTo(new Shape(BATCH, OUTPUTS, SIDE / 2, SIDE / 2));
      torch.backward(output.sum());
      return torch.gradient(weight, manager).toFloatArray();
    }
  }

  /** Channel number + 1 at even rows and columns, a number too large elsewhere. */
  private static FloatBuffer pixels(int channels) {
    FloatBuffer pixels = FloatBuffer.allocate(BATCH * SIDE * SIDE * channels);
    for (int i = 0; pixels.hasRemaining(); i++) {
      boolean taken = i % SIDE % 2 == 0 && i / SIDE % SIDE % 2 == 0;
      for (int channel = 0; channel < channels; channel++) {
        pixels.put(taken ? channel + 1 : 1000);
      }
    }
    return pixels;
  }

  private static float[] expected(int channels) {
    float[] sums = new float[OUTPUTS * channels];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (i % channels + 1) * (float) (BATCH * (SIDE / 2) * (SIDE / 2));
    }
    return sums;
  }
}
