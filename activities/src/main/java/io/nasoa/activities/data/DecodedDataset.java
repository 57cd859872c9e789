package io.nasoa.activities.data;

import java.util.List;

/**
 * A data set's images, decoded at one resolution and mapped from the cache. Thread-safe for
 * reading; after {@link #close()} its image sets refuse to be read.
 */
public final class DecodedDataset implements AutoCloseable {
  private final CacheManifest manifest;
  private final MappedImages train;
  private final MappedImages validation;

  DecodedDataset(CacheManifest manifest, MappedImages train, MappedImages validation) {
    this.manifest = manifest;
    this.train = train;
    this.validation = validation;
  }

  /**
   * A file that was skipped.
   *
   * @param path relative to the data set's root
   * @param reason why it cannot be read
   */
  public record Skipped(String path, String reason) {}

  /** SHA-256 of the data set, see {@link DatasetReader}. */
  public String sha256() {
    return manifest.sha256();
  }

  /** Class names by label. */
  public List<String> classes() {
    return manifest.classes();
  }

  public ImageSet train() {
    return train;
  }

  public ImageSet validation() {
    return validation;
  }

  /** Corrupt files that are in neither set, in path order per split. */
  public List<Skipped> skipped() {
    return manifest.skipped();
  }

  @Override
  public void close() {
    train.release();
    validation.release();
  }
}
