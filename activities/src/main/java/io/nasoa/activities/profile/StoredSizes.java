package io.nasoa.activities.profile;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.ImageFile;
import io.nasoa.activities.data.ImageSize;
import java.util.List;

/** Tells the sizes of images as they are stored. */
@FunctionalInterface
public interface StoredSizes {
  /** Sizes of some files of an index; those that cannot be read are left out. */
  List<ImageSize> of(DatasetIndex index, List<ImageFile> files);
}
