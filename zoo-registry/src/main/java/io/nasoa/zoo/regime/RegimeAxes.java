package io.nasoa.zoo.regime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ranges and defaults of everything but the model and its frozen stages, as data. A version is
 * never changed once results were reported with it; other ranges are another version.
 *
 * @param version at least 1
 * @param learningRate peak learning rate of SGD
 * @param limitShare share of the steps that fit into the limit, in (0, 1]
 * @param batchSize images a step
 * @param weightDecay L2 factor
 * @param crop 1: random shifts
 * @param flip 1: random mirroring
 * @param labelSmoothing in [0, 1)
 * @param momentum not varied
 * @param warmUpShare not varied
 */
public record RegimeAxes(
    int version,
    Axis learningRate,
    Axis limitShare,
    Axis batchSize,
    Axis weightDecay,
    Axis crop,
    Axis flip,
    Axis labelSmoothing,
    double momentum,
    double warmUpShare) {

  /** The first version; its defaults are what plans without any experience use. */
  public static final RegimeAxes VERSION_1 =
      new RegimeAxes(
          1,
          new Axis.Range("learningRate", 0.003, 0.3, true, 0.05),
          new Axis.Range("limitShare", 0.2, 1, true, 1),
          new Axis.Values("batchSize", List.of(16.0, 32.0, 64.0, 128.0), true, 32),
          new Axis.Range("weightDecay", 1e-5, 1e-2, true, 5e-4),
          Axis.flag("crop", true),
          Axis.flag("flip", false),
          new Axis.Range("labelSmoothing", 0, 0.2, false, 0.1),
          0.9,
          0.1);

  public RegimeAxes {
    List<Axis> axes =
        List.of(learningRate, limitShare, batchSize, weightDecay, crop, flip, labelSmoothing);
    List<String> names =
        List.of(
            "learningRate",
            "limitShare",
            "batchSize",
            "weightDecay",
            "crop",
            "flip",
            "labelSmoothing");
    if (version < 1 || !axes.stream().map(Axis::name).toList().equals(names)) {
      throw new IllegalArgumentException(
          "the regime's axes are version %d of %s, expected a version from 1 of %s"
              .formatted(version, axes.stream().map(Axis::name).toList(), names));
    }
  }

  /** All axes, in the order of the record. */
  public List<Axis> all() {
    return List.of(learningRate, limitShare, batchSize, weightDecay, crop, flip, labelSmoothing);
  }

  /**
   * The same with some numbers fixed, inside their range or not, as a user may ask.
   *
   * @param values by the axes' names
   * @throws IllegalArgumentException if there is no axis of a name
   */
  public RegimeAxes withFixed(Map<String, Double> values) {
    Map<String, Axis> axes = new LinkedHashMap<>();
    all().forEach(axis -> axes.put(axis.name(), axis));
    values.forEach(
        (name, value) -> {
          if (axes.replace(name, Axis.fixed(name, value)) == null) {
            throw new IllegalArgumentException(
                "the regime has no axis '%s', expected one of %s".formatted(name, axes.keySet()));
          }
        });
    return new RegimeAxes(
        version,
        axis(axes, "learningRate"),
        axis(axes, "limitShare"),
        axis(axes, "batchSize"),
        axis(axes, "weightDecay"),
        axis(axes, "crop"),
        axis(axes, "flip"),
        axis(axes, "labelSmoothing"),
        momentum,
        warmUpShare);
  }

  private static Axis axis(Map<String, Axis> axes, String name) {
    return Optional.ofNullable(axes.get(name)).orElseThrow();
  }
}
