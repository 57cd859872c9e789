package io.nasoa.activities.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.Fence;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.tuning.FineTuningRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one task: {@code tasks/<id>/} below the artifact root.
 *
 * @param artifactRoot the directory that all workers share
 * @param taskId id of the task
 */
public record TaskFiles(Path artifactRoot, String taskId) {
  private static final ObjectMapper JSON = PayloadJson.newMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  /** The task's directory. */
  public Path directory() {
    return artifactRoot.resolve("tasks").resolve(taskId);
  }

  /** What was asked for, and the number of the run that the other files belong to. */
  public Path request() {
    return directory().resolve("request.yaml");
  }

  /** What was measured of the data. */
  public Path profile() {
    return directory().resolve("profile.json");
  }

  /** The plan. */
  public Path plan() {
    return directory().resolve("plan.json");
  }

  /** One line a step. */
  public Path metrics() {
    return directory().resolve("metrics.jsonl");
  }

  /** Where the time went. */
  public Path ledger() {
    return directory().resolve("ledger.jsonl");
  }

  /** Says which attempt may write: the directory of a {@link Fence}. */
  public Path attempts() {
    return directory().resolve("attempts");
  }

  /** Checkpoints of the training. */
  public Path checkpoints() {
    return directory().resolve("checkpoints");
  }

  /** The fine-tuned weights. */
  public Path model() {
    return directory().resolve("model.safetensors");
  }

  /** What the weights belong to. */
  public Path modelDescription() {
    return directory().resolve("model.json");
  }

  /** A file's path relative to the artifact root, with forward slashes. */
  public String relative(Path file) {
    return artifactRoot.relativize(file).toString().replace('\\', '/');
  }

  /**
   * Makes the directory ready for a run: files of an earlier run of the same task are removed,
   * those of the same run are kept. Only for the holder of the fence.
   */
  void prepare(FineTuningRequest request, int run, AtomicFiles.Guard guard) throws IOException {
    if (Files.exists(request()) && YAML.readTree(request().toFile()).path("run").asInt() == run) {
      return;
    }
    for (Path old : List.of(profile(), plan(), metrics(), ledger(), model(), modelDescription())) {
      guard.check();
      Files.deleteIfExists(old);
    }
    guard.check();
    collectCheckpoints();
    ObjectNode content = JSON.valueToTree(request);
    content.put("run", run);
    AtomicFiles.write(request(), YAML.writeValueAsBytes(content), guard);
  }

  /** Removes half-written files of killed attempts; only for the holder of the fence. */
  void removeAbandoned(AtomicFiles.Guard guard) throws IOException {
    try (Stream<Path> entries = Files.list(directory())) {
      for (Path entry : entries.filter(AtomicFiles::isTemporary).toList()) {
        guard.check();
        Files.deleteIfExists(entry);
      }
    }
  }

  /** Removes the checkpoints, once the run's end is committed and nothing goes on from them. */
  public void collectCheckpoints() throws IOException {
    AtomicFiles.deleteTree(checkpoints());
  }

  /** Writes a value as indented JSON, whole or not at all. */
  static void writeJson(Path file, Object value, AtomicFiles.Guard guard) throws IOException {
    JsonNode tree = JSON.valueToTree(value);
    byte[] text = (tree.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, text, guard);
  }
}
