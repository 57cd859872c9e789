package io.nasoa.activities.data;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Images in a memory-mapped file, {@code 3 * side * side} bytes each, in several mappings because
 * one holds at most 2 GiB. The file may be closed, renamed or deleted meanwhile, but not changed.
 */
final class MappedImages implements ImageSet {
  private final int side;
  private final int classes;
  private final int[] labels;
  private final int imagesPerMapping;
  private volatile MappedByteBuffer @Nullable [] mappings;

  /**
   * Maps the images from {@code offset} on.
   *
   * @param mappingBytes most bytes of one mapping, at least those of one image
   */
  MappedImages(FileChannel file, long offset, int side, int classes, int[] labels, int mappingBytes)
      throws IOException {
    this.side = side;
    this.classes = classes;
    this.labels = labels;
    int imageBytes = imageBytes();
    this.imagesPerMapping = Math.max(1, mappingBytes / imageBytes);
    int count = (labels.length + imagesPerMapping - 1) / imagesPerMapping;
    MappedByteBuffer[] made = new MappedByteBuffer[count];
    for (int i = 0; i < count; i++) {
      long first = (long) i * imagesPerMapping;
      long images = Math.min(imagesPerMapping, labels.length - first);
      made[i] =
          file.map(FileChannel.MapMode.READ_ONLY, offset + first * imageBytes, images * imageBytes);
    }
    this.mappings = made;
  }

  private int imageBytes() {
    return 3 * side * side;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, byte[] target) {
    Objects.checkIndex(index, labels.length);
    MappedByteBuffer[] current = mappings;
    if (current == null) {
      throw new IllegalStateException("the decoded images were closed");
    }
    int at = (index % imagesPerMapping) * imageBytes();
    current[index / imagesPerMapping].get(at, target, 0, imageBytes());
  }

  /** Lets go of the mappings; the collector unmaps them. */
  void release() {
    mappings = null;
  }
}
