package io.nasoa.workflows.comparison;

import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.hpo.HpoWorkflow;
import io.nasoa.workflows.tuning.TaskState;

/** A search that has ended at once. */
public final class FakeSearch implements HpoWorkflow {
  @Override
  public HpoResult run(HpoState state) {
    return ComparisonSamples.searched();
  }

  @Override
  public HpoStatus status() {
    return HpoStatus.of(HpoState.accepted(ComparisonSamples.search(1), 1, 0), TaskState.SUCCEEDED);
  }

  @Override
  public HpoStatus pause() {
    return status();
  }

  @Override
  public HpoStatus resume() {
    return status();
  }

  @Override
  public HpoStatus stop() {
    return status();
  }

  @Override
  public void checkPause() {}

  @Override
  public void checkResume() {}

  @Override
  public void checkStop() {}
}
