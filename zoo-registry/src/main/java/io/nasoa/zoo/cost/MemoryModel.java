package io.nasoa.zoo.cost;

/**
 * Estimates the memory that a training needs at most, from counts alone. What it counts is what
 * back-propagation must keep: the output of every layer that is learned; of frozen layers only the
 * largest ones live at a time.
 *
 * @param fixedBytes what the engine takes before any network, at least 0
 * @param bytesPerNumber of weights and activations, positive
 * @param caution factor on all that is counted, at least 1: buffers that the engine takes for
 *     itself are not counted
 */
public record MemoryModel(long fixedBytes, int bytesPerNumber, double caution) {
  /** Weights, their gradients as layers and in one piece, momentum. */
  private static final int TENSORS_PER_LEARNED = 3;

  /** Input and output of the layer at work, and their gradients on the way back. */
  private static final int LARGEST_LAYERS_ALIVE = 4;

  private static final int INPUT_CHANNELS = 3;

  /** Single precision, a quarter more than counted, and what the engine took at its start. */
  public static final MemoryModel SINGLE_PRECISION = new MemoryModel(350L << 20, 4, 1.25);

  public MemoryModel {
    if (fixedBytes < 0 || bytesPerNumber < 1 || !(caution >= 1) || !Double.isFinite(caution)) {
      throw new IllegalArgumentException(
          "a memory model has %d fixed bytes, %d a number and the factor %s, expected at least 0, 1"
                  .formatted(fixedBytes, bytesPerNumber, caution)
              + " and 1");
    }
  }

  /**
   * Bytes of a training of one model at a time.
   *
   * @param frozenStages 0 to {@link ModelCost#freezableStages}
   * @param batchSize images a step, at least 1
   * @param resolution side of the square input in pixels, at least 1
   */
  public double bytes(ModelCost cost, int frozenStages, int batchSize, int resolution) {
    ModelCost.Stage learned = cost.trainable(frozenStages);
    double weights =
        cost.total().parameters() + (double) TENSORS_PER_LEARNED * learned.parameters();
    double image = (double) INPUT_CHANNELS * resolution * resolution;
    double activations =
        image + learned.elements() + (double) LARGEST_LAYERS_ALIVE * cost.largestLayerElements();
    return fixedBytes + caution * bytesPerNumber * (weights + batchSize * activations);
  }
}
