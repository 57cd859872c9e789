package io.nasoa.zoo.planning;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known about policies: how much each is trusted, how far the gains that it claims are
 * off, and how far expected outcomes are off. Immutable; a function of the ordered log, and the
 * same JSON for the same log.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param hedge the policies' weights
 * @param gainErrors by policy: claimed less actual gain over the safe proposal
 * @param outcomeErrors size of expected less actual outcome
 */
public record PolicyState(
    int schema,
    PolicyHedge hedge,
    SortedMap<Policy, ConformalErrors> gainErrors,
    ConformalErrors outcomeErrors) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  /**
   * What a task taught.
   *
   * @param dataset origin of the task's data
   * @param expected outcome of what was run, in the predictor's unit
   * @param actual outcome of what was run
   * @param outcomes of what each policy had proposed; those that did not run as predicted
   * @param observed the policies whose proposals ran
   * @param gainErrors by policy: by how much its proposal was less ahead than it had claimed
   */
  public record Lesson(
      String dataset,
      double expected,
      double actual,
      Map<Policy, Double> outcomes,
      Set<Policy> observed,
      Map<Policy, Double> gainErrors) {

    /** The same, but nothing about gains. */
    public Lesson withoutGainErrors() {
      return new Lesson(dataset, expected, actual, outcomes, observed, Map.of());
    }
  }

  public PolicyState {
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "the state of the policies has schema %d, this version reads %d"
              .formatted(schema, SCHEMA));
    }
    gainErrors = Collections.unmodifiableSortedMap(new TreeMap<>(gainErrors));
  }

  /** Nothing known. */
  public static PolicyState start() {
    return new PolicyState(SCHEMA, PolicyHedge.start(), new TreeMap<>(), ConformalErrors.start());
  }

  /** Takes up a task. */
  public PolicyState learn(Lesson lesson) {
    SortedMap<Policy, ConformalErrors> errors = new TreeMap<>(gainErrors);
    lesson
        .gainErrors()
        .forEach(
            (policy, error) -> {
              ConformalErrors known = errors.getOrDefault(policy, ConformalErrors.start());
              errors.put(policy, known.with(lesson.dataset(), error));
            });
    return new PolicyState(
        SCHEMA,
        hedge.learn(lesson.outcomes(), lesson.observed()),
        errors,
        outcomeErrors.with(lesson.dataset(), Math.abs(lesson.expected() - lesson.actual())));
  }

  /** What a gain that a policy claims may be too high by, with this confidence. */
  public double gainError(Policy policy, double confidence) {
    return gainErrors.getOrDefault(policy, ConformalErrors.start()).bound(confidence);
  }
}
