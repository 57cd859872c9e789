package io.nasoa.zoo.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean features of the source's classes under one zoo model: what other data sets are compared
 * with.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param model name of the zoo model
 * @param weightsSha256 its weights
 * @param sourceSha256 hash of the source data set
 * @param classes its classes, at least one, all with as many features
 */
public record SourceMeans(
    int schema,
    String model,
    String weightsSha256,
    String sourceSha256,
    List<SourceClass> classes) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public SourceMeans {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("source means need at least one class");
    }
    int features = classes.get(0).mean().size();
    for (SourceClass one : classes) {
      if (one.mean().size() != features) {
        throw new IllegalArgumentException(
            "source class '%s' has %d features, the first one %d"
                .formatted(one.name(), one.mean().size(), features));
      }
    }
  }

  /**
   * One class.
   *
   * @param name of its folder
   * @param images how many there are, its weight
   * @param mean its mean features
   */
  public record SourceClass(String name, int images, List<Float> mean) {
    public SourceClass {
      Checks.positive("images of source class " + name, images);
      mean = List.copyOf(mean);
      mean.forEach(value -> Checks.finite("mean of source class " + name, (double) value));
    }

    double distance(double[] other) {
      double sum = 0;
      for (int i = 0; i < other.length; i++) {
        double difference = mean.get(i) - other[i];
        sum += difference * difference;
      }
      return Math.sqrt(sum);
    }
  }

  /**
   * The means of some features.
   *
   * @param names of all classes, by label
   * @param labels which of them to keep
   * @param images of each class of the whole set
   */
  public static SourceMeans of(
      String model,
      String weightsSha256,
      String sourceSha256,
      LabelledFeatures features,
      List<String> names,
      int[] labels,
      int[] images) {
    double[][] means = features.classMeans();
    List<SourceClass> classes = new ArrayList<>();
    for (int label : labels) {
      List<Float> mean =
          IntStream.range(0, features.dimension()).mapToObj(i -> (float) means[label][i]).toList();
      classes.add(new SourceClass(names.get(label), images[label], mean));
    }
    return new SourceMeans(SCHEMA, model, weightsSha256, sourceSha256, classes);
  }

  /** Features of each mean. */
  public int dimension() {
    return classes.get(0).mean().size();
  }
}
