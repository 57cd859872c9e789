package io.nasoa.activities.data;

import java.util.List;

/**
 * What a cache folder holds; written last, so that a folder with a valid manifest is whole.
 *
 * @param schema version of the folder's layout
 * @param sha256 of the data set
 * @param side resolution in pixels
 * @param classes class names by label
 * @param train number of training images
 * @param validation number of validation images, which follow the training images
 * @param bytes length of the image file, labels included
 * @param crc32c checksum of the image file: it finds damage, not forgery
 * @param skipped corrupt files
 */
record CacheManifest(
    int schema,
    String sha256,
    int side,
    List<String> classes,
    int train,
    int validation,
    long bytes,
    long crc32c,
    List<DecodedDataset.Skipped> skipped) {
  static final int SCHEMA = 1;

  CacheManifest {
    classes = List.copyOf(classes);
    skipped = List.copyOf(skipped);
  }

  /** Whether this is the manifest of that data set at that resolution, in this layout. */
  boolean describes(DatasetIndex index, int resolution) {
    return schema == SCHEMA
        && sha256.equals(index.sha256())
        && side == resolution
        && classes.equals(index.classes())
        && bytes == (long) (train + validation) * (3L * side * side + Integer.BYTES)
        && train + validation + skipped.size() == index.train().size() + index.validation().size();
  }
}
