package io.nasoa.activities.registration;

import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.workflows.registration.MeasureInput;
import io.nasoa.workflows.registration.MeasureOutcome;
import io.nasoa.workflows.registration.PretrainInput;
import io.nasoa.workflows.registration.PretrainOutcome;
import java.nio.file.Path;

/**
 * Where the files of a build lie: {@code registrations/<id>/models/<name>/} and {@code
 * registrations/<id>/measurement/}.
 */
final class RegistrationFiles {
  private RegistrationFiles() {}

  /** All of a build's files. */
  static Path build(Path artifactRoot, String registrationId) {
    return artifactRoot.resolve("registrations").resolve(registrationId);
  }

  /** The files of one model's training. */
  static OutcomeFiles<PretrainInput, PretrainOutcome> model(
      Path artifactRoot, PretrainInput input) {
    return new OutcomeFiles<>(
        build(artifactRoot, input.registrationId()).resolve("models").resolve(input.name()),
        PretrainOutcome.class);
  }

  /** The files of the measurement. */
  static OutcomeFiles<MeasureInput, MeasureOutcome> measurement(
      Path artifactRoot, MeasureInput input) {
    return new OutcomeFiles<>(
        build(artifactRoot, input.registrationId()).resolve("measurement"), MeasureOutcome.class);
  }
}
