package io.nasoa.workflows.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a trial. One that diverges or takes its trainer down again and again is an
 * outcome, no failure of its run.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param steps optimiser steps done by this trial, those before a trunk that it went on from not
 * @param fitAccuracy of the final weights on FIT, 0 to 1; null when it diverged or failed
 * @param selectAccuracy of the final weights on SELECT; null when it diverged or failed
 * @param cost in reference seconds; null when it failed
 * @param wallSeconds active seconds of all attempts by the clock
 * @param cpuSeconds processor time of the attempt that finished
 * @param weights path of the final weights, relative to the artifact root; null when there are none
 * @param weightsSha256 their hash; null when there are none
 * @param device what it was trained on; null when it failed
 * @param bitIdentical whether no attempt went on from another engine's or machine's checkpoint
 * @param versions engine, libtorch, instruction set, threads
 * @param diverged whether the loss left the finite numbers
 * @param failure one sentence when it failed for a reason of its own, else null
 * @param trunk where a longer branch can go on from; null when there is none
 */
public record TrialOutcome(
    int schema,
    int steps,
    @Nullable Double fitAccuracy,
    @Nullable Double selectAccuracy,
    @Nullable TrialCost cost,
    double wallSeconds,
    double cpuSeconds,
    @Nullable String weights,
    @Nullable String weightsSha256,
    @Nullable String device,
    boolean bitIdentical,
    SortedMap<String, String> versions,
    boolean diverged,
    @Nullable String failure,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TrunkCheckpoint trunk) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  private static final int LONGEST_FAILURE = 200;

  public TrialOutcome {
    versions = orEmpty(versions);
  }

  private static SortedMap<String, String> orEmpty(@Nullable SortedMap<String, String> map) {
    return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
  }

  /** The outcome of a trial that leaves no trunk. */
  public TrialOutcome(
      int schema,
      int steps,
      @Nullable Double fitAccuracy,
      @Nullable Double selectAccuracy,
      @Nullable TrialCost cost,
      double wallSeconds,
      double cpuSeconds,
      @Nullable String weights,
      @Nullable String weightsSha256,
      @Nullable String device,
      boolean bitIdentical,
      SortedMap<String, String> versions,
      boolean diverged,
      @Nullable String failure) {
    this(
        schema,
        steps,
        fitAccuracy,
        selectAccuracy,
        cost,
        wallSeconds,
        cpuSeconds,
        weights,
        weightsSha256,
        device,
        bitIdentical,
        versions,
        diverged,
        failure,
        null);
  }

  /** The same with what a longer branch can go on from. */
  public TrialOutcome withTrunk(TrunkCheckpoint checkpoint) {
    return copy(weights, checkpoint);
  }

  /** The same with the place of its weights. */
  public TrialOutcome withWeights(String path) {
    return copy(path, trunk);
  }

  private TrialOutcome copy(@Nullable String path, @Nullable TrunkCheckpoint checkpoint) {
    return new TrialOutcome(
        schema,
        steps,
        fitAccuracy,
        selectAccuracy,
        cost,
        wallSeconds,
        cpuSeconds,
        path,
        weightsSha256,
        device,
        bitIdentical,
        versions,
        diverged,
        failure,
        checkpoint);
  }

  /** Why there is no accuracy. */
  public static TrialOutcome failed(String sentence, double seconds) {
    String told = sentence.isBlank() ? "failed without a message" : sentence;
    String cut = told.length() <= LONGEST_FAILURE ? told : told.substring(0, LONGEST_FAILURE);
    return new TrialOutcome(
        SCHEMA,
        0,
        null,
        null,
        null,
        seconds,
        0,
        null,
        null,
        null,
        true,
        new TreeMap<>(),
        false,
        cut);
  }
}
