package io.nasoa.activities.profile;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.ImageFile;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.data.ImageSize;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.training.Evaluation;
import io.nasoa.zoo.profile.ChannelStatistics;
import io.nasoa.zoo.profile.ImageSizes;
import io.nasoa.zoo.profile.LabelledFeatures;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is measured of a balanced sample of a data set's training images. */
final class SampleMeasures {
  /** Between two chunks of images the clock is looked at. */
  private static final int CHUNK = 64;

  private static final int MOST_SIZES = 64;

  private final DatasetIndex index;
  private final ImageSet train;
  private final ImageSet sample;
  private final Allowance allowance;

  SampleMeasures(DatasetIndex index, ImageSet train, Allowance allowance) {
    this.index = index;
    this.train = train;
    this.allowance = allowance;
    long seed = BalancedSample.seedOf(index.sha256());
    this.sample = train.subset(BalancedSample.of(train, DatasetProfiler.MOST_IMAGES, seed));
  }

  /** How many training images each class has. */
  int[] counts() {
    return BalancedSample.counts(train);
  }

  ChannelStatistics channels() {
    double start = allowance.spent();
    ChannelStatistics.Sum sum = new ChannelStatistics.Sum();
    byte[] pixels = new byte[3 * sample.side() * sample.side()];
    for (int i = 0; i < sample.size(); i++) {
      sample.read(i, pixels);
      sum.add(pixels);
    }
    return sum.statistics(allowance.spent() - start);
  }

  /** Sizes of evenly spaced training files; empty when none can be read. */
  Optional<ImageSizes> sizes(StoredSizes stored) {
    double start = allowance.spent();
    List<ImageFile> all = index.train();
    int count = Math.min(MOST_SIZES, all.size());
    List<ImageFile> files =
        IntStream.range(0, count)
            .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
            .toList();
    List<ImageSize> found = stored.of(index, files);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ImageSizes.of(
            found.stream().mapToInt(ImageSize::width).toArray(),
            found.stream().mapToInt(ImageSize::height).toArray(),
            allowance.spent() - start));
  }

  /** The sample under a network; empty when the time is over before all is done. */
  Optional<LabelledFeatures> features(Network network) {
    float[][] rows = new float[sample.size()][];
    for (int from = 0; from < rows.length; from += CHUNK) {
      if (allowance.usedUp()) {
        return Optional.empty();
      }
      int[] chunk = IntStream.range(from, Math.min(rows.length, from + CHUNK)).toArray();
      float[][] part = Evaluation.features(network, sample.subset(chunk));
      System.arraycopy(part, 0, rows, from, part.length);
    }
    int[] labels = IntStream.range(0, sample.size()).map(sample::label).toArray();
    return Optional.of(new LabelledFeatures(rows, labels, sample.classes()));
  }
}
