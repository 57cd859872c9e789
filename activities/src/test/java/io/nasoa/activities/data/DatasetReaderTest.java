package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoOpenFiles.class)
class DatasetReaderTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path temporary;

  @Test
  void read_folderAndItsZip_sameIndexAndHash() throws IOException {
    Map<String, byte[]> files = ImageFolders.redAndBlue(4, 2);
    DatasetIndex folder = ImageFolders.read(folder(files));
    DatasetIndex zip = ImageFolders.read(ImageFolders.zip(temporary.resolve("d.zip"), files));
    assertThat(zip.sha256()).isEqualTo(folder.sha256()).matches("[0-9a-f]{64}");
    assertThat(zip.classes()).isEqualTo(folder.classes());
    assertThat(zip.train()).isEqualTo(folder.train()).hasSize(8);
    assertThat(zip.validation()).isEqualTo(folder.validation()).hasSize(4);
  }

  @Test
  void sizes_areThoseOfTheFiles_unreadableOnesAreLeftOut() throws IOException {
    Map<String, byte[]> files = ImageFolders.redAndBlue(2, 1);
    files.put("train/red/000.png", ImageFolders.png(31, 17, Color.RED));
    files.put("train/red/001.png", BYTES);
    DatasetIndex index = ImageFolders.read(ImageFolders.zip(temporary.resolve("d.zip"), files));
    assertThat(ImageFolders.reader().sizes(index, index.train()))
        .containsExactly(new ImageSize(8, 8), new ImageSize(8, 8), new ImageSize(31, 17));
  }

  @Test
  void read_hashFollowsPathsAndBytes() throws IOException {
    Map<String, byte[]> files = ImageFolders.redAndBlue(2, 1);
    String before = hash(files, "a");
    assertThat(hash(files, "elsewhere")).isEqualTo(before);
    files.put("train/red/000.png", BYTES);
    String changed = hash(files, "b");
    assertThat(changed).isNotEqualTo(before);
    files.remove("train/red/000.png");
    files.put("train/red/renamed.png", BYTES);
    assertThat(hash(files, "c")).isNotEqualTo(changed).isNotEqualTo(before);
  }

  @Test
  void read_hashIsPinned() throws IOException {
    // Stored results name this hash: it must never change by accident.
    Map<String, byte[]> files =
        named("train/a/1.png", "train/b/1.png", "val/a/1.png", "val/b/1.png");
    assertThat(hash(files, "pinned"))
        .isEqualTo("31f68b2bf588b001d0f8d51b62fe02bf3cc90fcd6557e93b4409f3af72c12392");
  }

  @Test
  void read_hiddenFilesAndStrayFiles_areNoPartOfTheData() throws IOException {
    Map<String, byte[]> files = ImageFolders.redAndBlue(2, 1);
    String before = hash(files, "a");
    for (String hidden :
        List.of(
            ".DS_Store",
            "train/.DS_Store",
            "train/red/.DS_Store",
            "train/red/Thumbs.db",
            "val/blue/desktop.ini",
            "__MACOSX/train/red/._000.png",
            "train/.cache/x/1.png",
            "README.txt",
            "test/red/1.png")) {
      files.put(hidden, BYTES);
    }
    assertThat(hash(files, "b")).isEqualTo(before);
    Path zip = ImageFolders.zip(temporary.resolve("hidden.zip"), files);
    assertThat(ImageFolders.read(zip).sha256()).isEqualTo(before);
  }

  @Test
  void read_classesInCodePointOrder() throws IOException {
    // U+1F600 is written as surrogates, which String.compareTo puts before U+FF5A.
    DatasetIndex index =
        ImageFolders.read(
            folder(named("Z/1", "Z/2", "a/1", "a/2", "ｚ/1", "ｚ/2", "😀/1", "😀/2", "B/1", "B/2")));
    assertThat(index.classes()).containsExactly("B", "Z", "a", "ｚ", "😀");
  }

  @Test
  void read_classFolders_areSplitPerClass() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      files.put("cat/deep/er/%d.png".formatted(i), new byte[] {(byte) i});
      files.put("dog/%d.png".formatted(i), new byte[] {(byte) i});
    }
    files.put("owl/1.png", BYTES);
    files.put("owl/2.png", BYTES);
    DatasetIndex index = ImageFolders.read(folder(files));
    assertThat(count(index.train(), 0)).isEqualTo(8);
    assertThat(count(index.validation(), 0)).isEqualTo(2);
    assertThat(count(index.train(), 2)).isEqualTo(1);
    assertThat(count(index.validation(), 2)).isEqualTo(1);
    assertThat(Stream.concat(index.train().stream(), index.validation().stream()))
        .extracting(ImageFile::path)
        .containsExactlyInAnyOrderElementsOf(files.keySet());
    assertThat(ImageFolders.read(folder(files)).train()).isEqualTo(index.train());
  }

  @Test
  void read_classesCalledTrainAndVal_whenTheyHoldFiles() throws IOException {
    DatasetIndex index =
        ImageFolders.read(folder(named("train/1", "train/2", "bus/1", "bus/2", "car/1", "car/2")));
    assertThat(index.classes()).containsExactly("bus", "car", "train");
  }

  @Test
  void read_zipWithBackslashesAndDotSlash_likeTheOthers() throws IOException {
    Map<String, byte[]> files = ImageFolders.redAndBlue(2, 1);
    Map<String, byte[]> odd = new TreeMap<>();
    files.forEach((name, bytes) -> odd.put("./" + name.replace('/', '\\'), bytes));
    Path zip = ImageFolders.zip(temporary.resolve("odd.zip"), odd);
    assertThat(ImageFolders.read(zip).sha256()).isEqualTo(hash(files, "plain"));
  }

  @Test
  void read_refusals_nameTheOffender() throws IOException {
    assertRefused(Map.of(), "has no class folders");
    assertRefused(named("1.png", "2.png"), "has no class folders");
    assertRefused(named("cat/1", "cat/2"), "has only one class, 'cat'");
    assertRefused(named("train/cat/1", "val/cat/1"), "has only one class, 'cat'");
    assertRefused(named("cat/1", "cat/2", "dog/1"), "one image of class 'dog'");
    assertRefused(named("cat/1", "cat/2", "dog/"), "no images of class 'dog' in dog/");
    assertRefused(
        named("train/cat/1", "train/dog/", "val/cat/1", "val/dog/1"),
        "no images of class 'dog' in train/dog/");
    assertRefused(
        named("train/cat/1", "train/dog/Thumbs.db", "val/cat/1", "val/dog/1"),
        "no images of class 'dog' in train/dog/");
    assertRefused(
        named("train/cat/1", "train/dog/1", "val/cat/1", "val/dog/"),
        "no images of class 'dog' in val/dog/");
    assertRefused(
        named("train/cat/1", "train/dog/1", "val/cat/1"), "no class 'dog' in val/, but in train/");
    assertRefused(
        named("train/cat/1", "val/cat/1", "val/dog/1"), "no class 'dog' in train/, but in val/");
    assertRefused(named("train/cat/1", "train/dog/1"), "has no class folders in val/");
    assertRefused(named("val/cat/1", "val/dog/1"), "has no class folders in train/");
    assertRefused(named("set/train/cat/1", "set/val/cat/1"), "has only one class, 'set'");
  }

  @Test
  void read_notFound_orNoFolder() throws IOException {
    assertThatThrownBy(() -> ImageFolders.read(temporary.resolve("nowhere")))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("data '%s' was not found", temporary.resolve("nowhere"));
    assertThatThrownBy(() -> ImageFolders.read(temporary.resolve("nowhere.zip")))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("nowhere.zip' was not found");
    Path file = Files.write(temporary.resolve("file.txt"), BYTES);
    assertThatThrownBy(() -> ImageFolders.read(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("is neither a folder nor a file whose name ends in .zip");
    Path folder = Files.createDirectory(temporary.resolve("folder.zip"));
    assertThatThrownBy(() -> ImageFolders.read(folder))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("is not a zip file");
  }

  @Test
  void read_brokenLinkOrTooManyFiles_refused() throws IOException {
    Path folder = folder(ImageFolders.redAndBlue(2, 1));
    ArchiveLimits four = new ArchiveLimits(4, 1 << 20, 1 << 20, 200);
    assertThatThrownBy(
            () ->
                new DatasetReader(DataRoots.EVERYTHING, four)
                    .read(new DataReference.Folder(folder)))
        .hasMessageContaining("holds more than 4 files");
    Files.createSymbolicLink(folder.resolve("train/red/link.png"), Path.of("nothing"));
    assertThatThrownBy(() -> ImageFolders.read(folder))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("'train/red/link.png'")
        .hasMessageContaining("is not a regular file");
  }

  @Test
  void read_linkLoop_refused() throws IOException {
    Path folder = folder(ImageFolders.redAndBlue(2, 1));
    Files.createSymbolicLink(folder.resolve("train/red/loop"), folder);
    assertThatThrownBy(() -> ImageFolders.read(folder))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("train/red/loop");
  }

  @Test
  void read_outsideTheDataRoots_refused() throws IOException {
    Path inside = Files.createDirectory(temporary.resolve("inside"));
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    ImageFolders.folder(inside.resolve("data"), ImageFolders.redAndBlue(2, 1));
    ImageFolders.folder(outside.resolve("data"), ImageFolders.redAndBlue(2, 1));
    Path zip = ImageFolders.zip(outside.resolve("d.zip"), ImageFolders.redAndBlue(2, 1));
    Files.createSymbolicLink(inside.resolve("link"), outside);
    DatasetReader reader = new DatasetReader(new DataRoots(List.of(inside)), ArchiveLimits.DEFAULT);

    assertThat(reader.read(DataReference.parse(inside + "/data")).classes()).hasSize(2);
    for (String path :
        List.of(
            outside + "/data",
            outside + "/nowhere",
            zip.toString(),
            inside + "/../outside/data",
            inside + "/link/data",
            temporary + "/inside-not")) {
      assertThatThrownBy(() -> reader.read(DataReference.parse(path)))
          .as(path)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("lies outside the allowed dataRoots");
    }
  }

  @Test
  void read_linkThatLeavesTheDataRoots_refused() throws IOException {
    Path inside = Files.createDirectory(temporary.resolve("inside"));
    Path secret = Files.write(temporary.resolve("secret.png"), BYTES);
    Path folder = ImageFolders.folder(inside.resolve("data"), ImageFolders.redAndBlue(2, 1));
    DatasetReader reader = new DatasetReader(new DataRoots(List.of(inside)), ArchiveLimits.DEFAULT);
    Path link = Files.createSymbolicLink(folder.resolve("train/red/x.png"), secret);
    assertThatThrownBy(() -> reader.read(new DataReference.Folder(folder)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("'train/red/x.png'")
        .hasMessageContaining("leaves the allowed dataRoots");
    Files.delete(link);
    Files.createSymbolicLink(folder.resolve("train/red/x.png"), folder.resolve("val/red/000.png"));
    assertThat(reader.read(new DataReference.Folder(folder)).train()).hasSize(5);
  }

  private void assertRefused(Map<String, byte[]> files, String message) throws IOException {
    Path folder = folder(files);
    Path zip = ImageFolders.zip(Files.createTempFile(temporary, "data", ".zip"), files);
    for (Path data : List.of(folder, zip)) {
      assertThatThrownBy(() -> ImageFolders.read(data))
          .as("%s %s", data, files.keySet())
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining(data.toString())
          .hasMessageContaining(message);
    }
  }

  private Path folder(Map<String, byte[]> files) throws IOException {
    return ImageFolders.folder(Files.createTempDirectory(temporary, "data"), files);
  }

  private String hash(Map<String, byte[]> files, String name) throws IOException {
    return ImageFolders.read(ImageFolders.folder(temporary.resolve(name), files)).sha256();
  }

  private static Map<String, byte[]> named(String... names) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : names) {
      files.put(name, name.getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private static long count(List<ImageFile> files, int label) {
    return files.stream().filter(file -> file.label() == label).count();
  }
}
