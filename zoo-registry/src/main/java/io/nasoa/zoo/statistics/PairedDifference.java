package io.nasoa.zoo.statistics;

/**
 * What one method was ahead of another in one cell with one seed; both ran on the same images.
 *
 * @param group origin of the data, the unit of every test
 * @param task data set or part of it within the group
 * @param cell what was compared on the task, for example the limit
 * @param seed of split, order and head, the same for both methods
 * @param difference in points of accuracy, -100 to 100; above zero the first method was better
 */
public record PairedDifference(
    String group, String task, String cell, long seed, double difference) {

  /**
   * @throws IllegalArgumentException when the difference is no number
   */
  public PairedDifference {
    if (!Double.isFinite(difference)) {
      throw new IllegalArgumentException(
          "the difference of group %s, task %s, cell %s, seed %d is %s; leave failed runs out or count them as chance"
              .formatted(group, task, cell, seed, difference));
    }
  }
}
