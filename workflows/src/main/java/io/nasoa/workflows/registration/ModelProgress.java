package io.nasoa.workflows.registration;

import org.jspecify.annotations.Nullable;

/**
 * How far a model of a build is.
 *
 * @param pretrained what became of its training; null until then
 * @param measured what it takes; null until then
 * @param registered whether it is in the zoo; null until then
 */
public record ModelProgress(
    @Nullable PretrainOutcome pretrained,
    @Nullable MeasuredModel measured,
    @Nullable RegisterOutcome registered) {
  /** Nothing is done. */
  public static final ModelProgress NONE = new ModelProgress(null, null, null);

  /** Where that is, in one word. */
  public ModelStage stage() {
    if (failure() != null) {
      return ModelStage.FAILED;
    }
    if (registered != null) {
      return ModelStage.REGISTERED;
    }
    if (measured != null) {
      return ModelStage.MEASURED;
    }
    return pretrained == null ? ModelStage.PRETRAINING : ModelStage.PRETRAINED;
  }

  /** Why the model does not get into the zoo; null if it may. */
  public @Nullable String failure() {
    if (pretrained != null && pretrained.failure() != null) {
      return pretrained.failure();
    }
    return registered == null ? null : registered.failure();
  }

  ModelProgress with(PretrainOutcome outcome) {
    return new ModelProgress(outcome, measured, registered);
  }

  ModelProgress with(MeasuredModel times) {
    return new ModelProgress(pretrained, times, registered);
  }

  ModelProgress with(RegisterOutcome outcome) {
    return new ModelProgress(pretrained, measured, outcome);
  }
}
