package io.nasoa.worker.report;

import io.nasoa.zoo.comparison.ComparedModel;
import io.nasoa.zoo.comparison.Comparison;
import io.nasoa.zoo.comparison.FrontReading;
import io.nasoa.zoo.comparison.Side;
import java.util.Locale;

/** What a comparison says, in the words of all its outputs. */
public final class ComparisonWords {
  private ComparisonWords() {}

  /** Where a model stands. */
  public static String standing(Comparison comparison, ComparedModel model) {
    return switch (comparison.standing(model)) {
      case ON_THE_FRONT -> "on the front";
      case BEHIND_THE_OTHER_SIDE -> model.side() == Side.ZOO ? "behind a rival" : "behind the zoo";
      case BEHIND_ITS_OWN_SIDE -> "behind its own side";
    };
  }

  /** Which kind of figure a reading is. */
  public static String kind(FrontReading reading) {
    if (reading instanceof FrontReading.Interpolated) {
      return "interpolated";
    }
    return reading instanceof FrontReading.AtLeastAsGood ? "lower bound" : "beyond the front";
  }

  /**
   * A figure for eyes.
   *
   * @param format how its number is written
   */
  public static String figure(FrontReading reading, String format) {
    if (reading.number().isEmpty()) {
      return "beyond the front";
    }
    String number = String.format(Locale.ROOT, format, reading.number().getAsDouble());
    return reading instanceof FrontReading.AtLeastAsGood ? ">= " + number : number;
  }
}
