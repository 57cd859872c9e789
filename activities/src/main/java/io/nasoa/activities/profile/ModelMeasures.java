package io.nasoa.activities.profile;

import io.nasoa.activities.network.Network;
import io.nasoa.zoo.profile.LabelledFeatures;
import io.nasoa.zoo.profile.LogMe;
import io.nasoa.zoo.profile.ModelScores;
import io.nasoa.zoo.profile.NearestClassMean;
import io.nasoa.zoo.profile.SourceMeans;
import io.nasoa.zoo.profile.SourceSimilarity;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What is measured of a data set's sample with one zoo model, whose features are computed once. */
final class ModelMeasures {
  private final ZooEntry entry;
  private final PretrainedNetworks networks;
  private final SampleMeasures sample;
  private final Allowance allowance;
  private @Nullable LabelledFeatures features;

  ModelMeasures(
      ZooEntry entry, PretrainedNetworks networks, SampleMeasures sample, Allowance allowance) {
    this.entry = entry;
    this.networks = networks;
    this.sample = sample;
    this.allowance = allowance;
  }

  /** The model's scores; empty when the time is over before its features are computed. */
  Optional<ModelScores> scores() throws IOException {
    double start = allowance.spent();
    Optional<LabelledFeatures> computed = features();
    if (computed.isEmpty()) {
      return Optional.empty();
    }
    LabelledFeatures found = computed.get();
    boolean usable = found.finite();
    OptionalDouble logMe = usable ? LogMe.score(found) : OptionalDouble.empty();
    OptionalDouble mean = usable ? NearestClassMean.accuracy(found) : OptionalDouble.empty();
    double seconds = allowance.spent() - start;
    return Optional.of(
        new ModelScores(entry.weightsSha256(), found.size(), boxed(logMe), boxed(mean), seconds));
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** How near the source is; empty without the source's class means, or when the time is over. */
  Optional<SourceSimilarity> similarity(SourceMeansFiles files) throws IOException {
    Optional<SourceMeans> means = files.find(entry);
    Optional<LabelledFeatures> computed = means.isEmpty() ? Optional.empty() : features();
    if (computed.isEmpty() || !comparable(computed.get(), means.get())) {
      return Optional.empty();
    }
    double start = allowance.spent();
    SourceMeans source = means.get();
    double distance = SourceSimilarity.distance(computed.get(), sample.counts(), source);
    return Optional.of(
        new SourceSimilarity(
            entry.name(),
            entry.weightsSha256(),
            source.sourceSha256(),
            source.classes().size(),
            distance,
            SourceSimilarity.similarity(distance),
            allowance.spent() - start));
  }

  private static boolean comparable(LabelledFeatures features, SourceMeans source) {
    return features.finite() && features.dimension() == source.dimension();
  }

  private Optional<LabelledFeatures> features() throws IOException {
    if (features == null) {
      try (Network network = networks.open(entry)) {
        features = sample.features(network).orElse(null);
      }
    }
    return Optional.ofNullable(features);
  }
}
