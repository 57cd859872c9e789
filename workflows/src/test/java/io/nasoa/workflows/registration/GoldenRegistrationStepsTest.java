package io.nasoa.workflows.registration;

import io.nasoa.workflows.run.GoldenRecordTests;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.util.stream.Stream;

/** The JSON of builds with DAG steps, as it has been since there are such. */
class GoldenRegistrationStepsTest extends GoldenRecordTests {
  GoldenRegistrationStepsTest() {
    super("records/0.4/registration/");
  }

  static Stream<Record> records() {
    RegistrationState state = RegistrationSamples.withDagRuns();
    return Stream.of(
        RegistrationSamples.withSteps(), state, RegistrationStatus.of(state, TaskState.RUNNING));
  }

  /** Writes the files that are missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    new GoldenRegistrationStepsTest().write(arguments[0], records());
  }
}
