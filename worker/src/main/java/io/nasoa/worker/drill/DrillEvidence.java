package io.nasoa.worker.drill;

import io.nasoa.activities.training.FileHash;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task left behind, and how it differs from what the undisturbed one left.
 *
 * @param task the stored task
 * @param runs its runs
 * @param result its result
 * @param model hash of {@code model.safetensors}
 * @param metrics lines of {@code metrics.jsonl}
 */
record DrillEvidence(
    StoredTask task, List<TaskRun> runs, TaskResult result, String model, List<String> metrics) {
  /** Between a row's time stamps and the trainers' ledger lie a transaction and a rounding. */
  private static final double CLOCK_SECONDS = 1.5;

  static DrillEvidence of(
      StoredTask task, List<TaskRun> runs, TaskResult result, Path taskDirectory) {
    return new DrillEvidence(
        task,
        runs,
        result,
        hash(taskDirectory.resolve("model.safetensors")),
        lines(taskDirectory.resolve("metrics.jsonl")));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String hash(Path file) {
    try {
      return FileHash.sha256(file);
    } catch (IOException e) {
      return "missing";
    }
  }

  /** What was promised and not kept. */
  List<String> violations(DrillEvidence undisturbed) {
    List<String> found = new ArrayList<>();
    String id = task.id();
    if (result.state() != TaskState.SUCCEEDED) {
      found.add("%s ended as %s: %s".formatted(id, result.state(), result.error()));
      return found;
    }
    if (runs.size() != 1) {
      found.add("%s has %d runs instead of one".formatted(id, runs.size()));
    }
    if (!model.equals(undisturbed.model)) {
      found.add(
          "the model of %s, after %d attempts, differs from the undisturbed one"
              .formatted(id, attempts()));
    }
    if (!metrics.equals(undisturbed.metrics)) {
      found.add(
          "the metrics of %s differ from the undisturbed ones: %s"
              .formatted(id, difference(undisturbed.metrics)));
    }
    if (!String.valueOf(result.accuracy()).equals(String.valueOf(undisturbed.result.accuracy()))) {
      found.add(
          "the accuracy of %s is %s, undisturbed %s"
              .formatted(id, result.accuracy(), undisturbed.result.accuracy()));
    }
    double stored = storedSeconds();
    double told = ledger().elapsedSeconds();
    if (Math.abs(stored - told) > CLOCK_SECONDS) {
      found.add("the ledger of %s sums to %.2f s, but %.2f s passed".formatted(id, told, stored));
    }
    return found;
  }

  /** Where the metrics part, which says what was not made again as it was. */
  private String difference(List<String> undisturbed) {
    int common = Math.min(metrics.size(), undisturbed.size());
    for (int i = 0; i < common; i++) {
      if (!metrics.get(i).equals(undisturbed.get(i))) {
        return "line %d is %s instead of %s".formatted(i + 1, metrics.get(i), undisturbed.get(i));
      }
    }
    return "%d lines instead of %d".formatted(metrics.size(), undisturbed.size());
  }

  /** Where its time went. */
  Ledger ledger() {
    Ledger told = result.ledger();
    return told == null ? Ledger.EMPTY : told;
  }

  /** How often its training was started. */
  int attempts() {
    Integer told = result.attempts();
    return told == null ? 0 : told;
  }

  private double storedSeconds() {
    TaskRun run = runs.get(runs.size() - 1);
    Instant finished = run.finishedAt();
    return finished == null
        ? Double.NaN
        : Duration.between(run.claimedAt(), finished).toMillis() / 1000.0;
  }
}
