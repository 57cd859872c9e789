package io.nasoa.worker.report;

import io.nasoa.zoo.comparison.Comparison;
import java.util.List;

/**
 * The zoo and its rivals as they were timed together.
 *
 * @param device on which
 * @param batchSize images a step
 * @param rounds steps of each that counted
 * @param reference architecture whose step is the unit of step times
 * @param networks all models
 */
public record TimedZoo(
    String device, int batchSize, int rounds, String reference, List<ComparedNetwork> networks) {
  public TimedZoo {
    networks = List.copyOf(networks);
  }

  /**
   * The comparison.
   *
   * @throws IllegalArgumentException if no model of the zoo or no rival is among them
   */
  public Comparison comparison() {
    return Comparison.of(networks.stream().map(ComparedNetwork::model).toList());
  }
}
