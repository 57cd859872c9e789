package io.nasoa.activities.training;

import io.nasoa.activities.network.TensorData;
import java.util.Map;
import java.util.SortedMap;

/**
 * A training frozen between two steps.
 *
 * @param state step and schedule
 * @param tensors network tensors under {@code parameter/<name>}, {@code momentum}, and where the
 *     training averages its weights {@code average/weights} and {@code average/statistics}
 * @param versions engine, libtorch, hardware features and threads that wrote it
 */
public record Checkpoint(
    CheckpointState state, SortedMap<String, TensorData> tensors, Map<String, String> versions) {
  static final String PARAMETER_PREFIX = "parameter/";
  static final String MOMENTUM = "momentum";
  static final String AVERAGE_WEIGHTS = "average/weights";
  static final String AVERAGE_STATISTICS = "average/statistics";
}
