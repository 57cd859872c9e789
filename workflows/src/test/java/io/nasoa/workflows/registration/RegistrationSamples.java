package io.nasoa.workflows.registration;

import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import java.util.List;

/** One of each record of a build. */
final class RegistrationSamples {
  private RegistrationSamples() {}

  static RegistrationRequest request() {
    return new RegistrationRequest(
        1,
        "b",
        "default",
        "draw:shapes",
        Stem.STANDARD,
        64,
        List.of(
            new RegistrationModel("one", "2-_8_2-2", ModelRole.ZOO),
            new RegistrationModel("two", "rival:resnet-10-w16", ModelRole.RIVAL)),
        new PretrainingRecipe(20, 0.1, 64, 5e-4, 7),
        "cpu",
        3);
  }

  static PretrainOutcome pretrained() {
    return new PretrainOutcome(
        1,
        0.5,
        "registrations/b/models/one/output-000001/one.safetensors",
        "00ff",
        "registrations/b/models/one/output-000001/one.card.json",
        80,
        "cpu",
        40.5,
        null);
  }

  static MeasuredModel measured() {
    return new MeasuredModel("one", List.of(0.04, 0.03, 0.02), 1.25, 0.0005, 4096);
  }

  static RegistrationState state() {
    return new RegistrationState(
        1,
        request(),
        2,
        1_700_000_000_000L,
        List.of(
            new ModelProgress(pretrained(), measured(), new RegisterOutcome(1, true, null)),
            new ModelProgress(PretrainOutcome.failed("diverged", 12.5), null, null)),
        "cpu",
        61_500,
        new RunInterventions(true, 1_700_000_060_000L, false),
        null,
        null);
  }

  static RegistrationRequest withSteps() {
    DagStep before = new DagStep(1, "team", "prepare", null, "load", null, null, null, 600.0, null);
    DagStep after =
        new DagStep(1, null, "deploy", null, null, null, null, null, null, "nasoa://zoo");
    return request().with(before, after);
  }

  static RegistrationState withDagRuns() {
    return RegistrationState.accepted(withSteps(), 1, 1_700_000_000_000L)
        .withBefore(
            new DagRunResult(
                1, "team", "prepare", "r-before", "http://airflow/r", "/data/prepared", null))
        .withAfter(
            new DagRunResult(
                1, "default", "deploy", "r-after", "http://airflow/r", null, "nasoa://zoo"));
  }

  static RegisterInput register() {
    return new RegisterInput(
        1, request(), request().models().get(0), pretrained(), measured(), "cpu");
  }

  static FinishRegistrationInput finish() {
    return new FinishRegistrationInput(1, state(), TaskState.FAILED, "Internal", "why");
  }
}
