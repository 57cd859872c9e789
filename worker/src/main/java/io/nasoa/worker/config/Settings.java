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
    TemporalProfile temporal) {
  public Settings {
    dataRoots = List.copyOf(dataRoots);
  }
}
