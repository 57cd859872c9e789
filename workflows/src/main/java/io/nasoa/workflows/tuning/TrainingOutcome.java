package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a training left behind.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param steps optimiser steps in the model
 * @param endedBy what ended it
 * @param modelPath the model directory or file, relative to the artifact root
 * @param modelSha256 hash of the canonical safetensors file
 * @param threads native threads it ran with
 * @param device the device it ran on
 * @param versions what it was computed with: engine, libtorch, instruction set, Java ...
 * @param bitIdentical whether another run of that many steps gives the same bytes: false when it
 *     was resumed under another engine, instruction set or thread count
 * @param attempts how often it was started, drains not counted
 * @param ledger its seconds over all attempts: load, train, evaluate, checkpoint, lost, down
 * @param decisions what was decided on the way, one sentence each: every resizing of the schedule;
 *     null for none
 */
public record TrainingOutcome(
    int schema,
    int steps,
    EndedBy endedBy,
    String modelPath,
    String modelSha256,
    int threads,
    String device,
    SortedMap<String, String> versions,
    boolean bitIdentical,
    int attempts,
    Ledger ledger,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> decisions) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public TrainingOutcome {
    versions = sorted(versions);
    decisions = decisions == null || decisions.isEmpty() ? null : List.copyOf(decisions);
  }

  /** Of a training that went as planned. */
  public TrainingOutcome(
      int schema,
      int steps,
      EndedBy endedBy,
      String modelPath,
      String modelSha256,
      int threads,
      String device,
      SortedMap<String, String> versions,
      boolean bitIdentical,
      int attempts,
      Ledger ledger) {
    this(
        schema,
        steps,
        endedBy,
        modelPath,
        modelSha256,
        threads,
        device,
        versions,
        bitIdentical,
        attempts,
        ledger,
        null);
  }

  private static SortedMap<String, String> sorted(@Nullable Map<String, String> map) {
    return map == null ? new TreeMap<>() : new TreeMap<>(map);
  }
}
