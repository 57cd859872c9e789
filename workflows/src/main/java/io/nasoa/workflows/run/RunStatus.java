package io.nasoa.workflows.run;

import io.nasoa.workflows.tuning.TaskState;

/** Where long work stands. */
public interface RunStatus {
  /** The client's name of it. */
  String id();

  /** Where it stands. */
  TaskState state();
}
