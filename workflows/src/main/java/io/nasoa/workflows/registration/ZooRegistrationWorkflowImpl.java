package io.nasoa.workflows.registration;

import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunFrame;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.WorkflowVersions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Optional;

/**
 * The order of a build: all models are pretrained, as many at a time as there are trainers; those
 * that have weights are timed against each other; each of them is registered. A user's Airflow may
 * come first and last.
 *
 * <p>Its state is one record, kept in the store at every step of a model.
 */
public final class ZooRegistrationWorkflowImpl implements ZooRegistrationWorkflow {
  private final RunningActivities<PretrainOutcome> trainings = new RunningActivities<>();
  private final RunningActivities<MeasureOutcome> measurements = new RunningActivities<>();

  private final RunFrame<RegistrationState> frame;

  /** Not so in a run of a version that knew of no Airflow. */
  private boolean hasSteps;

  @WorkflowInit
  public ZooRegistrationWorkflowImpl(RegistrationState input) {
    frame =
        new RunFrame<>(
            input,
            "build",
            "a model's training",
            newest -> RegistrationCalls.record("keep the state").saveState(newest),
            this::takeBack);
  }

  @Override
  public RegistrationResult run(RegistrationState input) {
    hasSteps =
        Workflow.getVersion(
                WorkflowVersions.REGISTRATION_ORDER,
                Workflow.DEFAULT_VERSION,
                WorkflowVersions.REGISTRATION_ORDER_NEWEST)
            >= WorkflowVersions.REGISTRATION_HAS_STEPS;
    return frame.run(this::build, this::finish);
  }

  private void build() {
    frame.save(it -> it); // lists tell from now on that it runs
    before();
    pretrain();
    measure();
    register();
    checkSuccess();
    after();
  }

  private void before() {
    DagStep step = frame.state().request().before();
    if (hasSteps && step != null && frame.state().before() == null) {
      frame.standStillIfAsked();
      DagRunResult done = frame.inactive(() -> RegistrationDagSteps.before(frame.state(), step));
      frame.save(it -> it.withBefore(done));
    }
  }

  private void after() {
    DagStep step = frame.state().request().after();
    if (hasSteps && step != null && frame.state().after() == null) {
      frame.standStillIfAsked();
      DagRunResult done = frame.inactive(() -> RegistrationDagSteps.after(frame.state(), step));
      frame.save(it -> it.withAfter(done));
    }
  }

  private void pretrain() {
    while (true) {
      frame.standStillIfAsked();
      keepTrained();
      List<Integer> left = frame.state().at(ModelStage.PRETRAINING);
      if (left.isEmpty()) {
        return;
      }
      if (trainings.idle() && Workflow.getInfo().isContinueAsNewSuggested()) {
        frame.goOnWithNewHistory();
      }
      for (int number : left) {
        PretrainInput input = frame.state().training(number);
        String summary = "pretrain %s %s".formatted(input.name(), input.architecture());
        trainings.start(
            number,
            () -> RegistrationCalls.train(frame.state().request(), summary).pretrain(input));
      }
      frame.await(() -> left.stream().anyMatch(trainings::hasArrived), trainings);
    }
  }

  private void keepTrained() {
    var arrived = trainings.take(frame.state().at(ModelStage.PRETRAINING));
    if (!arrived.isEmpty()) {
      frame.account();
      frame.save(
          it -> {
            RegistrationState next = it;
            for (var outcome : arrived.entrySet()) {
              ModelProgress progress = next.models().get(outcome.getKey());
              next = next.with(outcome.getKey(), progress.with(outcome.getValue()));
            }
            return next;
          });
    }
  }

  private void measure() {
    while (!frame.state().at(ModelStage.PRETRAINED).isEmpty()) {
      frame.standStillIfAsked();
      MeasureInput input = frame.state().measurement();
      String summary = "measure %d models".formatted(input.subjects().size());
      measurements.start(
          0, () -> RegistrationCalls.train(frame.state().request(), summary).measure(input));
      frame.await(() -> measurements.hasArrived(0), measurements);
      for (MeasureOutcome measured : measurements.take(List.of(0)).values()) {
        checkComplete(measured, input);
        frame.account();
        frame.save(it -> it.with(measured));
      }
    }
  }

  /** A trainer that left a model out would be asked for ever. */
  private static void checkComplete(MeasureOutcome measured, MeasureInput input) {
    String why =
        measured.failure() != null
            ? measured.failure()
            : "%d of %d were".formatted(measured.models().size(), input.subjects().size());
    if (measured.failure() != null || measured.models().size() != input.subjects().size()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the models could not be measured: " + why, FailureTypes.INTERNAL);
    }
  }

  private void register() {
    for (int number : frame.state().at(ModelStage.MEASURED)) {
      frame.standStillIfAsked();
      CancellationScope.throwCanceled();
      RegisterInput input = frame.state().registration(number);
      String summary = "register " + input.model().name();
      RegisterOutcome outcome =
          RunFrame.uncancelled(() -> RegistrationCalls.record(summary).register(input));
      frame.save(it -> it.with(number, it.models().get(number).with(outcome)));
    }
  }

  private void checkSuccess() {
    if (frame.state().at(ModelStage.REGISTERED).isEmpty()) {
      Optional<String> why =
          frame.state().models().stream()
              .flatMap(it -> Optional.ofNullable(it.failure()).stream())
              .findFirst();
      throw ApplicationFailure.newNonRetryableFailure(
          "no model could be built; the first one: " + why.orElse("nothing was asked for"),
          FailureTypes.NOTHING_REGISTERED);
    }
  }

  private void takeBack() {
    trainings.takeBack();
    measurements.takeBack();
  }

  private RegistrationResult finish(RunEnding end) {
    return RegistrationCalls.record("record " + end.state())
        .finish(
            new FinishRegistrationInput(
                FinishRegistrationInput.SCHEMA,
                frame.state(),
                end.state(),
                end.failureType(),
                end.error()));
  }

  // ---- interventions

  @Override
  public RegistrationStatus status() {
    return RegistrationStatus.of(frame.state(), frame.standing());
  }

  @Override
  public RegistrationStatus pause() {
    frame.intervene(RunInterventions::paused);
    return status();
  }

  @Override
  public RegistrationStatus resume() {
    frame.intervene(RunInterventions::resumed);
    return status();
  }

  @Override
  public void checkPause() {
    frame.checkOpen();
  }

  @Override
  public void checkResume() {
    frame.checkOpen();
  }
}
