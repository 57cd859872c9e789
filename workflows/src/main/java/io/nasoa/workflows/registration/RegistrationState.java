package io.nasoa.workflows.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunState;
import io.nasoa.zoo.architecture.Stem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The workflow's whole state, which is also its input: a build continues behind the last model's
 * step that stands in it, be it after continue-as-new or from the store after the server was lost.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request what was asked for; its data are those that the before step prepared, once it has
 * @param run number of the run of this build, from 1; a failed or cancelled build that is started
 *     again goes on as the next one
 * @param submittedAtMillis when this run was accepted, milliseconds since the epoch
 * @param models how far each is, in the order of the request
 * @param measuredOn the device that the models were timed on; null before
 * @param activeMillis milliseconds in which it was neither paused nor down
 * @param interventions what has been asked of the build meanwhile; null for nothing
 * @param before the request's before step, once done
 * @param after its after step, once done
 */
public record RegistrationState(
    int schema,
    RegistrationRequest request,
    int run,
    long submittedAtMillis,
    List<ModelProgress> models,
    @Nullable String measuredOn,
    long activeMillis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunInterventions interventions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagRunResult before,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagRunResult after)
    implements RunState<RegistrationState> {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public RegistrationState {
    models = orEmpty(models);
  }

  private static List<ModelProgress> orEmpty(@Nullable List<ModelProgress> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The state of a run that has just been accepted. */
  public static RegistrationState accepted(
      RegistrationRequest request, int run, long submittedAtMillis) {
    return new RegistrationState(
        SCHEMA,
        request,
        run,
        submittedAtMillis,
        Collections.nCopies(request.models().size(), ModelProgress.NONE),
        null,
        0,
        null,
        null,
        null);
  }

  /** The same after its before step, on whose data it works. */
  RegistrationState withBefore(DagRunResult done) {
    String prepared = done.data();
    return new RegistrationState(
        schema,
        prepared == null ? request : request.withData(prepared),
        run,
        submittedAtMillis,
        models,
        measuredOn,
        activeMillis,
        interventions,
        done,
        after);
  }

  /** The same after its after step. */
  RegistrationState withAfter(DagRunResult done) {
    return new RegistrationState(
        schema,
        request,
        run,
        submittedAtMillis,
        models,
        measuredOn,
        activeMillis,
        interventions,
        before,
        done);
  }

  /** Numbers of the models at a stage, from 0. */
  List<Integer> at(ModelStage stage) {
    return matching(model -> model.stage() == stage);
  }

  private List<Integer> matching(Predicate<ModelProgress> condition) {
    return IntStream.range(0, models.size())
        .filter(number -> condition.test(models.get(number)))
        .boxed()
        .toList();
  }

  /** The training of a model. */
  PretrainInput training(int number) {
    RegistrationModel model = request.models().get(number);
    return new PretrainInput(
        PretrainInput.SCHEMA,
        request.registrationId(),
        model.name(),
        model.architecture(),
        request.stem(),
        request.resolution(),
        request.data(),
        request.recipe(),
        request.device());
  }

  /** The measurement of all that are pretrained. */
  MeasureInput measurement() {
    Stem stem = request.stem();
    List<MeasureInput.Subject> subjects = new ArrayList<>();
    for (int number : at(ModelStage.PRETRAINED)) {
      RegistrationModel model = request.models().get(number);
      PretrainOutcome outcome = models.get(number).pretrained();
      int classes = outcome == null ? 0 : outcome.classes();
      subjects.add(new MeasureInput.Subject(model.name(), model.architecture(), classes));
    }
    return new MeasureInput(
        MeasureInput.SCHEMA,
        request.registrationId(),
        subjects,
        stem,
        request.resolution(),
        request.device(),
        MeasureInput.ROUNDS);
  }

  /** The registration of a model that is measured. */
  RegisterInput registration(int number) {
    ModelProgress progress = models.get(number);
    PretrainOutcome pretrained = progress.pretrained();
    MeasuredModel measured = progress.measured();
    if (pretrained == null || measured == null) {
      throw new IllegalStateException("model %d is not measured".formatted(number));
    }
    return new RegisterInput(
        RegisterInput.SCHEMA,
        request,
        request.models().get(number),
        pretrained,
        measured,
        String.valueOf(measuredOn));
  }

  /** The same with a model further. */
  RegistrationState with(int number, ModelProgress progress) {
    List<ModelProgress> changed = new ArrayList<>(models);
    changed.set(number, progress);
    return with(changed, measuredOn);
  }

  /** The same with the times of all that were measured. */
  RegistrationState with(MeasureOutcome measured) {
    List<ModelProgress> changed = new ArrayList<>(models);
    for (MeasuredModel times : measured.models()) {
      for (int number = 0; number < changed.size(); number++) {
        if (request.models().get(number).name().equals(times.name())) {
          changed.set(number, changed.get(number).with(times));
        }
      }
    }
    return with(changed, measured.device());
  }

  private RegistrationState with(List<ModelProgress> changed, @Nullable String timedOn) {
    return new RegistrationState(
        schema,
        request,
        run,
        submittedAtMillis,
        changed,
        timedOn,
        activeMillis,
        interventions,
        before,
        after);
  }

  @Override
  public RegistrationState with(@Nullable RunInterventions asking) {
    return new RegistrationState(
        schema,
        request,
        run,
        submittedAtMillis,
        models,
        measuredOn,
        activeMillis,
        RunInterventions.NONE.equals(asking) ? null : asking,
        before,
        after);
  }

  @Override
  public RegistrationState plusActive(long millis) {
    return new RegistrationState(
        schema,
        request,
        run,
        submittedAtMillis,
        models,
        measuredOn,
        activeMillis + Math.max(0, millis),
        interventions,
        before,
        after);
  }

  /** A model that failed is tried again: its name may be free now, its files may be back. */
  @Override
  public RegistrationState asRun(int number, long acceptedAtMillis) {
    return new RegistrationState(
        schema,
        request,
        number,
        acceptedAtMillis,
        models.stream().map(model -> model.failure() == null ? model : ModelProgress.NONE).toList(),
        measuredOn,
        activeMillis,
        null,
        before,
        null);
  }
}
