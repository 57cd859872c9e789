package io.nasoa.zoo.predictor;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which number stands at which place of a feature vector. Predictors of one version are not fed
 * with features of another.
 *
 * @param version of the encoding, at least 1
 * @param names in the order of the numbers, each once, at least one
 */
public record FeatureSchema(int version, List<String> names) {
  public FeatureSchema {
    names = List.copyOf(names);
    if (version < 1 || names.isEmpty() || new LinkedHashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException(
          "a feature schema needs a version from 1 and different names, had version %d with %s"
              .formatted(version, names));
    }
  }

  /** How many numbers a feature vector has. */
  public int size() {
    return names.size();
  }
}
