package io.nasoa.workflows.tuning;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** The first two stages of a run, without a run. */
public final class PlanPreviewWorkflowImpl implements PlanPreviewWorkflow {
  private static final int RUN = 1;

  @Override
  public PlanPreview run(FineTuningRequest request) {
    int version =
        Workflow.getVersion(
            WorkflowVersions.PLAN_PREVIEW,
            Workflow.DEFAULT_VERSION,
            WorkflowVersions.PLAN_PREVIEW_NEWEST);
    try {
      return plan(request, version >= WorkflowVersions.PLAN_PREVIEW_NEWEST);
    } catch (ActivityFailure failure) {
      throw sentence(failure);
    }
  }

  private static PlanPreview plan(FineTuningRequest request, boolean profileKnowsTheZoo) {
    PlanningMaterial offered = profileKnowsTheZoo ? material(request, null) : null;
    DatasetSummary profile =
        ActivityCalls.profile(request)
            .profile(new ProfileInput(ProfileInput.SCHEMA, request, RUN, offered));
    PlanningMaterial material = material(request, profile);
    FineTuningPlan plan =
        ActivityCalls.plan(request)
            .plan(
                new PlanInput(
                    PlanInput.SCHEMA,
                    request,
                    RUN,
                    profile,
                    material,
                    Ledger.ofProfile(profile.seconds())));
    return new PlanPreview(PlanPreview.SCHEMA, profile, plan);
  }

  private static PlanningMaterial material(
      FineTuningRequest request, @Nullable DatasetSummary profile) {
    return ActivityCalls.record("what the zoo offers")
        .planningMaterial(
            new PlanningMaterialInput(PlanningMaterialInput.SCHEMA, request, profile));
  }

  /** The user's sentence at the top, where a client looks for it. */
  private static TemporalFailure sentence(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure told
        ? ApplicationFailure.newNonRetryableFailure(told.getOriginalMessage(), told.getType())
        : failure;
  }
}
