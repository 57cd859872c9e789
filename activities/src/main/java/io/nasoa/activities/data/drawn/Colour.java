package io.nasoa.activities.data.drawn;

/**
 * A colour with components in [0, 1]; values outside are cut when the image is finished.
 *
 * @param red 0 to 1
 * @param green 0 to 1
 * @param blue 0 to 1
 */
record Colour(double red, double green, double blue) {

  static Colour grey(double value) {
    return new Colour(value, value, value);
  }

  /** A random tint of a given brightness. */
  static Colour tinted(double brightness, double saturation, RandomStream random) {
    return new Colour(
        brightness + random.around(saturation),
        brightness + random.around(saturation),
        brightness + random.around(saturation));
  }

  /** The colour moved towards another one, by a share of 0 to 1. */
  Colour towards(Colour other, double share) {
    return new Colour(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }

  /**
   * A background and an ink.
   *
   * @param paper the background
   * @param ink what is drawn on it
   */
  record Pair(Colour paper, Colour ink) {
    /** Brightness differs by .75 at difficulty 0 and by .2 at difficulty 1, either way round. */
    static Pair random(double difficulty, RandomStream random) {
      double contrast = 0.75 - 0.55 * difficulty;
      double low = random.between(0.08, 0.92 - contrast);
      double tint = 0.04 + 0.12 * difficulty;
      boolean darkInk = random.coin();
      Colour dark = tinted(low, tint, random);
      Colour light = tinted(low + contrast, tint, random);
      return darkInk ? new Pair(light, dark) : new Pair(dark, light);
    }
  }
}
