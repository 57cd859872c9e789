package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoOpenFiles.class)
class ImageCacheTest {
  @TempDir private Path temporary;
  private Path cacheDirectory;
  private DatasetIndex index;

  @BeforeEach
  void makeData() throws IOException {
    cacheDirectory = temporary.resolve("cache");
    index =
        ImageFolders.read(
            ImageFolders.folder(temporary.resolve("data"), ImageFolders.redAndBlue(7, 3)));
  }

  @Test
  void load_givesEveryImageWithItsLabel() {
    try (DecodedDataset decoded = cache(2).load(index, 8)) {
      assertThat(decoded.classes()).containsExactly("blue", "red");
      assertThat(decoded.train().size()).isEqualTo(14);
      assertThat(decoded.validation().size()).isEqualTo(6);
      assertThat(decoded.skipped()).isEmpty();
      ImageSet train = decoded.train();
      for (int i = 0; i < train.size(); i++) {
        assertThat(train.label(i)).isEqualTo(index.train().get(i).label());
        byte[] pixels = pixels(train, i);
        boolean red = (pixels[0] & 0xFF) >= 200;
        assertThat(decoded.classes().get(train.label(i))).isEqualTo(red ? "red" : "blue");
      }
    }
  }

  @Test
  void load_sameBytesForAnyNumberOfThreads() throws IOException {
    cache(1).load(index, 8).close();
    byte[] one = Files.readAllBytes(imagesFile());
    assertThat(one).hasSize(20 * (3 * 8 * 8 + 4));
    TemporaryFolders.discard(folder());
    cache(5).load(index, 8).close();
    assertThat(Files.readAllBytes(imagesFile())).isEqualTo(one);
  }

  @Test
  void load_secondTimeWithoutReadingTheData() throws IOException {
    cache(1).load(index, 8).close();
    Files.delete(temporary.resolve("data/train/red/000.png"));
    try (DecodedDataset decoded = cache(1).load(index, 8)) {
      assertThat(decoded.train().size()).isEqualTo(14);
    }
  }

  @Test
  void load_manySmallMappings() {
    byte[][] expected;
    try (DecodedDataset decoded = cache(1).load(index, 8)) {
      expected = allPixels(decoded.train());
    }
    ImageCache small =
        new ImageCache(cacheDirectory, ImageFolders.reader(), new ImageDecoder(), 1, 3 * 192 + 50);
    try (DecodedDataset decoded = small.load(index, 8)) {
      assertThat(allPixels(decoded.train())).isDeepEqualTo(expected);
    }
  }

  @Test
  void load_rebuildsAfterAFlippedByte() throws IOException {
    cache(1).load(index, 8).close();
    byte[] good = Files.readAllBytes(imagesFile());
    byte[] damaged = good.clone();
    damaged[100] ^= 1;
    Files.write(imagesFile(), damaged);
    cache(1).load(index, 8).close();
    assertThat(Files.readAllBytes(imagesFile())).isEqualTo(good);
    assertOnlyOneFolder();
  }

  @Test
  void load_rebuildsAfterATruncatedFileOrManifest() throws IOException {
    cache(1).load(index, 8).close();
    byte[] good = Files.readAllBytes(imagesFile());
    Files.write(imagesFile(), new byte[10]);
    cache(1).load(index, 8).close();
    assertThat(Files.readAllBytes(imagesFile())).isEqualTo(good);

    Path manifest = folder().resolve(ImageCache.MANIFEST);
    for (String broken : List.of("", "{\"schema\":1", "null", "{\"schema\":99}")) {
      Files.write(manifest, broken.getBytes(StandardCharsets.UTF_8));
      cache(1).load(index, 8).close();
      assertThat(Files.readString(manifest)).contains("crc32c");
    }
    Files.delete(manifest);
    cache(1).load(index, 8).close();
    assertThat(manifest).exists();
    assertOnlyOneFolder();
  }

  @Test
  void load_manyBuildersAtOnceShareOneFolder() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Callable<byte[][]>> builders = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        builders.add(
            () -> {
              try (DecodedDataset decoded = cache(2).load(index, 8)) {
                return allPixels(decoded.train());
              }
            });
      }
      byte[][] expected = null;
      for (Future<byte[][]> built : pool.invokeAll(builders)) {
        expected = expected == null ? built.get() : expected;
        assertThat(built.get()).isDeepEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
    assertOnlyOneFolder();
  }

  @Test
  void load_listsAndSkipsUpToOnePercentCorrupt() throws IOException {
    DatasetIndex large = withCorrupt(50, 50, 2);
    try (DecodedDataset decoded = cache(2).load(large, 8)) {
      assertThat(decoded.train().size()).isEqualTo(98);
      assertThat(decoded.skipped())
          .extracting(DecodedDataset.Skipped::path)
          .containsExactly("train/blue/000.png", "train/blue/001.png");
      assertThat(decoded.skipped().get(0).reason())
          .isEqualTo("is not a JPEG, PNG, GIF or BMP file");
    }
    try (DecodedDataset again = cache(2).load(large, 8)) {
      assertThat(again.skipped()).hasSize(2);
    }
  }

  @Test
  void load_refusesMoreThanOnePercentCorruptAndNamesThem() throws IOException {
    DatasetIndex large = withCorrupt(50, 50, 3);
    assertThatThrownBy(() -> cache(2).load(large, 8))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("3 of 200 image files are corrupt, at most 1 % may be: ")
        .hasMessageContaining("'train/blue/000.png' is not a JPEG, PNG, GIF or BMP file")
        .hasMessageContaining("train/blue/002.png");
    assertThat(cacheDirectory).isEmptyDirectory();
  }

  @Test
  void load_refusesAClassOfWhichNothingIsReadable() throws IOException {
    Map<String, byte[]> files = ImageFolders.redAndBlue(100, 100);
    files.put("train/grey/1.png", new byte[] {1});
    files.put("val/grey/1.png", ImageFolders.png(8, 8, Color.GRAY));
    DatasetIndex withGrey =
        ImageFolders.read(ImageFolders.folder(temporary.resolve("more"), files));
    assertThatThrownBy(() -> cache(1).load(withGrey, 8))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("class 'grey' has no readable training image");
  }

  @Test
  void close_thenReadingIsRefused() {
    DecodedDataset decoded = cache(1).load(index, 8);
    ImageSet train = decoded.train();
    decoded.close();
    assertThatThrownBy(() -> pixels(train, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void subset_readsTheChosenImagesOnly() {
    try (DecodedDataset decoded = cache(1).load(index, 8)) {
      ImageSet train = decoded.train();
      ImageSet view = train.subset(new int[] {9, 0, 9});
      assertThat(view.size()).isEqualTo(3);
      assertThat(view.label(0)).isEqualTo(train.label(9));
      assertThat(pixels(view, 1)).isEqualTo(pixels(train, 0));
      assertThat(pixels(view, 2)).isEqualTo(pixels(train, 9));
      assertThatThrownBy(() -> train.subset(new int[] {14}))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void withoutClasses_relabelsAndHasItsOwnCache() throws IOException {
    Map<String, byte[]> files = ImageFolders.redAndBlue(3, 2);
    files.put("train/green/1.png", ImageFolders.png(8, 8, Color.GREEN));
    files.put("val/green/1.png", ImageFolders.png(8, 8, Color.GREEN));
    DatasetIndex three = ImageFolders.read(ImageFolders.folder(temporary.resolve("three"), files));
    DatasetIndex two = three.withoutClasses(Set.of("green"));
    assertThat(two.sha256()).isNotEqualTo(three.sha256());
    try (DecodedDataset decoded = cache(1).load(two, 8)) {
      assertThat(decoded.classes()).containsExactly("blue", "red");
      assertThat(decoded.train().size()).isEqualTo(6);
      assertThat(decoded.train().label(5)).isEqualTo(1);
    }
    assertThatThrownBy(() -> three.withoutClasses(Set.of("mauve")))
        .hasMessage("class 'mauve' to leave out is not in the data");
    assertThatThrownBy(() -> two.withoutClasses(Set.of("red")))
        .hasMessageContaining("at least 2 are needed");
  }

  private DatasetIndex withCorrupt(int train, int validation, int corrupt) throws IOException {
    Map<String, byte[]> files = ImageFolders.redAndBlue(train, validation);
    for (int i = 0; i < corrupt; i++) {
      files.put(
          "train/blue/%03d.png".formatted(i), "not an image".getBytes(StandardCharsets.UTF_8));
    }
    return ImageFolders.read(ImageFolders.folder(temporary.resolve("large"), files));
  }

  private ImageCache cache(int threads) {
    return new ImageCache(cacheDirectory, ImageFolders.reader(), new ImageDecoder(), threads);
  }

  private Path folder() {
    return cacheDirectory.resolve(index.sha256() + "-8");
  }

  private Path imagesFile() {
    return folder().resolve(ImageCache.IMAGES);
  }

  private void assertOnlyOneFolder() throws IOException {
    try (Stream<Path> entries = Files.list(cacheDirectory)) {
      assertThat(entries).containsExactly(folder());
    }
  }

  private static byte[] pixels(ImageSet images, int index) {
    byte[] pixels = new byte[3 * images.side() * images.side()];
    images.read(index, pixels);
    return pixels;
  }

  private static byte[][] allPixels(ImageSet images) {
    return IntStream.range(0, images.size())
        .mapToObj(i -> pixels(images, i))
        .toArray(byte[][]::new);
  }
}
