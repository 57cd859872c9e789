package io.nasoa.workflows.tuning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store in memory. */
final class FakeRecords implements TaskRecordActivities {
  final List<FineTuningState> saved = Collections.synchronizedList(new ArrayList<>());
  final List<FinishInput> finished = Collections.synchronizedList(new ArrayList<>());
  final List<ClaimInput> claims = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable FineTuningResult earlier;
  private volatile Runnable onFinish = () -> {};
  private volatile PlanningMaterial material = Samples.material();

  /** Does something whenever an end is recorded, before it is. */
  void onFinish(Runnable action) {
    onFinish = action;
  }

  void offer(PlanningMaterial other) {
    material = other;
  }

  @Override
  public ClaimResult claim(ClaimInput input) {
    claims.add(input);
    FineTuningResult known = earlier;
    return known != null
        ? new ClaimResult(ClaimResult.SCHEMA, null, known)
        : new ClaimResult(
            ClaimResult.SCHEMA,
            FineTuningState.accepted(input.request(), 1, input.submittedAtMillis()),
            null);
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
    onFinish.run();
    finished.add(input);
    return finished.get(0).toResult();
  }
}
