package io.nasoa.workflows.tuning;

import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.registry.ZooEntry;
import java.util.List;

/**
 * What the store knows for a plan; trainers never open the store themselves.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param entries models that may be chosen, or only the one asked for; without model cards and
 *     class names, which no plan needs
 * @param stepTimes known step times of those models on the task's device
 */
public record PlanningMaterial(
    int schema, List<ZooEntry> entries, List<StepTimeMeasurement> stepTimes) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public PlanningMaterial {
    entries = Lists.orEmpty(entries);
    stepTimes = Lists.orEmpty(stepTimes);
  }
}
