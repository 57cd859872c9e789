package io.nasoa.workflows.search;

import io.nasoa.zoo.search.Measurement;
import io.nasoa.zoo.search.Objectives;
import io.nasoa.zoo.search.Trial;

/**
 * A network on the Pareto front.
 *
 * @param architecture its string
 * @param level the level that found it
 * @param accuracy mean over its evaluations
 * @param stepTime mean ratio to the reference network over its evaluations
 * @param parameters trainable numbers
 * @param macs multiply-accumulates of one image
 * @param memoryBytes most memory of the activations
 * @param evaluations how often it was measured
 */
public record FrontPoint(
    String architecture,
    SearchPhase level,
    double accuracy,
    double stepTime,
    long parameters,
    long macs,
    long memoryBytes,
    int evaluations) {

  static FrontPoint of(Trial trial, SearchPhase level) {
    Measurement mean = trial.measurement().orElseThrow();
    return new FrontPoint(
        trial.genotype(),
        level,
        mean.accuracy(),
        mean.stepTime(),
        mean.parameters(),
        mean.macs(),
        mean.memoryBytes(),
        trial.measurements().size());
  }

  Objectives objectives() {
    return new Objectives(accuracy, stepTime);
  }
}
