package io.nasoa.activities.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.activities.data.ImageSet;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancedSampleTest {

  /** Images without pixels: so many of each class, one class after the other. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Labels(int... counts) implements ImageSet {
    @Override
    public int size() {
      return Arrays.stream(counts).sum();
    }

    @Override
    public int side() {
      return 1;
    }

    @Override
    public int classes() {
      return counts.length;
    }

    @Override
    public int label(int index) {
      int label = 0;
      for (int left = index; left >= counts[label]; label++) {
        left -= counts[label];
      }
      return label;
    }

    @Override
    public void read(int index, byte[] target) {
      throw new AssertionError("the pixels decide nothing");
    }
  }

  @Test
  void of_classesOfDifferentSizes_takesAsManyOfEachAsThereAre() {
    Labels images = new Labels(100, 3, 50, 0, 20);
    int[] sample = BalancedSample.of(images, 48, 1);
    assertThat(sample).hasSize(48).doesNotHaveDuplicates().isSorted();
    assertThat(countsOf(images, sample)).containsExactly(15, 3, 15, 0, 15);
  }

  @Test
  void of_moreThanThereAre_takesAll() {
    Labels images = new Labels(4, 2, 5);
    assertThat(BalancedSample.of(images, 512, 1)).isEqualTo(IntStream.range(0, 11).toArray());
  }

  @Test
  void of_moreClassesThanWanted_takesAnyOfThem() {
    int[] counts = new int[100];
    Arrays.fill(counts, 2);
    Labels images = new Labels(counts);
    int[] sample = BalancedSample.of(images, 30, 1);
    assertThat(countsOf(images, sample)).contains(1).doesNotContain(2);
    assertThat(Arrays.stream(sample).max().orElse(0)).isGreaterThan(150);
  }

  @Test
  void of_sameSeed_isTheSame_anotherSeedIsNot() {
    Labels images = new Labels(100, 100);
    int[] sample = BalancedSample.of(images, 20, 1);
    assertThat(BalancedSample.of(images, 20, 1)).isEqualTo(sample);
    assertThat(BalancedSample.of(images, 20, 2)).isNotEqualTo(sample);
  }

  @Test
  void ofEach_takesSoManyOfTheChosenClasses() {
    Labels images = new Labels(10, 3, 10, 10);
    int[] sample = BalancedSample.ofEach(images, new int[] {1, 3}, 5, 1);
    assertThat(sample).isSorted().doesNotHaveDuplicates();
    assertThat(countsOf(images, sample)).containsExactly(0, 3, 0, 5);
  }

  @Test
  void classes_areCappedAndSpread() {
    assertThat(BalancedSample.classes(5, 9, 1)).containsExactly(0, 1, 2, 3, 4);
    assertThat(BalancedSample.classes(1000, 200, 1)).hasSize(200).isSorted();
    assertThat(BalancedSample.classes(1000, 200, 1)[199]).isGreaterThan(800);
  }

  private static int[] countsOf(ImageSet images, int[] sample) {
    return BalancedSample.counts(images.subset(sample));
  }
}
