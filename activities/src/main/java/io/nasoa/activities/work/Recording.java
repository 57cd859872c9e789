package io.nasoa.activities.work;

import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.TaskState;
import io.temporal.failure.ApplicationFailure;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** What the recording of tasks, searches and builds in the store has in common. */
public final class Recording {
  private Recording() {}

  /**
   * Runs a transaction. The workflow tries again for as long as it takes, so whoever waits must
   * learn why.
   *
   * @throws StoreException as it came
   */
  public static <T> T stored(Logger log, Supplier<T> write) {
    try {
      return write.get();
    } catch (StoreException e) {
      log.error("{}; trying again", e.getMessage());
      throw e;
    }
  }

  /**
   * The store's word for how a run ended.
   *
   * @throws ApplicationFailure of {@link FailureTypes#INTERNAL} for a state that is no end
   */
  public static TaskState endOf(io.nasoa.workflows.tuning.TaskState state) {
    return switch (state) {
      case SUCCEEDED -> TaskState.SUCCEEDED;
      case FAILED -> TaskState.FAILED;
      case CANCELLED -> TaskState.CANCELLED;
      case QUEUED, RUNNING, PAUSED, UNKNOWN ->
          throw ApplicationFailure.newNonRetryableFailure(
              "a run cannot end as " + state, FailureTypes.INTERNAL);
    };
  }
}
