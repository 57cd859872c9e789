package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void perClass_anyLabels_isAPartitionWithTheShareOfEveryClass(long seed) {
    int classes = 2 + SplitMix64.bounded(SplitMix64.mix(seed), 9);
    int[] labels =
        IntStream.range(0, 300)
            .map(i -> SplitMix64.bounded(SplitMix64.mix(seed, i, 0), classes))
            .toArray();
    Splits.Split split = Splits.perClass(labels, 0.8, seed);
    assertThat(IntStream.concat(Arrays.stream(split.first()), Arrays.stream(split.second())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, labels.length).boxed().toList());
    assertThat(split.first()).isSorted();
    assertThat(split.second()).isSorted();
    for (int label = 0; label < classes; label++) {
      long all = count(labels, IntStream.range(0, 300).toArray(), label);
      assertThat(count(labels, split.first(), label)).isEqualTo(Math.round(all * 0.8));
    }
  }

  @Test
  void perClass_fewImages_bothPartsGetOneWhenThereAreTwo() {
    Splits.Split split = Splits.perClass(new int[] {0, 1, 1, 2, 2, 2}, 0.99, 0);
    assertThat(split.first()).hasSize(4).contains(0);
    assertThat(split.second()).hasSize(2);
    assertThat(Splits.perClass(new int[] {}, 0.8, 0).first()).isEmpty();
  }

  @Test
  void perClass_sameSeedSameSplit_anotherSeedAnotherOne() {
    int[] labels = new int[100];
    assertThat(Splits.perClass(labels, 0.8, 5).second())
        .isEqualTo(Splits.perClass(labels, 0.8, 5).second())
        .isNotEqualTo(Splits.perClass(labels, 0.8, 6).second());
  }

  @Test
  void fitAndSelect_hangsOnDataAndSeed() {
    ImageSet images = new FakeImages(100, 4, 5);
    int[] select = Splits.fitAndSelect(images, "abc", 1).second();
    assertThat(select).hasSize(20);
    assertThat(Splits.fitAndSelect(images, "abc", 1).second()).isEqualTo(select);
    assertThat(Splits.fitAndSelect(images, "abd", 1).second()).isNotEqualTo(select);
    assertThat(Splits.fitAndSelect(images, "abc", 2).second()).isNotEqualTo(select);
  }

  @Test
  void searchAndReport_halvesEveryClass() {
    ImageSet images = new FakeImages(100, 4, 5);
    Splits.Split halves = Splits.searchAndReport(images, "abc", 0);
    for (int label = 0; label < 5; label++) {
      int wanted = label;
      assertThat(Arrays.stream(halves.first()).filter(i -> images.label(i) == wanted)).hasSize(10);
    }
    assertThat(halves.second()).hasSize(50);
  }

  private static long count(int[] labels, int[] indices, int label) {
    return Arrays.stream(indices).filter(i -> labels[i] == label).count();
  }
}
