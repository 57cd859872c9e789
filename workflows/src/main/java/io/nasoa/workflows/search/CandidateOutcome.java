package io.nasoa.workflows.search;

import io.nasoa.zoo.search.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * What became of one evaluation: measured, or failed for a reason that lies in the candidate.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param accuracy share of the images of the search half that it gets right, 0 to 1; null when it
 *     failed
 * @param stepTime time of a training step as a ratio to the reference network's; null when it
 *     failed
 * @param stepSeconds the same in seconds; null when it failed
 * @param parameters trainable numbers, 0 where not known
 * @param macs multiply-accumulates of one image, 0 where not known
 * @param memoryBytes most memory of the activations in bytes, 0 where not known
 * @param trainingSeconds what it took
 * @param failure one sentence when it failed, else null
 */
public record CandidateOutcome(
    int schema,
    @Nullable Double accuracy,
    @Nullable Double stepTime,
    @Nullable Double stepSeconds,
    long parameters,
    long macs,
    long memoryBytes,
    double trainingSeconds,
    @Nullable String failure) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** Longer sentences are cut: each stands in the search's state. */
  private static final int LONGEST_FAILURE = 200;

  /** What was measured. */
  public static CandidateOutcome measured(
      double accuracy,
      double stepTime,
      double stepSeconds,
      long parameters,
      long macs,
      long memoryBytes,
      double trainingSeconds) {
    return new CandidateOutcome(
        SCHEMA,
        accuracy,
        stepTime,
        stepSeconds,
        parameters,
        macs,
        memoryBytes,
        trainingSeconds,
        null);
  }

  /** Why there is nothing to measure; the search goes on without the candidate. */
  public static CandidateOutcome failed(String sentence, double trainingSeconds) {
    String told = sentence.isBlank() ? "failed without a message" : sentence;
    String cut = told.length() <= LONGEST_FAILURE ? told : told.substring(0, LONGEST_FAILURE);
    return new CandidateOutcome(SCHEMA, null, null, null, 0, 0, 0, trainingSeconds, cut);
  }

  /** The same as the search can take it: numbers that are none become a failure. */
  public CandidateOutcome checked() {
    if (failure != null) {
      return failed(failure, trainingSeconds);
    }
    boolean usable =
        accuracy != null
            && Double.isFinite(accuracy)
            && stepTime != null
            && Double.isFinite(stepTime)
            && stepTime >= 0
            && parameters >= 0
            && macs >= 0
            && memoryBytes >= 0;
    return usable
        ? this
        : failed(
            "measured accuracy %s and step time %s, which no search can use"
                .formatted(accuracy, stepTime),
            trainingSeconds);
  }

  /** What the search is told; null when it failed. */
  public @Nullable Measurement measurement() {
    return failure != null || accuracy == null || stepTime == null
        ? null
        : new Measurement(accuracy, stepTime, parameters, macs, memoryBytes);
  }
}
