package io.nasoa.zoo.profile;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a data set's training images before anything is trained on them. Parts for which
 * there was no time are missing, not zero. A function of the data, the zoo's weights and nothing
 * else, but for the seconds and for what is missing.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param sha256 hash of the data set
 * @param classes number of classes
 * @param images readable training images
 * @param balance how they spread over the classes
 * @param channels their colours, null when missing
 * @param sizes their sizes as they are stored, null when missing
 * @param similarity how near the source they are, null when missing
 * @param models scores of zoo models by name; a model without an entry is missing
 */
public record DatasetProfile(
    int schema,
    String sha256,
    int classes,
    int images,
    ClassBalance balance,
    @Nullable ChannelStatistics channels,
    @Nullable ImageSizes sizes,
    @Nullable SourceSimilarity similarity,
    SortedMap<String, ModelScores> models) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public DatasetProfile {
    Checks.positive("classes", classes);
    Checks.positive("images", images);
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models == null ? Map.of() : models));
  }

  /** What costs nothing: all other parts are missing. */
  public static DatasetProfile of(String sha256, int[] imagesOfEachClass) {
    int images = IntStream.of(imagesOfEachClass).sum();
    return new DatasetProfile(
        SCHEMA,
        sha256,
        imagesOfEachClass.length,
        images,
        ClassBalance.of(imagesOfEachClass),
        null,
        null,
        null,
        Collections.emptySortedMap());
  }

  /** The scores of a model, if they are known for these very weights. */
  public Optional<ModelScores> scores(String model, String weightsSha256) {
    return Optional.ofNullable(models.get(model))
        .filter(scores -> scores.weightsSha256().equals(weightsSha256));
  }

  /** Seconds that all parts took together. */
  public double totalSeconds() {
    return (channels == null ? 0 : channels.seconds())
        + (sizes == null ? 0 : sizes.seconds())
        + (similarity == null ? 0 : similarity.seconds())
        + models.values().stream().mapToDouble(ModelScores::seconds).sum();
  }

  /** The same with colours. */
  public DatasetProfile withChannels(ChannelStatistics found) {
    return new DatasetProfile(
        schema, sha256, classes, images, balance, found, sizes, similarity, models);
  }

  /** The same with sizes. */
  public DatasetProfile withSizes(ImageSizes found) {
    return new DatasetProfile(
        schema, sha256, classes, images, balance, channels, found, similarity, models);
  }

  /** The same with another similarity, or without one. */
  public DatasetProfile withSimilarity(@Nullable SourceSimilarity found) {
    return new DatasetProfile(
        schema, sha256, classes, images, balance, channels, sizes, found, models);
  }

  /** The same with the scores of a model, in place of older ones. */
  public DatasetProfile withScores(String model, ModelScores scores) {
    TreeMap<String, ModelScores> more = new TreeMap<>(models);
    more.put(model, scores);
    return withModels(more);
  }

  /** The same with the scores of these models only. */
  public DatasetProfile onlyModels(Collection<String> names) {
    TreeMap<String, ModelScores> kept = new TreeMap<>(models);
    kept.keySet().retainAll(names);
    return withModels(kept);
  }

  /** The parts of both; of those that both have, this one's. */
  public DatasetProfile completedBy(DatasetProfile other) {
    TreeMap<String, ModelScores> union = new TreeMap<>(other.models);
    union.putAll(models);
    return new DatasetProfile(
        schema,
        sha256,
        classes,
        images,
        balance,
        channels == null ? other.channels : channels,
        sizes == null ? other.sizes : sizes,
        similarity == null ? other.similarity : similarity,
        union);
  }

  private DatasetProfile withModels(SortedMap<String, ModelScores> scores) {
    return new DatasetProfile(
        schema, sha256, classes, images, balance, channels, sizes, similarity, scores);
  }
}
