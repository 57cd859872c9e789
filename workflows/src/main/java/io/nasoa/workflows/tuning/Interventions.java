package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the user and the deadline have asked of a run so far.
 *
 * @param pause whether it is to stand still
 * @param pausedAtMillis since when it stands still, milliseconds since the epoch; null while a
 *     trainer may still be at it
 * @param pausedSeconds seconds of the pauses that are over
 * @param finish {@link EndedBy#STOP} or {@link EndedBy#DEADLINE}: end with the weights it has; null
 *     to train on
 * @param extendedSeconds what the budget has grown by
 * @param mostSteps what the plan's steps have grown to with the budget; null for the plan's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Interventions(
    boolean pause,
    @Nullable Long pausedAtMillis,
    double pausedSeconds,
    @Nullable EndedBy finish,
    double extendedSeconds,
    @Nullable Integer mostSteps) {

  /** Nothing has been asked. */
  public static final Interventions NONE = new Interventions(false, null, 0, null, 0, null);

  Interventions paused() {
    return new Interventions(
        true, pausedAtMillis, pausedSeconds, finish, extendedSeconds, mostSteps);
  }

  /** No trainer is at it any more: from now on it stands still, if that is still wanted. */
  Interventions standingStill(long nowMillis) {
    return !pause || pausedAtMillis != null
        ? this
        : new Interventions(true, nowMillis, pausedSeconds, finish, extendedSeconds, mostSteps);
  }

  Interventions resumed(long nowMillis) {
    double stood = pausedAtMillis == null ? 0 : Math.max(0, nowMillis - pausedAtMillis) / 1000.0;
    return new Interventions(
        false, null, pausedSeconds + stood, finish, extendedSeconds, mostSteps);
  }

  Interventions finishing(EndedBy cause) {
    return finish != null
        ? this
        : new Interventions(
            pause, pausedAtMillis, pausedSeconds, cause, extendedSeconds, mostSteps);
  }

  Interventions extended(double seconds, @Nullable Integer steps) {
    return new Interventions(
        pause, pausedAtMillis, pausedSeconds, finish, extendedSeconds + seconds, steps);
  }
}
