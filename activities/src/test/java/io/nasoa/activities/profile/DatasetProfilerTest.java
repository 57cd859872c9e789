package io.nasoa.activities.profile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.activities.data.ArchiveLimits;
import io.nasoa.activities.data.DataReference;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DatasetReader;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.data.ImageCache;
import io.nasoa.activities.data.ImageDecoder;
import io.nasoa.activities.data.ImageFile;
import io.nasoa.activities.data.ImageSize;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.zoo.profile.DatasetProfile;
import io.nasoa.zoo.profile.ImageSizes;
import io.nasoa.zoo.profile.ModelScores;
import io.nasoa.zoo.profile.SourceMeans;
import io.nasoa.zoo.profile.SourceSimilarity;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening a network takes one second here, everything else no time. */
class DatasetProfilerTest {
  private static final List<ZooEntry> ZOO = List.of(FakeZoo.LARGE, FakeZoo.SMALL, FakeZoo.MIDDLE);
  private static final double PLENTY = 1000;

  private final TorchRuntime torch = TorchRuntime.start(1);
  private final FakeZoo zoo = new FakeZoo(torch, 1);
  private final DatasetReader reader =
      new DatasetReader(DataRoots.EVERYTHING, ArchiveLimits.DEFAULT);
  @TempDir private Path temporary;
  private DatasetIndex index;
  private DecodedDataset data;
  private int openArrays;

  @BeforeEach
  void draw() {
    index = reader.read(DataReference.parse("draw:shapes:classes=4,images=200,size=40"));
    data = decoded(index);
    openArrays = torch.openArrays();
  }

  @AfterEach
  void close() {
    data.close();
    assertThat(torch.openArrays()).as("arrays left open").isEqualTo(openArrays);
  }

  private DecodedDataset decoded(DatasetIndex of) {
    return new ImageCache(temporary.resolve("images"), reader, new ImageDecoder(), 1)
        .load(of, FakeZoo.SIDE);
  }

  private SourceMeansFiles sourceMeans() {
    return new SourceMeansFiles(temporary.resolve("source"));
  }

  private DatasetProfile profile(List<ZooEntry> entries, double allowance) throws IOException {
    DatasetProfiler profiler =
        new DatasetProfiler(
            new ProfileCache(temporary.resolve("profiles")),
            zoo,
            sourceMeans(),
            this::trainingSizes,
            zoo);
    return profiler.profile(index, data.train(), entries, allowance);
  }

  private List<ImageSize> trainingSizes(DatasetIndex of, List<ImageFile> files) {
    assertThat(files).isNotEmpty().allMatch(file -> file.path().startsWith("train/"));
    return reader.sizes(of, files);
  }

  @Test
  void profile_noTime_hasCountsOnly() throws IOException {
    DatasetProfile profile = profile(ZOO, 0);
    assertThat(profile).isEqualTo(DatasetProfile.of(index.sha256(), new int[] {40, 40, 40, 40}));
    assertThat(profile.classes()).isEqualTo(4);
    assertThat(profile.balance().entropy()).isGreaterThan(0.999);
    assertThat(zoo.opened()).isEmpty();
  }

  @Test
  void profile_timeForOneModel_lacksTheOthers() throws IOException {
    DatasetProfile profile = profile(ZOO, 1.9);
    assertThat(profile.models()).containsOnlyKeys("small");
    assertThat(requireNonNull(profile.channels()).images()).isEqualTo(160);
    assertThat(profile.sizes()).isEqualTo(new ImageSizes(64, 40, 40, 40, 40, 0));
    assertThat(profile.similarity()).isNull();
    assertThat(zoo.opened()).containsExactly("small");
    assertThat(profile.totalSeconds()).isEqualTo(1);
  }

  /** The clock is looked at between the images: the model is opened, but not scored. */
  @Test
  void profile_timeOverInTheFirstModel_givesItUp() throws IOException {
    DatasetProfile profile = profile(ZOO, 0.5);
    assertThat(profile.models()).isEmpty();
    assertThat(profile.sizes()).isNull();
    assertThat(profile.channels()).isNotNull();
    assertThat(zoo.opened()).containsExactly("small");
  }

  @Test
  void profile_muchTime_hasEveryModelWithSensibleScores() throws IOException {
    DatasetProfile profile = profile(ZOO, PLENTY);
    assertThat(profile.models()).containsOnlyKeys("large", "middle", "small");
    assertThat(zoo.opened()).containsExactly("small", "middle", "large");
    for (ModelScores scores : profile.models().values()) {
      assertThat(scores.images()).isEqualTo(160);
      assertThat(requireNonNull(scores.nearestClassMean())).isBetween(0.25, 1.0);
      assertThat(requireNonNull(scores.logMe())).isBetween(-2.0, 3.0);
    }
    assertThat(requireNonNull(profile.channels()).mean()).allMatch(mean -> mean > 0 && mean < 1);
  }

  @Test
  void profile_again_isTakenFromTheCache() throws IOException {
    DatasetProfile first = profile(ZOO, PLENTY);
    zoo.opened();
    assertThat(profile(ZOO, PLENTY)).isEqualTo(first);
    assertThat(profile(ZOO, 0)).isEqualTo(first);
    assertThat(zoo.opened()).isEmpty();
  }

  @Test
  void profile_withMoreTimeLater_isCompleted() throws IOException {
    DatasetProfile partial = profile(ZOO, 1.9);
    zoo.opened();
    DatasetProfile completed = profile(ZOO, PLENTY);
    assertThat(zoo.opened()).containsExactly("middle", "large");
    assertThat(completed.models()).containsAllEntriesOf(partial.models());
    Files.delete(cacheFile());
    assertThat(profile(ZOO, PLENTY)).as("measured in one go").isEqualTo(completed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"schema\":1}", "{\"schema\":99}", "half"})
  void profile_damagedCacheFile_isMeasuredAgainAndReplaced(String damage) throws IOException {
    DatasetProfile good = profile(List.of(FakeZoo.SMALL), PLENTY);
    String whole = Files.readString(cacheFile());
    Files.writeString(
        cacheFile(), damage.equals("half") ? whole.substring(0, whole.length() / 2) : damage);
    zoo.opened();
    assertThat(profile(List.of(FakeZoo.SMALL), PLENTY)).isEqualTo(good);
    assertThat(zoo.opened()).containsExactly("small");
    assertThat(Files.readString(cacheFile())).isEqualTo(whole);
  }

  @Test
  void profile_otherWeights_areMeasuredAnew() throws IOException {
    profile(List.of(FakeZoo.SMALL, FakeZoo.MIDDLE), PLENTY);
    zoo.opened();
    ZooEntry changed = FakeZoo.entry("middle", "2-_16_1-2", "0d");
    DatasetProfile profile = profile(List.of(FakeZoo.SMALL, changed), PLENTY);
    assertThat(zoo.opened()).containsExactly("middle");
    assertThat(profile.scores("middle", changed.weightsSha256())).isPresent();
    assertThat(profile(List.of(FakeZoo.SMALL), 0).models()).containsOnlyKeys("small");
  }

  @Test
  void profile_modelOfAnotherResolution_isMissing() throws IOException {
    ZooEntry small = FakeZoo.SMALL;
    ZooEntry other =
        new ZooEntry(
            "other",
            small.architecture(),
            small.stem(),
            FakeZoo.SIDE * 2,
            small.classes(),
            List.of(),
            small.parameters(),
            small.macs(),
            "0e".repeat(32),
            "zoo",
            "{}");
    DatasetProfile profile = profile(List.of(other), PLENTY);
    assertThat(profile.models()).isEmpty();
    assertThat(profile.sizes()).isNotNull();
    assertThat(zoo.opened()).isEmpty();
  }

  @Test
  void profile_withSourceMeans_hasTheSimilarityOfTheSmallestModel() throws IOException {
    DatasetProfile without = profile(ZOO, PLENTY);
    SourceMeans means = compute("draw:textures:classes=6,images=120,size=32");
    zoo.opened();
    DatasetProfile with = profile(ZOO, PLENTY);
    SourceSimilarity similarity = requireNonNull(with.similarity());
    assertThat(zoo.opened()).as("for its features only").containsExactly("small");
    assertThat(similarity.model()).isEqualTo("small");
    assertThat(similarity.sourceSha256()).isEqualTo(means.sourceSha256());
    assertThat(similarity.sourceClasses()).isEqualTo(6);
    assertThat(similarity.distance()).isPositive();
    assertThat(similarity.similarity()).isBetween(0.0, 1.0);
    assertThat(with.withSimilarity(null)).isEqualTo(without);
    assertThat(profile(List.of(FakeZoo.MIDDLE), 0).similarity()).isNull();
  }

  @Test
  void profile_ofTheSourceItself_isNearerThanOfOtherData() throws IOException {
    compute("draw:textures:classes=6,images=120,size=32");
    double other = requireNonNull(profile(ZOO, PLENTY).similarity()).distance();
    compute("draw:shapes:classes=4,images=200,size=40");
    Files.delete(cacheFile());
    double same = requireNonNull(profile(ZOO, PLENTY).similarity()).distance();
    assertThat(same).isLessThan(other / 5);
  }

  @Test
  void sourceMeans_written_areFound_damagedOrOthersAreNot() throws IOException {
    assertThat(sourceMeans().find(FakeZoo.SMALL)).isEmpty();
    SourceMeans means = compute("draw:textures:classes=6,images=120,size=32");
    assertThat(means.classes()).extracting(SourceMeans.SourceClass::images).containsOnly(16);
    assertThat(sourceMeans().find(FakeZoo.SMALL)).contains(means);
    assertThat(sourceMeans().find(FakeZoo.LARGE)).isEmpty();
    Path file = onlyFile(temporary.resolve("source"));
    Files.writeString(file, Files.readString(file).substring(100));
    assertThat(sourceMeans().find(FakeZoo.SMALL)).isEmpty();
  }

  @Test
  void keep_withWhatAnotherWrote_losesNothing() throws IOException {
    DatasetProfile full = profile(ZOO, PLENTY);
    ProfileCache cache = new ProfileCache(temporary.resolve("profiles"));
    cache.keep(full.onlyModels(List.of("small")));
    assertThat(cache.find(index.sha256())).contains(full);
    assertThat(cache.find("00".repeat(32))).isEmpty();
  }

  private SourceMeans compute(String source) throws IOException {
    DatasetIndex of = reader.read(DataReference.parse(source));
    try (DecodedDataset images = decoded(of);
        Network network = zoo.open(FakeZoo.SMALL)) {
      return sourceMeans().compute(FakeZoo.SMALL, network, of, images.train());
    }
  }

  private Path cacheFile() throws IOException {
    return onlyFile(temporary.resolve("profiles"));
  }

  private static Path onlyFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
