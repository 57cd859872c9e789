package io.nasoa.activities.profile;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.zoo.profile.DatasetProfile;
import io.nasoa.zoo.profile.SourceSimilarity;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Measures what it can of a data set in the time it is given, the cheapest parts first, and keeps
 * it for the next task on the same data, which goes on where this one had to stop.
 *
 * <p>It sees training images only: {@code val/} is the report set (protocol P1). Thread-safe.
 */
public final class DatasetProfiler {
  /** Most images that features are computed of. */
  public static final int MOST_IMAGES = 512;

  private final ProfileCache cache;
  private final PretrainedNetworks networks;
  private final SourceMeansFiles sourceMeans;
  private final StoredSizes sizes;
  private final InstantSource clock;

  public DatasetProfiler(
      ProfileCache cache,
      PretrainedNetworks networks,
      SourceMeansFiles sourceMeans,
      StoredSizes sizes,
      InstantSource clock) {
    this.cache = cache;
    this.networks = networks;
    this.sourceMeans = sourceMeans;
    this.sizes = sizes;
    this.clock = clock;
  }

  /**
   * The profile of a data set: what was known and what the allowance is enough for. Counts are
   * always there. A part is begun only while there is time; a model only when, by what the one
   * before it took, it will be done in time. The first model of all is given up when time is over.
   *
   * @param index the data set
   * @param train its decoded training images; models of another resolution are left out
   * @param zoo the models to score
   * @param allowanceSeconds seconds that may be spent now; what is known already costs none
   * @throws IOException if a network cannot be read or the profile not be kept
   * @throws java.io.UncheckedIOException when the thread was interrupted
   */
  public DatasetProfile profile(
      DatasetIndex index, ImageSet train, List<ZooEntry> zoo, double allowanceSeconds)
      throws IOException {
    Allowance allowance = new Allowance(clock, allowanceSeconds);
    List<ZooEntry> entries = smallestFirst(zoo, train.side());
    DatasetProfile known =
        cache
            .find(index.sha256())
            .orElseGet(() -> DatasetProfile.of(index.sha256(), BalancedSample.counts(train)));
    DatasetProfile current = current(known, entries);
    DatasetProfile completed = new Measurement(index, train, allowance).complete(current, entries);
    if (!completed.equals(current)) {
      cache.keep(completed);
    }
    return completed;
  }

  private static List<ZooEntry> smallestFirst(List<ZooEntry> zoo, int resolution) {
    return zoo.stream()
        .filter(entry -> entry.resolution() == resolution)
        .sorted(Comparator.comparingLong(ZooEntry::macs).thenComparing(ZooEntry::name))
        .toList();
  }

  /** Without what was measured for models or weights that are not asked for. */
  private static DatasetProfile current(DatasetProfile known, List<ZooEntry> entries) {
    List<String> names =
        entries.stream()
            .filter(entry -> known.scores(entry.name(), entry.weightsSha256()).isPresent())
            .map(ZooEntry::name)
            .toList();
    SourceSimilarity similarity = known.similarity();
    boolean ofSmallest =
        similarity != null
            && !entries.isEmpty()
            && similarity.weightsSha256().equals(entries.get(0).weightsSha256());
    return known.onlyModels(names).withSimilarity(ofSmallest ? similarity : null);
  }

  /** The measuring of what one profile lacks. */
  private final class Measurement {
    private final Allowance allowance;
    private final SampleMeasures measures;

    Measurement(DatasetIndex index, ImageSet train, Allowance allowance) {
      this.allowance = allowance;
      this.measures = new SampleMeasures(index, train, allowance);
    }

    DatasetProfile complete(DatasetProfile known, List<ZooEntry> entries) throws IOException {
      DatasetProfile profile = known;
      if (profile.channels() == null && !allowance.usedUp()) {
        profile = profile.withChannels(measures.channels());
      }
      for (int i = 0; i < entries.size() && fits(profile, entries, i); i++) {
        profile = measured(profile, entries.get(i), i == 0);
        if (i == 0) {
          profile = withSizes(profile);
        }
      }
      return entries.isEmpty() ? withSizes(profile) : profile;
    }

    /** Behind the smallest model: what reading the source again takes is not known before. */
    private DatasetProfile withSizes(DatasetProfile profile) {
      return profile.sizes() != null || allowance.usedUp()
          ? profile
          : measures.sizes(sizes).map(profile::withSizes).orElse(profile);
    }

    /**
     * Whether a model may be begun. Larger ones take less time for each multiply-accumulate, so
     * that the time of the one before errs on the safe side.
     */
    private boolean fits(DatasetProfile profile, List<ZooEntry> entries, int place) {
      ZooEntry entry = entries.get(place);
      if (profile.scores(entry.name(), entry.weightsSha256()).isPresent()) {
        return true;
      }
      double expected =
          entries.subList(0, place).stream()
              .reduce((first, second) -> second)
              .flatMap(before -> expectedSeconds(profile, before, entry))
              .orElse(0.0);
      return !allowance.usedUp() && expected <= allowance.left();
    }

    private static Optional<Double> expectedSeconds(
        DatasetProfile profile, ZooEntry before, ZooEntry entry) {
      return profile
          .scores(before.name(), before.weightsSha256())
          .map(scores -> scores.seconds() * entry.macs() / before.macs());
    }

    private DatasetProfile measured(DatasetProfile profile, ZooEntry entry, boolean smallest)
        throws IOException {
      boolean scored = profile.scores(entry.name(), entry.weightsSha256()).isPresent();
      ModelMeasures model = new ModelMeasures(entry, networks, measures, allowance);
      DatasetProfile result = profile;
      if (!scored) {
        result =
            model.scores().map(found -> profile.withScores(entry.name(), found)).orElse(profile);
      }
      if (smallest && result.similarity() == null && !allowance.usedUp()) {
        result = model.similarity(sourceMeans).map(result::withSimilarity).orElse(result);
      }
      return result;
    }
  }
}
