package io.nasoa.zoo.table;

import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.cost.RunTime;
import io.nasoa.zoo.planning.PlanningRules;
import io.nasoa.zoo.regime.Configuration;

/**
 * How many steps a configuration has within a limit of reference seconds: as plans count them, with
 * the calibrated step time in place of an expected one, without passes on the way and without a
 * profile, which a trial does not need.
 *
 * @param rules of plans
 * @param checkpointInterval seconds between two checkpoints, positive
 */
public record TrialSteps(PlanningRules rules, double checkpointInterval) {

  /** What plans are made with, and a checkpoint every 15 s. */
  public static final TrialSteps DEFAULT = new TrialSteps(PlanningRules.DEFAULT, 15);

  /**
   * The steps.
   *
   * @param cost of the model with the task's head
   * @param stepSeconds calibrated, positive
   * @param images that are learned from
   * @param evaluated images of the validation pass at the end
   * @param limit reference seconds
   * @return 0 when fewer fit than a fine-tuning needs
   */
  public int of(
      ModelCost cost,
      Configuration configuration,
      double stepSeconds,
      int images,
      int evaluated,
      double limit) {
    RunTime.Work work =
        new RunTime.Work(
            cost,
            configuration.frozenStages(),
            configuration.batchSize(),
            evaluated,
            checkpointInterval);
    int fitting = rules.runTime().steps(work, stepSeconds, 0, 0, limit);
    double most = Math.ceil(rules.mostEpochs() * images / configuration.batchSize());
    double steps =
        Math.min(
            Math.floor(configuration.limitShare() * fitting), Math.max(rules.fewestSteps(), most));
    return steps < rules.fewestSteps() ? 0 : (int) steps;
  }
}
