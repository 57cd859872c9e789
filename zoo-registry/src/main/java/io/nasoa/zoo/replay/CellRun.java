package io.nasoa.zoo.replay;

import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.learning.ExperienceEncoder;
import io.nasoa.zoo.planning.PlanCandidate;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.rivals.Networks;

/**
 * A configuration that was run on a task at a limit.
 *
 * @param name of the configuration in the table
 * @param candidate model, regime and the steps that it had
 * @param model that was fine-tuned
 * @param experience what the run taught, its accuracy on SELECT
 * @param test accuracy on TEST, in [0, 1]
 */
record CellRun(
    String name, PlanCandidate candidate, PlannedModel model, Experience experience, double test) {

  private static final String DEFAULT = "default-";

  /** What it came to on SELECT, in the predictors' unit. */
  double target() {
    return ExperienceEncoder.target(experience);
  }

  /** Accuracy on SELECT; that of chance for a run that diverged. */
  double select() {
    Double accuracy = experience.outcome().accuracy();
    return accuracy == null ? 1.0 / experience.data().classes() : accuracy;
  }

  /** Reference seconds of the whole run. */
  double costSeconds() {
    return experience.cost().activeSeconds();
  }

  /** Whether it is its model's default regime. */
  boolean isDefault() {
    return name.startsWith(DEFAULT);
  }

  /** Whether its model was designed by hand. */
  boolean isRival() {
    return Networks.family(model.architecture()).isPresent();
  }
}
