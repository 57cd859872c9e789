package io.nasoa.zoo.profile;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of a profile that predictors read, by name. Logarithms are natural; what the profile
 * lacks is missing, and NaN in a vector. Scores of models are not among them: those differ from
 * candidate to candidate.
 */
public final class ProfileFeatures {
  /** The order of a vector. Another list is another version of the predictors' features. */
  public static final List<String> NAMES =
      List.of(
          "imbalance",
          "leastShare",
          "classEntropy",
          "meanRed",
          "meanGreen",
          "meanBlue",
          "deviationRed",
          "deviationGreen",
          "deviationBlue",
          "logSide",
          "sourceDistance");

  private ProfileFeatures() {}

  /** What is known. */
  public static SortedMap<String, Double> of(DatasetProfile profile) {
    SortedMap<String, Double> known = new TreeMap<>();
    ClassBalance balance = profile.balance();
    known.put("imbalance", balance.deviation() / balance.mean());
    known.put("leastShare", balance.least() / balance.mean());
    known.put("classEntropy", balance.entropy());
    ChannelStatistics channels = profile.channels();
    if (channels != null) {
      List<String> colours = List.of("Red", "Green", "Blue");
      for (int i = 0; i < colours.size(); i++) {
        known.put("mean" + colours.get(i), channels.mean().get(i));
        known.put("deviation" + colours.get(i), channels.deviation().get(i));
      }
    }
    ImageSizes sizes = profile.sizes();
    if (sizes != null) {
      double side = Math.sqrt(sizes.medianWidth() * sizes.medianHeight());
      known.put("logSide", StrictMath.log(Math.max(1, side)));
    }
    SourceSimilarity similarity = profile.similarity();
    if (similarity != null) {
      known.put("sourceDistance", similarity.distance());
    }
    return known;
  }

  /** The vector of some numbers; unknown names are left out. */
  public static List<Double> vector(Map<String, Double> known) {
    return NAMES.stream().map(name -> known.getOrDefault(name, Double.NaN)).toList();
  }
}
