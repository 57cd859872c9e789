package io.nasoa.workflows.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a build stands.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param registrationId id of the build
 * @param run number of the run
 * @param state where it stands
 * @param registered models that are in the zoo
 * @param failed models that will not be
 * @param models each model, in the order of the request
 * @param activeSeconds seconds in which it was neither paused nor down, nor with a user's Airflow
 * @param before the DAG run that came first, once it has succeeded
 * @param after the one that came last, likewise
 */
public record RegistrationStatus(
    int schema,
    String registrationId,
    int run,
    TaskState state,
    int registered,
    int failed,
    List<Model> models,
    double activeSeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagRunResult before,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagRunResult after)
    implements RunStatus {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public RegistrationStatus {
    models = orEmpty(models);
  }

  private static List<Model> orEmpty(@Nullable List<Model> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * One model of a build; what is not known yet is null.
   *
   * @param name its zoo entry's
   * @param architecture its string
   * @param role what it is registered for
   * @param stage how far it is
   * @param accuracy on the reporting half of the source's {@code val/}
   * @param stepTime training step as a ratio to the reference network's
   * @param stepSeconds training step
   * @param trainingSeconds what its training took
   * @param weightsSha256 hash of its weights
   * @param failure why it will not be in the zoo
   */
  public record Model(
      String name,
      String architecture,
      ModelRole role,
      ModelStage stage,
      @Nullable Double accuracy,
      @Nullable Double stepTime,
      @Nullable Double stepSeconds,
      @Nullable Double trainingSeconds,
      @Nullable String weightsSha256,
      @Nullable String failure) {

    private static Model of(RegistrationModel model, ModelProgress progress) {
      PretrainOutcome pretrained = progress.pretrained();
      MeasuredModel measured = progress.measured();
      return new Model(
          model.name(),
          model.architecture(),
          model.role(),
          progress.stage(),
          pretrained == null ? null : pretrained.accuracy(),
          measured == null ? null : (Double) measured.stepTime(),
          measured == null || measured.stepSeconds().isEmpty()
              ? null
              : measured.stepSeconds().get(0),
          pretrained == null ? null : (Double) pretrained.trainingSeconds(),
          pretrained == null ? null : pretrained.weightsSha256(),
          progress.failure());
    }
  }

  @Override
  public String id() {
    return registrationId;
  }

  /** What a build's state tells. */
  public static RegistrationStatus of(RegistrationState build, TaskState state) {
    List<Model> models = new ArrayList<>();
    for (int i = 0; i < build.models().size(); i++) {
      models.add(Model.of(build.request().models().get(i), build.models().get(i)));
    }
    return new RegistrationStatus(
        SCHEMA,
        build.request().registrationId(),
        build.run(),
        state,
        build.at(ModelStage.REGISTERED).size(),
        build.at(ModelStage.FAILED).size(),
        models,
        build.activeMillis() / 1000.0,
        build.before(),
        build.after());
  }
}
