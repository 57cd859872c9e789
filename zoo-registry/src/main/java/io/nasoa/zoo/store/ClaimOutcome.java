package io.nasoa.zoo.store;

/** What became of a submitted request. */
public sealed interface ClaimOutcome {
  /** The caller owns a new run and is to start it. */
  record Started(int run) implements ClaimOutcome {}

  /** The same request is active already. */
  record Attached(int run, TaskState state) implements ClaimOutcome {}

  /** The same request has succeeded; this is its result. */
  record Finished(int run, String resultJson) implements ClaimOutcome {}

  /** The id belongs to another request. */
  record Conflict(String taskId, String existingRequestJson) implements ClaimOutcome {}
}
