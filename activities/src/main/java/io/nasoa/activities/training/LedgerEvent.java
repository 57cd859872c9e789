package io.nasoa.activities.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code ledger.jsonl}.
 *
 * @param at wall clock in milliseconds since 1970
 * @param kind what happened
 * @param phase the phase that begins, for {@link Kind#PHASE} and {@link Kind#TAKEN_OVER}
 * @param checkpointStep the checkpoint's step, for {@link Kind#CHECKPOINT}, {@link Kind#RESUMED}
 *     and where its writing begins
 * @param note a decision worth keeping, for instance a shortened schedule
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LedgerEvent(
    long at,
    Kind kind,
    @Nullable LedgerPhase phase,
    @Nullable Integer checkpointStep,
    @Nullable String note) {

  /** Note of an attempt that gives its slot back in order. */
  static final String YIELDED = "yielded";

  /** What an event tells. */
  enum Kind {
    /** A phase begins. */
    PHASE,
    /** A sign of life, every second. */
    ALIVE,
    /** Another process or attempt took over; since the last event nobody worked. */
    TAKEN_OVER,
    /** A checkpoint became durable. */
    CHECKPOINT,
    /** Training goes on from that step; what was trained after it is lost. */
    RESUMED,
    /** The task has ended. */
    END
  }

  LedgerPhase phaseOrQueue() {
    return phase == null ? LedgerPhase.QUEUE : phase;
  }

  int step() {
    return checkpointStep == null ? 0 : checkpointStep;
  }
}
