package io.nasoa.zoo.architecture;

import java.util.random.RandomGenerator;

/** Draws architecture strings; what it returns hangs on the generator only. */
final class RandomArchitectures {
  private static final int[] WIDTHS = {2, 6, 8, 16, 24, 32, 48, 64, 96, 250, 1024};

  private RandomArchitectures() {}

  /** A valid one of at most 16384 channels, by the independent reading of the grammar. */
  static String valid(RandomGenerator random) {
    while (true) {
      String text = candidate(random);
      if (ReferenceCounts.of(text, 32, 10, Stem.STANDARD)
          .filter(counts -> counts.largestChannels() <= 16384)
          .isPresent()) {
        return text;
      }
    }
  }

  /** One of the grammar whose connections are valid; channels may not fit. */
  static String candidate(RandomGenerator random) {
    int layers = 1 + random.nextInt(random.nextInt(10) == 0 ? 12 : 5);
    return layers(random, layers)
        + "-"
        + connections(random, layers)
        + "_"
        + WIDTHS[random.nextInt(WIDTHS.length)]
        + "_"
        + macro(random);
  }

  static String layers(RandomGenerator random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < count; i++) {
      text.append(random.nextInt(7)).append(random.nextInt(5));
    }
    return text.append(random.nextInt(7)).toString();
  }

  static String connections(RandomGenerator random, int layers) {
    StringBuilder text = new StringBuilder();
    int highest = Math.min(9, layers);
    for (int i = random.nextInt(5); i > 0 && layers > 1; i--) {
      int to = 1 + random.nextInt(highest);
      int from = random.nextInt(to);
      if (to == layers && from == 0) {
        continue;
      }
      boolean concat = to != layers && random.nextBoolean();
      text.append(concat ? 'c' : 'a').append(from).append(to);
    }
    return text.toString();
  }

  static String macro(RandomGenerator random) {
    int stages = 1 + random.nextInt(5);
    int most = random.nextInt(8) == 0 ? 64 / stages : 4;
    StringBuilder text = new StringBuilder();
    for (int s = 0; s < stages; s++) {
      text.append(s == 0 ? "" : "-");
      for (int b = 1 + random.nextInt(most); b > 0; b--) {
        int draw = random.nextInt(12);
        text.append(draw == 0 ? '4' : draw <= 2 ? '2' : '1');
      }
    }
    return text.toString();
  }
}
