package io.nasoa.zoo.architecture;

import java.util.List;

/**
 * What {@code zoo describe} prints of an architecture.
 *
 * @param architecture the string that names the network
 * @param parameters exact count with the head
 * @param macs exact multiply-accumulates of one image
 * @param blocks number of blocks
 * @param stages blocks of each stage
 * @param finalChannels features that the head reads
 * @param resolution side of the square input in pixels
 * @param classes outputs of the head
 * @param stem how the stem reduces the input
 * @param activationElements numbers that all layers put out for one image
 */
public record ArchitectureDescription(
    String architecture,
    long parameters,
    long macs,
    int blocks,
    List<Integer> stages,
    int finalChannels,
    int resolution,
    int classes,
    Stem stem,
    long activationElements) {
  public ArchitectureDescription {
    stages = List.copyOf(stages);
  }

  /**
   * Describes a network at a resolution.
   *
   * @throws InvalidArchitectureException if a count does not fit into 64 bits
   */
  public static ArchitectureDescription of(
      NetworkDefinition network, int resolution, int classes, Stem stem) {
    ComputeCost cost = cost(network, resolution, classes, stem);
    return new ArchitectureDescription(
        network.toString(),
        cost.parameters(),
        cost.macs(),
        network.blocksPerStage().stream().mapToInt(Integer::intValue).sum(),
        network.blocksPerStage(),
        cost.finalChannels(),
        resolution,
        classes,
        stem,
        cost.activationElements());
  }

  private static ComputeCost cost(
      NetworkDefinition network, int resolution, int classes, Stem stem) {
    try {
      return ComputeCost.of(network.toGraph(classes, stem), resolution);
    } catch (InvalidArchitectureException e) {
      throw e.in(network.toString());
    }
  }
}
