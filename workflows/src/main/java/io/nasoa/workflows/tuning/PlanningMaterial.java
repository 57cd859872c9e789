package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.registry.ZooEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows for a plan; trainers never open the store themselves.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param entries models that may be chosen, or only the one asked for; without class names, and of
 *     the model cards with the accuracy only
 * @param stepTimes known step times of those models on the task's device
 * @param knowledgePath file of what past runs taught, relative to the artifact root; null for none
 */
public record PlanningMaterial(
    int schema,
    List<ZooEntry> entries,
    List<StepTimeMeasurement> stepTimes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String knowledgePath) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public PlanningMaterial {
    entries = Lists.orEmpty(entries);
    stepTimes = Lists.orEmpty(stepTimes);
  }

  /** Of a store from which nothing was learned. */
  public PlanningMaterial(int schema, List<ZooEntry> entries, List<StepTimeMeasurement> stepTimes) {
    this(schema, entries, stepTimes, null);
  }
}
