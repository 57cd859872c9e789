package io.nasoa.worker.cli;

/** How a command ends, as the process's exit code. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** The work failed, or was cancelled while the command waited for it. */
  FAILED(1),
  /** Wrong usage: unknown command or option, a missing or contradictory argument. */
  USAGE(2),
  /** Invalid configuration or input: data, an architecture, a checkpoint. */
  INVALID_INPUT(3),
  /** Not found, or in conflict with what is there already. */
  CONFLICT(4),
  /** A backend (Temporal, ...) cannot be reached. */
  UNREACHABLE(5),
  /** No plan fits the budget. */
  NO_FEASIBLE_PLAN(6),
  /** Stopped by a first SIGTERM or SIGINT after a checkpoint; can be resumed. */
  STOPPED(75);

  private final int value;

  ExitCode(int value) {
    this.value = value;
  }

  /** The number that the process ends with. */
  public int value() {
    return value;
  }
}
