package io.nasoa.zoo.comparison;

import org.jspecify.annotations.Nullable;

/**
 * A rival against the zoo's front.
 *
 * @param rival the rival
 * @param zooStepTime step time at which the zoo's front has the rival's accuracy; unreached when
 *     the rival is more accurate than every model of the zoo
 * @param zooAccuracy accuracy of the zoo's front at the rival's step time; unreached when the rival
 *     is faster than every model of the zoo
 * @param asAccurate the fastest model of the zoo that is at least as accurate, if there is one:
 *     what really stands where the front is interpolated
 */
public record RivalStanding(
    ComparedModel rival,
    FrontReading zooStepTime,
    FrontReading zooAccuracy,
    @Nullable ComparedModel asAccurate) {

  /**
   * The rival's step time divided by the zoo's at equal accuracy: above 1 the zoo is faster. A
   * lower bound when the rival is less accurate than every model of the zoo's front.
   */
  public FrontReading ratio() {
    return zooStepTime.map(time -> rival.stepTime() / time);
  }

  /**
   * The zoo's accuracy less the rival's at equal step time: above 0 the zoo is more accurate. A
   * lower bound when the rival is slower than every model of the zoo's front.
   */
  public FrontReading gain() {
    return zooAccuracy.map(accuracy -> accuracy - rival.accuracy());
  }
}
