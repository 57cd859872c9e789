package io.nasoa.activities.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.training.Evaluation;
import io.nasoa.zoo.profile.LabelledFeatures;
import io.nasoa.zoo.profile.ProfileJson;
import io.nasoa.zoo.profile.SourceMeans;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Class means of the source under a zoo model, one file {@code <weights sha256>-<schema>.json} a
 * model. They are computed once, where the source data are; where the file is missing, so is the
 * similarity in every profile. Thread-safe.
 */
public final class SourceMeansFiles {
  /** Most source classes that a data set is compared with. */
  public static final int MOST_CLASSES = 200;

  /** Most images that a class mean is taken of. */
  public static final int MOST_IMAGES_OF_A_CLASS = 200;

  private static final Logger log = LoggerFactory.getLogger(SourceMeansFiles.class);

  private final Path directory;

  /**
   * @param directory where the files lie; made when missing
   */
  public SourceMeansFiles(Path directory) {
    this.directory = directory;
  }

  /** The class means of a model; a file that cannot be read counts as none. */
  public Optional<SourceMeans> find(ZooEntry entry) {
    Path file = file(entry);
    try {
      SourceMeans means = ProfileJson.readSourceMeans(Files.readString(file, UTF_8));
      if (means.weightsSha256().equals(entry.weightsSha256())) {
        return Optional.of(means);
      }
      log.warn("source means {} belong to the weights {}", file, means.weightsSha256());
    } catch (NoSuchFileException e) {
      log.debug("there are no source means {}", file);
    } catch (IOException | IllegalArgumentException e) {
      log.warn("source means {} cannot be used: {}", file, e.getMessage());
    }
    return Optional.empty();
  }

  /**
   * Computes the class means and writes their file.
   *
   * @param network the entry's network
   * @param source what the zoo was trained on, without the classes withheld from it
   * @param train its decoded training images, at the entry's resolution
   * @throws UncheckedIOException when the thread was interrupted
   * @throws IOException if the file cannot be written
   */
  public SourceMeans compute(ZooEntry entry, Network network, DatasetIndex source, ImageSet train)
      throws IOException {
    long seed = BalancedSample.seedOf(source.sha256());
    int[] labels = BalancedSample.classes(train.classes(), MOST_CLASSES, seed);
    ImageSet sample =
        train.subset(BalancedSample.ofEach(train, labels, MOST_IMAGES_OF_A_CLASS, seed));
    int[] ofSample = IntStream.range(0, sample.size()).map(sample::label).toArray();
    LabelledFeatures features =
        new LabelledFeatures(Evaluation.features(network, sample), ofSample, train.classes());
    int[] counts = BalancedSample.counts(train);
    SourceMeans means =
        SourceMeans.of(
            entry.name(),
            entry.weightsSha256(),
            source.sha256(),
            features,
            source.classes(),
            Arrays.stream(labels).filter(label -> counts[label] > 0).toArray(),
            counts);
    Files.createDirectories(directory);
    AtomicFiles.write(file(entry), (ProfileJson.write(means) + "\n").getBytes(UTF_8));
    return means;
  }

  private Path file(ZooEntry entry) {
    return directory.resolve("%s-%d.json".formatted(entry.weightsSha256(), SourceMeans.SCHEMA));
  }
}
