package io.nasoa.workflows.tuning;

import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Tells {@link TaskAttributes#STATE} to the server, once for each change and only where the run's
 * input says that it may. Histories recorded before have no such input, so they replay unchanged.
 */
final class StateAttribute {
  private @Nullable TaskState told;

  void tell(FineTuningState state, TaskState now) {
    if (Boolean.TRUE.equals(state.searchable()) && now != told) {
      told = now;
      Workflow.upsertTypedSearchAttributes(TaskAttributes.STATE.valueSet(now.name()));
    }
  }
}
