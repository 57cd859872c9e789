package io.nasoa.workflows.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.run.RequestChecks;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.WorkHash;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.Networks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One build of zoo entries as its client asked for it.
 *
 * <p>The record takes any values, so that a malformed one can still be read, refused and recorded;
 * {@link #problems()} is the gate.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param registrationId the client's name of the build: letters, digits, {@code . _ -}
 * @param deployment name of the store and of the queues it belongs to
 * @param data a directory, a zip or a {@code draw:} expression, exactly as the trainer reads it
 * @param stem how the networks reduce their input
 * @param resolution side of the input in pixels, 8 to 1024
 * @param models 1 to {@value #MOST_MODELS}, no two with one name
 * @param recipe how all of them are trained
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param priority 1 (first) to 5 in the trainers' queue
 * @param before what a user's Airflow does first, which may prepare the data; null for nothing
 * @param after what it does once the models are registered; null for nothing
 */
public record RegistrationRequest(
    int schema,
    String registrationId,
    String deployment,
    String data,
    Stem stem,
    int resolution,
    List<RegistrationModel> models,
    PretrainingRecipe recipe,
    String device,
    int priority,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagStep before,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagStep after)
    implements RunRequest {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** More are timed together in no reasonable time. */
  public static final int MOST_MODELS = 64;

  private static final int SMALLEST = 8;
  private static final int LARGEST = 1024;

  @JsonCreator
  public RegistrationRequest {
    models = orEmpty(models);
  }

  /** A build for which no Airflow does anything. */
  public RegistrationRequest(
      int schema,
      String registrationId,
      String deployment,
      String data,
      Stem stem,
      int resolution,
      List<RegistrationModel> models,
      PretrainingRecipe recipe,
      String device,
      int priority) {
    this(
        schema,
        registrationId,
        deployment,
        data,
        stem,
        resolution,
        models,
        recipe,
        device,
        priority,
        null,
        null);
  }

  /** The same with other data. */
  public RegistrationRequest withData(String prepared) {
    return copy(prepared, before, after);
  }

  /** The same with what a user's Airflow does. */
  public RegistrationRequest with(@Nullable DagStep first, @Nullable DagStep last) {
    return copy(data, first, last);
  }

  private RegistrationRequest copy(
      String otherData, @Nullable DagStep first, @Nullable DagStep last) {
    return new RegistrationRequest(
        schema,
        registrationId,
        deployment,
        otherData,
        stem,
        resolution,
        models,
        recipe,
        device,
        priority,
        first,
        last);
  }

  private static List<RegistrationModel> orEmpty(@Nullable List<RegistrationModel> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  @Override
  public String id() {
    return registrationId;
  }

  @Override
  public String workHash() {
    return WorkHash.of(this, List.of("schema", "registrationId", "deployment", "priority"));
  }

  /** The device without its number: the trainer queue's last part. */
  public String deviceClass() {
    int colon = device.indexOf(':');
    return colon < 0 ? device : device.substring(0, colon);
  }

  @Override
  public List<String> problems() {
    RequestChecks found = new RequestChecks();
    found.identity(schema, registrationId, deployment, data);
    found.check(stem != null, "stem must be given", stem);
    found.check(
        resolution >= SMALLEST && resolution <= LARGEST,
        "resolution must be 8 to 1024",
        resolution);
    models(found);
    if (recipe == null) {
      found.add("the recipe must be given");
    } else {
      found.addAll(recipe.problems());
    }
    found.place(device, priority);
    found.addAll(before == null ? List.of() : before.problemsBefore());
    found.addAll(after == null ? List.of() : after.problemsAfter());
    return found.found();
  }

  private void models(RequestChecks found) {
    found.check(
        !models.isEmpty() && models.size() <= MOST_MODELS,
        "there must be 1 to 64 models",
        models.size());
    Set<String> names = new LinkedHashSet<>();
    for (RegistrationModel model : models) {
      found.name("a model's name", model.name());
      found.check(names.add(model.name()), "models must have different names", model.name());
      found.check(
          model.role() == ModelRole.ZOO || model.role() == ModelRole.RIVAL,
          "the role of model %s must be ZOO or RIVAL".formatted(model.name()),
          model.role());
      architecture(found, model);
    }
  }

  private static void architecture(RequestChecks found, RegistrationModel model) {
    if (model.architecture() == null) {
      found.add("model %s must have an architecture".formatted(model.name()));
      return;
    }
    try {
      Networks.parse(model.architecture());
    } catch (IllegalArgumentException e) {
      found.add("model %s: %s".formatted(model.name(), e.getMessage()));
    }
  }
}
