package io.nasoa.workflows.registration;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What the store is asked for and told by a build, on the queue {@link
 * io.nasoa.workflows.tuning.TaskQueues#control}. All of it is idempotent.
 */
@ActivityInterface
public interface RegistrationRecordActivities {
  /** Name of {@link #register}. */
  String REGISTER = "nasoa.registration.register";

  /** Name of {@link #saveState}. */
  String SAVE_STATE = "nasoa.registration.saveState";

  /** Name of {@link #finish}. */
  String FINISH = "nasoa.registration.finish";

  /**
   * Takes a model into the zoo, with a card of what was found and how. An entry of that name with
   * the same weights stays as it is; one with other weights is a failure in the outcome.
   */
  @ActivityMethod(name = REGISTER)
  RegisterOutcome register(RegisterInput input);

  /** Keeps the state from which the build goes on after the server was lost. */
  @ActivityMethod(name = SAVE_STATE)
  void saveState(RegistrationState state);

  /** Commits the end of a run; a run that has ended already keeps its first result. */
  @ActivityMethod(name = FINISH)
  RegistrationResult finish(FinishRegistrationInput input);
}
