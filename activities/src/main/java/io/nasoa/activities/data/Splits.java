package io.nasoa.activities.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Seeded splits of a data set's images, class by class. */
public final class Splits {
  private static final double FIT_SHARE = 0.8;

  private Splits() {}

  /**
   * Two disjoint parts.
   *
   * @param first indices of the first part, ascending
   * @param second indices of the second part, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
  public record Split(int[] first, int[] second) {}

  /**
   * FIT (80 %) and SELECT (20 %) of a training set (protocol P1).
   *
   * @param sha256 the data set's hash: together with the seed it determines the split
   */
  public static Split fitAndSelect(ImageSet train, String sha256, long seed) {
    return perClass(labels(train), FIT_SHARE, seedOf("fit-select", sha256, seed));
  }

  /** The half of a validation set that search looks at and the half that is reported (P3). */
  public static Split searchAndReport(ImageSet validation, String sha256, long seed) {
    return perClass(labels(validation), 0.5, seedOf("search-report", sha256, seed));
  }

  /**
   * Splits every class by itself: of n images {@code round(n * firstShare)} go to the first part,
   * at least one to each part when n is at least 2, a single image to the first part.
   *
   * @param labels class of each image, from 0
   */
  public static Split perClass(int[] labels, double firstShare, long seed) {
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    boolean[] inFirst = new boolean[labels.length];
    for (int label = 0; label < classes; label++) {
      int wanted = label;
      int[] members = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
      SplitMix64.shuffle(members, SplitMix64.mix(seed, label, members.length));
      int most = Math.max(1, members.length - 1);
      int count = (int) Math.min(most, Math.max(1, Math.round(members.length * firstShare)));
      Arrays.stream(members).limit(count).forEach(i -> inFirst[i] = true);
    }
    return new Split(
        IntStream.range(0, labels.length).filter(i -> inFirst[i]).toArray(),
        IntStream.range(0, labels.length).filter(i -> !inFirst[i]).toArray());
  }

  private static int[] labels(ImageSet images) {
    return IntStream.range(0, images.size()).map(images::label).toArray();
  }

  private static long seedOf(String purpose, String sha256, long seed) {
    return new ContentHash().add(purpose).add(sha256).add(Long.toString(seed)).seed();
  }
}
