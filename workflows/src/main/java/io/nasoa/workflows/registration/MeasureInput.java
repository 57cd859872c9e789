package io.nasoa.workflows.registration;

import io.nasoa.zoo.architecture.Stem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link RegistrationActivities#measure}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param registrationId the build
 * @param subjects the models to time against each other
 * @param stem their stem
 * @param resolution side of their input in pixels
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param rounds steps of each that count
 */
public record MeasureInput(
    int schema,
    String registrationId,
    List<Subject> subjects,
    Stem stem,
    int resolution,
    String device,
    int rounds) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** Enough for a median. */
  public static final int ROUNDS = 9;

  public MeasureInput {
    subjects = orEmpty(subjects);
  }

  private static List<Subject> orEmpty(@Nullable List<Subject> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * A model to time.
   *
   * @param name of the model
   * @param architecture its string
   * @param classes its outputs
   */
  public record Subject(String name, String architecture, int classes) {}
}
