package io.nasoa.activities.tuning;

import ai.djl.Device;
import io.nasoa.activities.data.ArchiveLimits;
import io.nasoa.activities.data.DataReference;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DatasetReader;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.data.ImageCache;
import io.nasoa.activities.data.ImageDecoder;
import io.nasoa.activities.data.ImageFile;
import io.nasoa.activities.data.ImageSize;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.profile.DatasetProfiler;
import io.nasoa.activities.profile.ProfileCache;
import io.nasoa.activities.profile.SourceMeansFiles;
import io.nasoa.activities.training.Pretraining;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What all stages of a trainer share: the artifact root, the engine, decoded data, the clock.
 * Thread-safe.
 */
public final class Trainer {
  private final Path artifactRoot;
  private final DatasetReader reader;
  private final ImageCache cache;
  private final DeviceLeases devices;
  private final Supplier<TorchRuntime> torch;
  private final InstantSource clock;
  private final ProfileCache profiles;
  private final SourceMeansFiles sourceMeans;

  /**
   * A trainer.
   *
   * @param artifactRoot the directory that all workers share
   * @param roots what data may be read
   * @param devices what its stages compute on
   * @param decodingThreads threads that decode images, at least 1
   * @param torch starts the engine when it is first needed
   */
  public Trainer(
      Path artifactRoot,
      DataRoots roots,
      DeviceLeases devices,
      int decodingThreads,
      Supplier<TorchRuntime> torch,
      InstantSource clock) {
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    this.reader = new DatasetReader(roots, ArchiveLimits.DEFAULT);
    this.cache =
        new ImageCache(
            this.artifactRoot.resolve("cache").resolve("images"),
            reader,
            new ImageDecoder(),
            decodingThreads);
    this.devices = devices;
    this.torch = torch;
    this.clock = clock;
    this.profiles = new ProfileCache(this.artifactRoot.resolve("cache").resolve("profiles"));
    this.sourceMeans =
        new SourceMeansFiles(this.artifactRoot.resolve("cache").resolve("source-means"));
  }

  /** Measures profiles of data sets with networks on a device. */
  DatasetProfiler profiler(Device device) {
    return new DatasetProfiler(
        profiles,
        entry ->
            ModelLoader.described(
                torch(),
                ModelDescription.of(entry),
                artifact(PlanRecords.weightsPath(entry)),
                device),
        sourceMeans,
        reader::sizes,
        clock);
  }

  /** Bytes that one stage may take on a device. */
  double memoryBytes(Device device, String leased) {
    return DeviceMemory.bytes(device) / devices.slots(leased);
  }

  TaskFiles files(String taskId) {
    return new TaskFiles(artifactRoot, taskId);
  }

  /** What a data set holds; refuses unusable data by name. */
  public DatasetIndex index(String data) {
    return reader.read(DataReference.parse(data));
  }

  /** The decoded images, from the cache where they are known. */
  public DecodedDataset decoded(DatasetIndex index, int resolution) {
    return cache.load(index, resolution);
  }

  /**
   * A pretraining on this trainer's engine and decoded images.
   *
   * @param device {@code cpu} or {@code cuda:N}
   */
  public Pretraining pretraining(String device) {
    return new Pretraining(torch(), cache, clock, torch().device(device));
  }

  /**
   * Waits for a device that nobody else has until the lease is closed.
   *
   * @param wanted {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws IllegalArgumentException if this trainer has no device of that class
   * @throws UncheckedIOException when the thread is interrupted meanwhile
   */
  public DeviceLeases.Lease lease(String wanted) {
    try {
      return devices.take(wanted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while waiting for " + wanted));
    }
  }

  /** Sizes of some images as they are stored; those that cannot be read are left out. */
  public List<ImageSize> sizes(DatasetIndex index, List<ImageFile> files) {
    return reader.sizes(index, files);
  }

  /** A file or directory below the artifact root. */
  public Path artifact(String relative) {
    return artifactRoot.resolve(relative);
  }

  /** The engine; the first call starts it. */
  public TorchRuntime torch() {
    return torch.get();
  }

  /** Tells the time of all that this trainer records. */
  public InstantSource clock() {
    return clock;
  }
}
