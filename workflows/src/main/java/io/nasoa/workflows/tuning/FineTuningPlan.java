package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will be trained and how; the limit of the request has become a number of steps here.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param model name of the zoo entry to start from
 * @param architecture its architecture string
 * @param stem its stem
 * @param resolution side of the square input in pixels
 * @param classes number of outputs of the new head
 * @param weightsPath the entry's safetensors file, relative to the artifact root
 * @param weightsSha256 its hash
 * @param regime how it is trained; {@code regime.steps()} are the planned steps
 * @param validationInterval steps between two validation passes on the way
 * @param predicted what is expected of it
 * @param stepTimes step times measured while planning, to be stored
 * @param reason why this plan, for the user
 * @param seconds what planning took
 * @param rationale what it rests on; null for plans that hang on nothing learned or measured, and
 *     for those of older versions
 */
public record FineTuningPlan(
    int schema,
    String model,
    String architecture,
    Stem stem,
    int resolution,
    int classes,
    String weightsPath,
    String weightsSha256,
    Regime regime,
    int validationInterval,
    Prediction predicted,
    List<StepTimeMeasurement> stepTimes,
    String reason,
    double seconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlanRationale rationale) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public FineTuningPlan {
    stepTimes = Lists.orEmpty(stepTimes);
  }

  /** A plan that hangs on nothing learned or measured. */
  public FineTuningPlan(
      int schema,
      String model,
      String architecture,
      Stem stem,
      int resolution,
      int classes,
      String weightsPath,
      String weightsSha256,
      Regime regime,
      int validationInterval,
      Prediction predicted,
      List<StepTimeMeasurement> stepTimes,
      String reason,
      double seconds) {
    this(
        schema,
        model,
        architecture,
        stem,
        resolution,
        classes,
        weightsPath,
        weightsSha256,
        regime,
        validationInterval,
        predicted,
        stepTimes,
        reason,
        seconds,
        null);
  }

  /** The same plan, knowing what planning took. */
  public FineTuningPlan withSeconds(double planning) {
    return new FineTuningPlan(
        schema,
        model,
        architecture,
        stem,
        resolution,
        classes,
        weightsPath,
        weightsSha256,
        regime,
        validationInterval,
        predicted,
        stepTimes,
        reason,
        planning,
        rationale);
  }
}
