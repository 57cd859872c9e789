package io.nasoa.zoo.profile;

import java.util.stream.IntStream;

/**
 * How far a data set's classes lie from those that the zoo was trained on (Cui, Song, Sun, Howard,
 * Belongie: Large scale fine-grained categorization and domain-specific transfer learning, CVPR
 * 2018): the earth mover's distance between the class means of one network's features, each class
 * weighing its share of the images.
 *
 * @param model the zoo model whose features were taken
 * @param weightsSha256 its weights
 * @param sourceSha256 hash of the source data set
 * @param sourceClasses source classes compared
 * @param distance the earth mover's distance, in units of the features; comparable between data
 *     sets for one model only
 * @param similarity exp(-distance / 100), in (0, 1]
 * @param seconds what it took without the features, whose time the model's scores hold
 */
public record SourceSimilarity(
    String model,
    String weightsSha256,
    String sourceSha256,
    int sourceClasses,
    double distance,
    double similarity,
    double seconds) {
  private static final double DECAY = 0.01;

  public SourceSimilarity {
    Checks.positive("similarity.sourceClasses", sourceClasses);
    Checks.finite("similarity.distance", distance);
    Checks.finite("similarity.similarity", similarity);
    Checks.finite("similarity.seconds", seconds);
  }

  /** exp(-distance / 100). */
  public static double similarity(double distance) {
    return Math.exp(-DECAY * distance);
  }

  /**
   * The earth mover's distance between a data set and the source.
   *
   * @param features those of a sample of the data set; classes without an image are left out
   * @param images of each class in the whole data set: its weight
   * @throws IllegalArgumentException if the features are not of the source's dimension
   */
  public static double distance(LabelledFeatures features, int[] images, SourceMeans source) {
    if (source.dimension() != features.dimension()) {
      throw new IllegalArgumentException(
          "the source's class means have %d features, the data set's %d"
              .formatted(source.dimension(), features.dimension()));
    }
    double[][] means = features.classMeans();
    int[] sampled =
        IntStream.range(0, features.classes()).filter(c -> features.count(c) > 0).toArray();
    double[] weights = IntStream.of(sampled).mapToDouble(c -> images[c]).toArray();
    double[] sourceWeights = source.classes().stream().mapToDouble(c -> c.images()).toArray();
    double[][] distances = new double[sampled.length][sourceWeights.length];
    for (int i = 0; i < sampled.length; i++) {
      for (int j = 0; j < sourceWeights.length; j++) {
        distances[i][j] = source.classes().get(j).distance(means[sampled[i]]);
      }
    }
    return EarthMoversDistance.of(weights, sourceWeights, distances);
  }
}
