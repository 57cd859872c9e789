package io.nasoa.workflows.registration;

import io.nasoa.zoo.architecture.Stem;

/**
 * Input of {@link RegistrationActivities#pretrain}. Two equal inputs are the same training.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param registrationId the build
 * @param name the model's name, unique in its build
 * @param architecture what to train
 * @param stem its stem
 * @param resolution side of its input in pixels
 * @param data a directory, a zip or a {@code draw:} expression
 * @param recipe how to train it
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 */
public record PretrainInput(
    int schema,
    String registrationId,
    String name,
    String architecture,
    Stem stem,
    int resolution,
    String data,
    PretrainingRecipe recipe,
    String device) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
