package io.nasoa.workflows.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link TrialActivities#calibrate}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param work the run that it belongs to, as a directory name
 * @param models the models
 * @param steps whose time is wanted
 * @param rounds steps of each that count
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param synthetic data whose trials are made up, so that the times are made up too; null where
 *     steps are timed
 */
public record CalibrateInput(
    int schema,
    String work,
    List<TrialModel> models,
    List<StepKind> steps,
    int rounds,
    String device,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String synthetic) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** Enough for a median. */
  public static final int ROUNDS = 7;

  public CalibrateInput {
    models = orEmpty(models);
    steps = orEmpty(steps);
  }

  /** Steps that are timed. */
  public CalibrateInput(
      int schema,
      String work,
      List<TrialModel> models,
      List<StepKind> steps,
      int rounds,
      String device) {
    this(schema, work, models, steps, rounds, device, null);
  }

  /** The same for trials on data that are made up. */
  public CalibrateInput madeUp(String data) {
    return new CalibrateInput(schema, work, models, steps, rounds, device, data);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * Steps that take the same time.
   *
   * @param model name of the model
   * @param frozenStages as in {@link io.nasoa.zoo.experience.Regime}
   * @param batchSize images a step
   */
  public record StepKind(String model, int frozenStages, int batchSize) {}
}
