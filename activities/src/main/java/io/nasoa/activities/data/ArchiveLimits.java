package io.nasoa.activities.data;

/**
 * How much an archive or folder may hold, so that a small hostile file cannot fill memory or disk.
 *
 * @param entries most entries in a zip or files in a folder
 * @param totalBytes most unpacked bytes of a zip
 * @param fileBytes most unpacked bytes of one image file
 * @param ratio most unpacked bytes per byte of the zip file, held once it unpacks to more than
 *     {@code fileBytes}
 */
public record ArchiveLimits(long entries, long totalBytes, long fileBytes, long ratio) {
  /** Two million entries, 64 GiB unpacked, 64 MiB a file, ratio 200. */
  public static final ArchiveLimits DEFAULT =
      new ArchiveLimits(2_000_000, 64L << 30, 64L << 20, 200);

  public ArchiveLimits {
    if (entries < 1 || totalBytes < 1 || fileBytes < 1 || ratio < 1) {
      throw new IllegalArgumentException("archive limits must be positive");
    }
  }
}
