package io.nasoa.activities.training;

import io.nasoa.workflows.tuning.Ledger;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds a ledger's events up to seconds by phase. Every interval between two events belongs to
 * exactly one phase, so the sum is the elapsed time by construction.
 */
final class LedgerFold {
  private final Map<LedgerPhase, Double> seconds = new EnumMap<>(LedgerPhase.class);
  private final Map<Integer, Double> trainedAtCheckpoint = new HashMap<>();
  private LedgerPhase phase = LedgerPhase.QUEUE;
  private long last = Long.MIN_VALUE;

  private LedgerFold() {}

  /** Seconds by phase up to the last event, the events in the order of the file. */
  static Ledger of(List<LedgerEvent> events) {
    LedgerFold fold = new LedgerFold();
    events.forEach(fold::add);
    return fold.result();
  }

  /** The phase that is open after the last event; a task that has not begun is queued. */
  static LedgerPhase phaseAfter(List<LedgerEvent> events) {
    LedgerFold fold = new LedgerFold();
    events.forEach(fold::add);
    return fold.phase;
  }

  private void add(LedgerEvent event) {
    if (last != Long.MIN_VALUE) {
      boolean unattended = event.kind() == LedgerEvent.Kind.TAKEN_OVER;
      // A clock that was set back must not make a phase negative.
      double gap = Math.max(0, event.at() - last) / 1000.0;
      seconds.merge(unattended ? LedgerPhase.DOWN : phase, gap, Double::sum);
    }
    last = Math.max(last, event.at());
    switch (event.kind()) {
      case PHASE, TAKEN_OVER -> {
        phase = event.phaseOrQueue();
        if (event.checkpointStep() != null) {
          // A kill may come between the checkpoint's rename and the event that tells of it.
          trainedAtCheckpoint.put(event.step(), seconds(LedgerPhase.TRAIN));
        }
      }
      case CHECKPOINT -> trainedAtCheckpoint.put(event.step(), seconds(LedgerPhase.TRAIN));
      case RESUMED -> moveLost(event.step());
      case ALIVE, END -> {}
    }
  }

  private void moveLost(int step) {
    double trained = seconds(LedgerPhase.TRAIN);
    double kept = trainedAtCheckpoint.getOrDefault(step, 0.0);
    double lost = Math.max(0, trained - kept);
    seconds.merge(LedgerPhase.LOST, lost, Double::sum);
    seconds.put(LedgerPhase.TRAIN, trained - lost);
    trainedAtCheckpoint.values().removeIf(value -> value > kept);
  }

  private double seconds(LedgerPhase wanted) {
    return seconds.getOrDefault(wanted, 0.0);
  }

  private Ledger result() {
    return new Ledger(
        seconds(LedgerPhase.QUEUE),
        seconds(LedgerPhase.PROFILE),
        seconds(LedgerPhase.PLAN),
        seconds(LedgerPhase.LOAD),
        seconds(LedgerPhase.TRAIN),
        seconds(LedgerPhase.EVALUATE),
        seconds(LedgerPhase.CHECKPOINT),
        seconds(LedgerPhase.LEARN),
        seconds(LedgerPhase.PAUSED),
        seconds(LedgerPhase.LOST),
        seconds(LedgerPhase.DOWN));
  }
}
