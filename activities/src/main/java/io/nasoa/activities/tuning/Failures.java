package io.nasoa.activities.tuning;

import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.training.DivergedException;
import io.nasoa.workflows.tuning.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Turns the errors of plain code into the failures that the workflow knows. */
public final class Failures {
  private Failures() {}

  /** A stage's work. */
  public interface Stage<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Runs a stage; what trying again cannot mend becomes a failure with its type. */
  public static <T> T mapped(Stage<T> stage) {
    try {
      return stage.run();
    } catch (InvalidDataException e) {
      throw failure(FailureTypes.INVALID_DATA, e);
    } catch (DivergedException e) {
      throw failure(FailureTypes.DIVERGED, e);
    } catch (InvalidModelException e) {
      throw failure(FailureTypes.INVALID_MODEL, e);
    } catch (NoFeasiblePlanException e) {
      throw failure(FailureTypes.NO_FEASIBLE_PLAN, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ApplicationFailure failure(String type, Exception cause) {
    return ApplicationFailure.newNonRetryableFailureWithCause(
        String.valueOf(cause.getMessage()), type, cause);
  }
}
