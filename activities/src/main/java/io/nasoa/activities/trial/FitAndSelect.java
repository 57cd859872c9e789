package io.nasoa.activities.trial;

import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.data.Splits;

/**
 * What a trial may look at (protocol P1): parts of {@code train/} that do not overlap.
 *
 * @param fit images to train on
 * @param select images to choose by
 */
record FitAndSelect(ImageSet fit, ImageSet select) {
  /** The split of a seed. */
  static FitAndSelect of(DecodedDataset data, long seed) {
    Splits.Split split = Splits.fitAndSelect(data.train(), data.sha256(), seed);
    return new FitAndSelect(
        data.train().subset(split.first()), data.train().subset(split.second()));
  }
}
