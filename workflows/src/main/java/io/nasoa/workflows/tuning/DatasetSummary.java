package io.nasoa.workflows.tuning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the data looked like; small on purpose, because it travels through every later stage.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param classes number of classes
 * @param trainImages readable images of {@code train/}
 * @param validationImages readable images of {@code val/}
 * @param sha256 hash over (relative path, bytes) in sorted order
 * @param skippedFiles corrupt files, the first {@value #MAX_SKIPPED_LISTED} of them
 * @param skippedCount all corrupt files
 * @param detailsPath file with class names and what else is large, relative to the artifact root;
 *     null when the names can be read from the data itself
 * @param seconds what it took, 0 when the profile of the same data was known
 */
public record DatasetSummary(
    int schema,
    int classes,
    int trainImages,
    int validationImages,
    String sha256,
    List<String> skippedFiles,
    int skippedCount,
    @Nullable String detailsPath,
    double seconds) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** How many corrupt files are listed by name. */
  public static final int MAX_SKIPPED_LISTED = 100;

  public DatasetSummary {
    List<String> listed = Lists.orEmpty(skippedFiles);
    skippedFiles = List.copyOf(listed.subList(0, Math.min(listed.size(), MAX_SKIPPED_LISTED)));
  }
}
