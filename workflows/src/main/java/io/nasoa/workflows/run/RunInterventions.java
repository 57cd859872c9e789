package io.nasoa.workflows.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the user has asked of long work so far.
 *
 * @param pause whether it is to stand still
 * @param pausedAtMillis since when it stands still, milliseconds since the epoch; null while a
 *     trainer may still be at it
 * @param stop whether it is to end with what it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunInterventions(boolean pause, @Nullable Long pausedAtMillis, boolean stop) {
  /** Nothing has been asked. */
  public static final RunInterventions NONE = new RunInterventions(false, null, false);

  /** Stand still once no trainer is at it. */
  public RunInterventions paused() {
    return new RunInterventions(true, pausedAtMillis, stop);
  }

  /** The same now that no trainer is at it. */
  public RunInterventions standingStill(long nowMillis) {
    return pause && pausedAtMillis == null ? new RunInterventions(true, nowMillis, stop) : this;
  }

  /** Go on. */
  public RunInterventions resumed() {
    return new RunInterventions(false, null, stop);
  }

  /** End with what it has; that ends a pause too. */
  public RunInterventions stopped() {
    return new RunInterventions(false, null, true);
  }
}
