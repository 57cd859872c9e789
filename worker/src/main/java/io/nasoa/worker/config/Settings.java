package io.nasoa.worker.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings of one process.
 *
 * @param dataDir absolute; everything is kept in it
 * @param deployment name of the store in queues and workflow ids
 * @param dataRoots absolute directories in which data may lie; empty = everywhere
 * @param threads native threads of one training, at least 1
 * @param slots trainings at the same time, at least 1
 * @param device {@code cpu} or {@code cuda:N}
 * @param checkpointInterval time between checkpoints of a training
 * @param cacheDir absolute; holds the unpacked native libraries
 * @param temporal which Temporal to use
 */
public record Settings(
    Path dataDir,
    String deployment,
    List<Path> dataRoots,
    int threads,
    int slots,
    String device,
    Duration checkpointInterval,
    Path cacheDir,
    Temporal temporal) {
  public Settings {
    dataRoots = List.copyOf(dataRoots);
  }

  /**
   * Which Temporal is used, from Temporal's own environment variables.
   *
   * @param address {@code TEMPORAL_ADDRESS}; empty = the embedded server of this process
   * @param namespace {@code TEMPORAL_NAMESPACE}
   * @param apiKeyGiven whether {@code TEMPORAL_API_KEY} is set; the key itself stays in the
   *     environment
   */
  public record Temporal(String address, String namespace, boolean apiKeyGiven) {
    /** Whether the server runs in this process. */
    public boolean embedded() {
      return address.isEmpty();
    }
  }
}
