package io.nasoa.workflows.tuning;

import java.util.Optional;

/**
 * Something that a user or the deadline asks of an unfinished run. Asking again for what already
 * holds changes nothing. Pure: the workflow applies it to a run that is worked on, the task's owner
 * to one that nobody works on.
 */
public sealed interface Intervention {
  /** Why a run in this state cannot do it, one sentence; empty when it can. */
  default Optional<String> refusal(FineTuningState run) {
    return Optional.empty();
  }

  /** Whether the stage that is being worked on has to end for it. */
  boolean interrupts(FineTuningState run);

  /** The state of the run after it. */
  FineTuningState applied(FineTuningState run, long nowMillis);

  /** Stand still after a checkpoint, without a slot, until resumed. */
  record Pause() implements Intervention {
    @Override
    public Optional<String> refusal(FineTuningState run) {
      return run.asked().finish() == null
          ? Optional.empty()
          : Optional.of(
              "task %s is finishing with the weights it has and cannot be paused any more"
                  .formatted(run.request().taskId()));
    }

    @Override
    public boolean interrupts(FineTuningState run) {
      return true;
    }

    @Override
    public FineTuningState applied(FineTuningState run, long nowMillis) {
      return run.with(run.asked().paused());
    }
  }

  /** Go on after a pause. */
  record Resume() implements Intervention {
    @Override
    public boolean interrupts(FineTuningState run) {
      return false;
    }

    @Override
    public FineTuningState applied(FineTuningState run, long nowMillis) {
      return run.with(run.asked().resumed(nowMillis));
    }
  }

  /**
   * Finish with the weights it has; where the training is over already, only a pause ends.
   *
   * @param cause {@link EndedBy#STOP} for the user, {@link EndedBy#DEADLINE} for the clock
   */
  record Finish(EndedBy cause) implements Intervention {
    @Override
    public boolean interrupts(FineTuningState run) {
      return run.training() == null && run.asked().finish() == null;
    }

    @Override
    public FineTuningState applied(FineTuningState run, long nowMillis) {
      Interventions going = run.asked().resumed(nowMillis);
      return run.with(run.training() == null ? going.finishing(cause) : going);
    }
  }

  /**
   * Let the budget grow; a plan that has been made grows in proportion.
   *
   * @param schema version of this record, {@value #SCHEMA}
   * @param seconds active seconds more, positive
   */
  record Extend(int schema, double seconds) implements Intervention {
    /** Version of this record. */
    public static final int SCHEMA = 1;

    @Override
    public Optional<String> refusal(FineTuningState run) {
      String task = run.request().taskId();
      if (!(seconds > 0) || !Double.isFinite(seconds)) {
        return Optional.of(
            "task %s can be extended by positive seconds only, not by %s".formatted(task, seconds));
      }
      if (run.request().budgetSeconds() == null) {
        return Optional.of(
            "task %s was given a number of steps, not a budget: there is nothing to extend"
                .formatted(task));
      }
      if (run.training() != null || run.asked().finish() != null) {
        return Optional.of(
            "the training of task %s is over: there is nothing to extend".formatted(task));
      }
      return Optional.empty();
    }

    @Override
    public boolean interrupts(FineTuningState run) {
      return run.nextStage() == Stage.PLAN || run.nextStage() == Stage.FINE_TUNE;
    }

    @Override
    public FineTuningState applied(FineTuningState run, long nowMillis) {
      FineTuningPlan plan = run.plan();
      Double budget = run.grownRequest().budgetSeconds();
      if (plan == null || budget == null) {
        return run.with(run.asked().extended(seconds, null));
      }
      double steps = run.mostSteps(plan) * (budget + seconds) / budget;
      return run.with(run.asked().extended(seconds, (int) Math.min(Integer.MAX_VALUE, steps)));
    }
  }
}
