package io.nasoa.activities.profile;

import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.data.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Seeded samples of an image set with as many images of each class as there are. */
final class BalancedSample {
  private BalancedSample() {}

  /**
   * Takes an image of each class in turn until there are enough; classes that run out are passed
   * over, and with more classes than images some classes get none.
   *
   * @return ascending indices, at most {@code most}
   */
  static int[] of(ImageSet images, int most, long seed) {
    List<int[]> classes = shuffledClasses(images, seed);
    int[] order = IntStream.range(0, classes.size()).toArray();
    SplitMix64.shuffle(order, SplitMix64.mix(seed, -1, 0));
    int wanted = Math.min(most, images.size());
    int[] sample = new int[wanted];
    int taken = 0;
    for (int round = 0; taken < wanted; round++) {
      for (int label : order) {
        if (taken < wanted && round < classes.get(label).length) {
          sample[taken++] = classes.get(label)[round];
        }
      }
    }
    Arrays.sort(sample);
    return sample;
  }

  /**
   * At most so many images of each of some classes.
   *
   * @return ascending indices
   */
  static int[] ofEach(ImageSet images, int[] labels, int most, long seed) {
    List<int[]> classes = shuffledClasses(images, seed);
    return Arrays.stream(labels)
        .flatMap(label -> Arrays.stream(classes.get(label)).limit(most))
        .sorted()
        .toArray();
  }

  /** At most so many classes. */
  static int[] classes(int classes, int most, long seed) {
    int[] order = IntStream.range(0, classes).toArray();
    SplitMix64.shuffle(order, SplitMix64.mix(seed, -2, 0));
    return Arrays.stream(order).limit(most).sorted().toArray();
  }

  /** How many images each class has. */
  static int[] counts(ImageSet images) {
    int[] counts = new int[images.classes()];
    for (int i = 0; i < images.size(); i++) {
      counts[images.label(i)]++;
    }
    return counts;
  }

  private static List<int[]> shuffledClasses(ImageSet images, long seed) {
    int[] counts = counts(images);
    List<int[]> classes = new ArrayList<>();
    for (int count : counts) {
      classes.add(new int[count]);
    }
    int[] filled = new int[counts.length];
    for (int i = 0; i < images.size(); i++) {
      int label = images.label(i);
      classes.get(label)[filled[label]++] = i;
    }
    for (int label = 0; label < counts.length; label++) {
      SplitMix64.shuffle(classes.get(label), SplitMix64.mix(seed, label, 0));
    }
    return classes;
  }

  /** A seed that hangs on a hash only: whoever profiles the same data takes the same sample. */
  static long seedOf(String sha256) {
    return Long.parseUnsignedLong(sha256.substring(0, 16), 16);
  }
}
