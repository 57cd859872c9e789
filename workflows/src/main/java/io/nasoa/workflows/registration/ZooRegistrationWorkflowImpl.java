package io.nasoa.workflows.registration;

import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.workflows.tuning.WorkflowVersions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowLock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The order of a build: all models are pretrained, as many at a time as there are trainers; those
 * that have weights are timed against each other; each of them is registered.
 *
 * <p>Its state is one record, kept in the store at every step of a model.
 */
public final class ZooRegistrationWorkflowImpl implements ZooRegistrationWorkflow {
  private final RunningActivities<PretrainOutcome> trainings = new RunningActivities<>();
  private final RunningActivities<MeasureOutcome> measurements = new RunningActivities<>();

  /** One write at a time, and each of the newest state: an older one must not come last. */
  private final WorkflowLock saving = Workflow.newWorkflowLock();

  private RegistrationState state;
  private TaskState buildState = TaskState.RUNNING;
  private boolean ending;
  private long activeSinceMillis;

  @WorkflowInit
  public ZooRegistrationWorkflowImpl(RegistrationState input) {
    this.state = input;
  }

  @Override
  public RegistrationResult run(RegistrationState input) {
    Workflow.getVersion(
        WorkflowVersions.REGISTRATION_ORDER,
        Workflow.DEFAULT_VERSION,
        WorkflowVersions.REGISTRATION_ORDER_NEWEST);
    activeSinceMillis = Workflow.currentTimeMillis();
    RunEnding end = RunEnding.succeeded();
    try {
      checkRequest();
      save(it -> it); // lists tell from now on that it runs
      pretrain();
      measure();
      register();
      checkSuccess();
    } catch (TemporalFailure failure) {
      boolean cancelled = CancellationScope.current().isCancelRequested();
      end = RunEnding.of(failure, cancelled, "a model's training");
    }
    takeBack();
    RegistrationResult result = record(end);
    awaitHandlers();
    if (end.state() != TaskState.SUCCEEDED) {
      throw end.toFailure("the build");
    }
    return result;
  }

  private void checkRequest() {
    List<String> problems = state.request().problems();
    if (!problems.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "invalid build: " + String.join("; ", problems), FailureTypes.INVALID_REQUEST);
    }
  }

  private void pretrain() {
    while (true) {
      standStillIfAsked();
      keepTrained();
      List<Integer> left = state.at(ModelStage.PRETRAINING);
      if (left.isEmpty()) {
        return;
      }
      if (trainings.idle() && Workflow.getInfo().isContinueAsNewSuggested()) {
        goOnWithNewHistory();
      }
      for (int number : left) {
        PretrainInput input = state.training(number);
        String summary = "pretrain %s %s".formatted(input.name(), input.architecture());
        trainings.start(
            number, () -> RegistrationCalls.train(state.request(), summary).pretrain(input));
      }
      await(trainings, left);
    }
  }

  private void keepTrained() {
    var arrived = trainings.take(state.at(ModelStage.PRETRAINING));
    if (!arrived.isEmpty()) {
      account();
      save(
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
    while (!state.at(ModelStage.PRETRAINED).isEmpty()) {
      standStillIfAsked();
      MeasureInput input = state.measurement();
      String summary = "measure %d models".formatted(input.subjects().size());
      measurements.start(0, () -> RegistrationCalls.train(state.request(), summary).measure(input));
      await(measurements, List.of(0));
      for (MeasureOutcome measured : measurements.take(List.of(0)).values()) {
        checkComplete(measured, input);
        account();
        save(it -> it.with(measured));
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
    for (int number : state.at(ModelStage.MEASURED)) {
      standStillIfAsked();
      CancellationScope.throwCanceled();
      RegisterInput input = state.registration(number);
      String summary = "register " + input.model().name();
      RegisterOutcome[] outcome = new RegisterOutcome[1];
      // Nothing is gained by cancelling one transaction.
      Workflow.newDetachedCancellationScope(
              () -> outcome[0] = RegistrationCalls.record(summary).register(input))
          .run();
      save(it -> it.with(number, it.models().get(number).with(outcome[0])));
    }
  }

  private void checkSuccess() {
    if (state.at(ModelStage.REGISTERED).isEmpty()) {
      Optional<String> why =
          state.models().stream()
              .flatMap(it -> Optional.ofNullable(it.failure()).stream())
              .findFirst();
      throw ApplicationFailure.newNonRetryableFailure(
          "no model could be built; the first one: " + why.orElse("nothing was asked for"),
          FailureTypes.NOTHING_REGISTERED);
    }
  }

  private RunInterventions asked() {
    return state.interventionsOrNone();
  }

  private void await(RunningActivities<?> activities, List<Integer> numbers) {
    // Waiting for a condition alone does not end by a cancellation.
    CancellationScope run = CancellationScope.current();
    Workflow.await(
        () ->
            numbers.stream().anyMatch(activities::hasArrived)
                || activities.hasVerdict()
                || asked().pause()
                || run.isCancelRequested());
    CancellationScope.throwCanceled();
    activities.throwVerdict();
  }

  private void takeBack() {
    trainings.takeBack();
    measurements.takeBack();
  }

  /** The trainers are not at it now; it waits until it is asked to go on. */
  private void standStillIfAsked() {
    if (!asked().pause()) {
      return;
    }
    takeBack();
    account();
    save(it -> it.with(it.interventionsOrNone().standingStill(Workflow.currentTimeMillis())));
    CancellationScope run = CancellationScope.current();
    Workflow.await(() -> !asked().pause() || run.isCancelRequested());
    activeSinceMillis = Workflow.currentTimeMillis();
    CancellationScope.throwCanceled();
  }

  private void account() {
    long now = Workflow.currentTimeMillis();
    state = state.plusActive(now - activeSinceMillis);
    activeSinceMillis = now;
  }

  private void save(UnaryOperator<RegistrationState> change) {
    saving.lock();
    try {
      state = change.apply(state);
      RegistrationState newest = state;
      Workflow.newDetachedCancellationScope(
              () -> RegistrationCalls.record("keep the state").saveState(newest))
          .run();
    } finally {
      saving.unlock();
    }
  }

  private void goOnWithNewHistory() {
    awaitHandlers();
    if (!asked().pause()) {
      Workflow.continueAsNew(state);
    }
  }

  private static void awaitHandlers() {
    Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
        .run();
  }

  /** In a scope of its own, so that a cancelled run is still recorded. */
  private RegistrationResult record(RunEnding end) {
    ending = true;
    account();
    FinishRegistrationInput input =
        new FinishRegistrationInput(
            FinishRegistrationInput.SCHEMA, state, end.state(), end.failureType(), end.error());
    RegistrationResult[] result = new RegistrationResult[1];
    Workflow.newDetachedCancellationScope(
            () -> result[0] = RegistrationCalls.record("record " + end.state()).finish(input))
        .run();
    buildState = end.state();
    return result[0];
  }

  // ---- interventions

  private RegistrationStatus intervene(UnaryOperator<RunInterventions> asking) {
    state = state.with(asking.apply(asked()));
    Workflow.newDetachedCancellationScope(() -> save(it -> it)).run();
    return status();
  }

  private void check() {
    if (ending) {
      throw ApplicationFailure.newNonRetryableFailure(
          "build %s has ended".formatted(state.request().registrationId()),
          FailureTypes.INVALID_STATE);
    }
  }

  @Override
  public RegistrationStatus status() {
    boolean still = !ending && asked().pausedAtMillis() != null;
    return RegistrationStatus.of(state, still ? TaskState.PAUSED : buildState);
  }

  @Override
  public RegistrationStatus pause() {
    return intervene(RunInterventions::paused);
  }

  @Override
  public RegistrationStatus resume() {
    return intervene(RunInterventions::resumed);
  }

  @Override
  public void checkPause() {
    check();
  }

  @Override
  public void checkResume() {
    check();
  }
}
