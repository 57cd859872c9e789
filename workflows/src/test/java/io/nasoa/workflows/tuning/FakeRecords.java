package io.nasoa.workflows.tuning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A store in memory. */
final class FakeRecords implements TaskRecordActivities {
  final List<FineTuningState> saved = Collections.synchronizedList(new ArrayList<>());
  final List<FinishInput> finished = Collections.synchronizedList(new ArrayList<>());
  private volatile PlanningMaterial material = Samples.material();

  void offer(PlanningMaterial other) {
    material = other;
  }

  @Override
  public PlanningMaterial planningMaterial(PlanningMaterialInput input) {
    return material;
  }

  @Override
  public void saveState(FineTuningState state) {
    saved.add(state);
  }

  @Override
  public FineTuningResult finish(FinishInput input) {
    finished.add(input);
    return finished.get(0).toResult();
  }
}
