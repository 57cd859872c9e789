package io.nasoa.zoo.planning;

import io.nasoa.zoo.cost.MemoryModel;
import io.nasoa.zoo.cost.RunTime;

/**
 * How plans are made, whatever the task.
 *
 * @param timeQuantile probability that a planned run keeps its limit without being shortened, in
 *     (0, 1)
 * @param fewestSteps fewer steps are no fine-tuning, at least 1
 * @param mostEpochs more passes over a small data set gain nothing, positive
 * @param wantedEpochs passes that make a larger model worth its size where nothing is learned,
 *     positive
 * @param runnersUp how many are shown, at least 0
 * @param coverage of the interval of the expected accuracy, in (0, 1)
 * @param confidence with which a predicted gain must be one to be followed, in (0, 1)
 * @param runTime what a run takes besides its steps
 * @param memory what it needs
 */
public record PlanningRules(
    double timeQuantile,
    int fewestSteps,
    double mostEpochs,
    double wantedEpochs,
    int runnersUp,
    double coverage,
    double confidence,
    RunTime runTime,
    MemoryModel memory) {

  /** What plans are made with. */
  public static final PlanningRules DEFAULT =
      new PlanningRules(
          0.95, 10, 80, 20, 3, 0.9, 0.75, RunTime.DEFAULT, MemoryModel.SINGLE_PRECISION);
}
