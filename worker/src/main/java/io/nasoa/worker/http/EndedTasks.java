package io.nasoa.worker.http;

import io.nasoa.workflows.tuning.ClaimInput;
import io.nasoa.workflows.tuning.ClaimResult;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FinishInput;
import io.nasoa.workflows.tuning.PlanningMaterial;
import io.nasoa.workflows.tuning.PlanningMaterialInput;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.workflows.tuning.TaskResult;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's side of tasks, with something to do after each one's end: its report, its metrics.
 * The end is committed by then, and what fails here changes nothing of it.
 */
public final class EndedTasks implements TaskRecordActivities {
  private static final Logger LOG = LoggerFactory.getLogger(EndedTasks.class);

  private final TaskRecordActivities records;
  private final List<Consumer<TaskResult>> afterwards;

  public EndedTasks(TaskRecordActivities records, List<Consumer<TaskResult>> afterwards) {
    this.records = records;
    this.afterwards = List.copyOf(afterwards);
  }

  @Override
  public ClaimResult claim(ClaimInput input) {
    return records.claim(input);
  }

  @Override
  public PlanningMaterial planningMaterial(PlanningMaterialInput input) {
    return records.planningMaterial(input);
  }

  @Override
  public void saveState(FineTuningState state) {
    records.saveState(state);
  }

  @Override
  public FineTuningResult finish(FinishInput input) {
    FineTuningResult result = records.finish(input);
    for (Consumer<TaskResult> work : afterwards) {
      try {
        work.accept(result.task());
      } catch (RuntimeException e) {
        LOG.warn("after the end of task {}: {}", result.task().task(), e.toString());
      }
    }
    return result;
  }
}
