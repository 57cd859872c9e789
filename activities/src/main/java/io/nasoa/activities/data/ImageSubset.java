package io.nasoa.activities.data;

import java.util.Objects;

/** A view of some images of another set. */
final class ImageSubset implements ImageSet {
  private final ImageSet all;
  private final int[] indices;

  private ImageSubset(ImageSet all, int[] indices) {
    this.all = all;
    this.indices = indices;
  }

  static ImageSubset of(ImageSet all, int[] indices) {
    for (int index : indices) {
      Objects.checkIndex(index, all.size());
    }
    return new ImageSubset(all, indices.clone());
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public int side() {
    return all.side();
  }

  @Override
  public int classes() {
    return all.classes();
  }

  @Override
  public int label(int index) {
    return all.label(indices[index]);
  }

  @Override
  public void read(int index, byte[] target) {
    all.read(indices[index], target);
  }
}
