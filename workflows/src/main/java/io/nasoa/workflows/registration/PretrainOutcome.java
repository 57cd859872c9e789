package io.nasoa.workflows.registration;

import org.jspecify.annotations.Nullable;

/**
 * What became of one pretraining: files below the artifact root, or a failure for a reason that
 * lies in the model.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param accuracy of the half-precision model on the reporting half of the source's {@code val/}, 0
 *     to 1; null when it failed
 * @param weights path of its weights, relative to the artifact root; null when it failed
 * @param weightsSha256 their hash; null when it failed
 * @param card path of its model card, relative to the artifact root; null when it failed
 * @param classes outputs of the network, 0 when it failed
 * @param device what it was trained on; null when it failed
 * @param trainingSeconds what it took
 * @param failure one sentence when it failed, else null
 */
public record PretrainOutcome(
    int schema,
    @Nullable Double accuracy,
    @Nullable String weights,
    @Nullable String weightsSha256,
    @Nullable String card,
    int classes,
    @Nullable String device,
    double trainingSeconds,
    @Nullable String failure) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** Longer sentences are cut: each stands in the build's state. */
  private static final int LONGEST_FAILURE = 200;

  /** Why there are no weights; the build goes on without the model. */
  public static PretrainOutcome failed(String sentence, double trainingSeconds) {
    String told = sentence.isBlank() ? "failed without a message" : sentence;
    String cut = told.length() <= LONGEST_FAILURE ? told : told.substring(0, LONGEST_FAILURE);
    return new PretrainOutcome(SCHEMA, null, null, null, null, 0, null, trainingSeconds, cut);
  }
}
