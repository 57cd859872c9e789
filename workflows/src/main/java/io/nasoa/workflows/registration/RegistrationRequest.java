package io.nasoa.workflows.registration;

import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.WorkHash;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.Networks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
    int priority)
    implements RunRequest {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** More are timed together in no reasonable time. */
  public static final int MOST_MODELS = 64;

  private static final int SMALLEST = 8;
  private static final int LARGEST = 1024;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern DEPLOYMENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");
  private static final Pattern DEVICE = Pattern.compile("cpu|cuda(:[0-9]{1,3})?");

  public RegistrationRequest {
    models = orEmpty(models);
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
    List<String> found = new ArrayList<>();
    check(found, schema >= 1, "schema must be at least 1", schema);
    check(
        found,
        matches(ID, registrationId),
        "id must be like [A-Za-z0-9][A-Za-z0-9._-]*",
        registrationId);
    check(
        found,
        matches(DEPLOYMENT, deployment),
        "deployment must be like [a-z0-9][a-z0-9._-]*",
        deployment);
    check(
        found,
        data != null && !data.isBlank(),
        "data must name a directory, a zip or draw:...",
        data);
    check(found, stem != null, "stem must be given", stem);
    check(
        found,
        resolution >= SMALLEST && resolution <= LARGEST,
        "resolution must be 8 to 1024",
        resolution);
    models(found);
    if (recipe == null) {
      found.add("the recipe must be given");
    } else {
      found.addAll(recipe.problems());
    }
    check(found, matches(DEVICE, device), "device must be cpu, cuda or cuda:N", device);
    check(found, priority >= 1 && priority <= 5, "priority must be 1 to 5", priority);
    return found;
  }

  private void models(List<String> found) {
    check(
        found,
        !models.isEmpty() && models.size() <= MOST_MODELS,
        "there must be 1 to 64 models",
        models.size());
    Set<String> names = new LinkedHashSet<>();
    for (RegistrationModel model : models) {
      check(
          found,
          matches(ID, model.name()),
          "a model's name must be like [A-Za-z0-9][A-Za-z0-9._-]*",
          model.name());
      check(found, names.add(model.name()), "models must have different names", model.name());
      check(
          found,
          model.role() == ModelRole.ZOO || model.role() == ModelRole.RIVAL,
          "the role of model %s must be ZOO or RIVAL".formatted(model.name()),
          model.role());
      architecture(found, model);
    }
  }

  private static void architecture(List<String> found, RegistrationModel model) {
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

  private static boolean matches(Pattern pattern, @Nullable String text) {
    return text != null && pattern.matcher(text).matches();
  }

  private static void check(
      List<String> found, boolean holds, String rule, @Nullable Object value) {
    if (!holds) {
      found.add("%s, was %s".formatted(rule, value));
    }
  }
}
