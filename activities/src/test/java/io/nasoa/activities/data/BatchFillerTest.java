package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchFillerTest {
  private static final int SIDE = 16;
  private static final float[] MEAN = {.485f, .456f, .406f};
  private static final float[] DEVIATION = {.229f, .224f, .225f};

  private final FakeImages images = new FakeImages(10, SIDE, 3);

  @Test
  void plain_normalisedInHeightWidthChannelOrder() {
    float[] batch = new float[2 * SIDE * SIDE * 3];
    long[] labels = new long[2];
    new BatchFiller(images, new Augmentation(true, true), 0)
        .plain(4, FloatBuffer.wrap(batch), labels);
    assertThat(labels).containsExactly(1, 2);
    for (int i = 0; i < batch.length; i++) {
      int channel = i % 3;
      int x = i / 3 % SIDE;
      int y = i / 3 / SIDE % SIDE;
      int image = 4 + i / 3 / SIDE / SIDE;
      float expected =
          (images.value(image, y, x, channel) / 255f - MEAN[channel]) / DEVIATION[channel];
      assertThat(batch[i]).isEqualTo(expected);
    }
  }

  /** Every augmented image must be one of the 2 * 5 * 5 allowed ones, computed the slow way. */
  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void training_onlyAllowedVariations_andAllOfThem(boolean shift, boolean flip) {
    BatchFiller filler = new BatchFiller(images, new Augmentation(shift, flip), 3);
    Set<String> seen = new HashSet<>();
    for (int step = 0; step < 60; step++) {
      float[] batch = new float[10 * SIDE * SIDE * 3];
      filler.training(step, FloatBuffer.wrap(batch), new long[10]);
      EpochOrder order = new EpochOrder(10, 3);
      for (int i = 0; i < 10; i++) {
        int image = order.image(step * 10L + i);
        seen.add(variation(batch, i, image));
      }
    }
    assertThat(seen).doesNotContain("none").hasSize((shift ? 25 : 1) * (flip ? 2 : 1));
  }

  private String variation(float[] batch, int position, int image) {
    for (int right = -2; right <= 2; right++) {
      for (int down = -2; down <= 2; down++) {
        for (boolean mirrored : new boolean[] {false, true}) {
          if (matches(batch, position, image, right, down, mirrored)) {
            return right + " " + down + " " + mirrored;
          }
        }
      }
    }
    return "none";
  }

  private boolean matches(
      float[] batch, int position, int image, int right, int down, boolean mirrored) {
    for (int i = 0; i < SIDE * SIDE * 3; i++) {
      int channel = i % 3;
      int x = i / 3 % SIDE;
      int y = i / 3 / SIDE;
      int column = reflect((mirrored ? SIDE - 1 - x : x) - right);
      int value = images.value(image, reflect(y - down), column, channel);
      double expected = (value / 255.0 - MEAN[channel]) / DEVIATION[channel];
      if (Math.abs(batch[position * SIDE * SIDE * 3 + i] - expected) > 1e-5) {
        return false;
      }
    }
    return true;
  }

  private static int reflect(int coordinate) {
    if (coordinate < 0) {
      return -coordinate;
    }
    return coordinate >= SIDE ? 2 * SIDE - 2 - coordinate : coordinate;
  }

  @Test
  void training_anyStepAlone_sameAsInSequence() {
    Augmentation augmentation = new Augmentation(true, true);
    BatchFiller sequence = new BatchFiller(images, augmentation, 9);
    for (long step = 0; step < 8; step++) {
      float[] expected = new float[7 * SIDE * SIDE * 3];
      float[] alone = expected.clone();
      long[] labels = new long[7];
      long[] labelsAlone = new long[7];
      sequence.training(step, FloatBuffer.wrap(expected), labels);
      new BatchFiller(images, augmentation, 9).training(step, FloatBuffer.wrap(alone), labelsAlone);
      assertThat(alone).isEqualTo(expected);
      assertThat(labelsAlone).isEqualTo(labels);
    }
  }

  @Test
  void training_colour_scalesAnImageAndShiftsItsChannelsALittle() {
    float[] plain = new float[10 * SIDE * SIDE * 3];
    float[] tinted = plain.clone();
    new BatchFiller(images, Augmentation.NONE, 1)
        .training(0, FloatBuffer.wrap(plain), new long[10]);
    new BatchFiller(images, new Augmentation(false, false, true), 1)
        .training(0, FloatBuffer.wrap(tinted), new long[10]);
    assertThat(tinted).isNotEqualTo(plain);
    for (int image = 0; image < 10; image++) {
      int from = image * SIDE * SIDE * 3;
      for (int channel = 0; channel < 3; channel++) {
        // Two pixels of a channel determine the line; a third one lies on it.
        int a = from + channel;
        int b = other(plain, a, SIDE * SIDE);
        double contrast = (tinted[b] - tinted[a]) / (plain[b] - plain[a]);
        double shift = tinted[a] - contrast * plain[a];
        assertThat(contrast).isBetween(0.79, 1.21);
        assertThat(shift).isBetween(-0.21, 0.21);
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
          int at = a + 3 * pixel;
          assertThat((double) tinted[at]).isCloseTo(contrast * plain[at] + shift, offset(1e-3));
        }
      }
    }
  }

  /** A pixel of the same channel whose value is another one. */
  private static int other(float[] values, int first, int pixels) {
    int found = first;
    for (int pixel = 0; pixel < pixels; pixel++) {
      int at = first + 3 * pixel;
      found = Math.abs(values[at] - values[first]) > 0.1 ? at : found;
    }
    assertThat(found).isNotEqualTo(first);
    return found;
  }

  @Test
  void training_anotherSeed_anotherBatch() {
    float[] one = new float[10 * SIDE * SIDE * 3];
    float[] two = one.clone();
    new BatchFiller(images, Augmentation.NONE, 1).training(0, FloatBuffer.wrap(one), new long[10]);
    new BatchFiller(images, Augmentation.NONE, 2).training(0, FloatBuffer.wrap(two), new long[10]);
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void order_everyEpochHoldsEveryImageOnce_inItsOwnOrder() {
    EpochOrder order = new EpochOrder(50, 1);
    List<List<Integer>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      long first = epoch * 50L;
      assertThat(order.epoch(first + 49)).isEqualTo(epoch);
      epochs.add(IntStream.range(0, 50).map(i -> order.image(first + i)).boxed().toList());
    }
    assertThat(epochs).doesNotHaveDuplicates();
    assertThat(epochs)
        .allSatisfy(
            epoch ->
                assertThat(epoch)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList()));
    assertThat(order.image(0)).isEqualTo(epochs.get(0).get(0));
    assertThatThrownBy(() -> new EpochOrder(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shuffle_isUniformEnough() {
    int[] first = new int[10];
    for (int epoch = 0; epoch < 10_000; epoch++) {
      first[EpochOrder.permutation(10, 7, epoch)[0]]++;
    }
    // 1,000 expected each, standard deviation 30.
    for (int count : first) {
      assertThat(count).isCloseTo(1_000, within(150));
    }
  }
}
