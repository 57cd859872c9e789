package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoOpenFiles.class)
class RealDataTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @CsvSource({
    "trashnet.zip,6,853,284",
    "gtsrb-traffic-signs.zip,20,1774,626",
    "mnist-sample.zip,10,1120,380",
    "pacs-sketch6.zip,6,810,270",
    "scene15.zip,15,1120,373"
  })
  void load_realZip_everyImage(String name, int classes, int train, int validation) {
    DatasetIndex index = ImageFolders.read(RealData.file(name));
    try (DecodedDataset decoded = cache("cache").load(index, 32)) {
      assertThat(decoded.classes()).hasSize(classes);
      assertThat(decoded.train().size()).isEqualTo(train);
      assertThat(decoded.validation().size()).isEqualTo(validation);
      assertThat(decoded.skipped()).isEmpty();
    }
  }

  @Test
  void load_realZipAndItsFolder_sameHashAndPixels() throws IOException {
    Path zip = RealData.file("bccd-blood-cells.zip");
    Path folder = unpacked(zip);
    DatasetIndex fromZip = ImageFolders.read(zip);
    DatasetIndex fromFolder = ImageFolders.read(folder);
    assertThat(fromFolder.sha256()).isEqualTo(fromZip.sha256());
    try (DecodedDataset one = cache("one").load(fromZip, 64);
        DecodedDataset two = cache("two").load(fromFolder, 64)) {
      assertThat(two.train().size()).isEqualTo(one.train().size());
      byte[] expected = new byte[3 * 64 * 64];
      byte[] actual = new byte[3 * 64 * 64];
      for (int i = 0; i < one.train().size(); i++) {
        one.train().read(i, expected);
        two.train().read(i, actual);
        assertThat(actual).isEqualTo(expected);
        assertThat(two.train().label(i)).isEqualTo(one.train().label(i));
      }
    }
  }

  @Test
  void withheld_isTheDrawOfItsComment() {
    DatasetIndex index = ImageFolders.read(RealData.file("source-tiny-imagenet-100.zip"));
    int[] order = IntStream.range(0, index.classes().size()).toArray();
    SplitMix64.shuffle(order, 20);
    Set<String> drawn = new TreeSet<>();
    IntStream.range(0, 20).forEach(i -> drawn.add(index.classes().get(order[i])));
    assertThat(SourceClasses.withheld()).isEqualTo(drawn);

    DatasetIndex source = index.withoutClasses(SourceClasses.withheld());
    assertThat(source.classes()).hasSize(80).doesNotContainAnyElementsOf(drawn);
    assertThat(source.train()).hasSize(80 * 225);
    assertThat(source.validation()).hasSize(80 * 75);
  }

  private ImageCache cache(String name) {
    return new ImageCache(temporary.resolve(name), ImageFolders.reader(), new ImageDecoder(), 2);
  }

  private Path unpacked(Path zip) throws IOException {
    Path folder = temporary.resolve("unpacked");
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(entries, file);
      }
    }
    return folder;
  }
}
