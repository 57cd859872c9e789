package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoOpenFiles.class)
class ZipTreeTest {
  private static final ArchiveLimits SMALL = new ArchiveLimits(10, 60_000, 20_000, 50);

  @TempDir private Path temporary;

  @Test
  void open_entryThatEscapes_refusedByName() throws IOException {
    for (String name :
        List.of(
            "../evil.png",
            "train/../../evil.png",
            "/etc/evil.png",
            "train/red/..",
            "..\\evil.png",
            "C:\\evil.png")) {
      Map<String, byte[]> files = new TreeMap<>(ImageFolders.redAndBlue(2, 1));
      files.put(name, new byte[] {1});
      assertRefused(zip(files), ArchiveLimits.DEFAULT, "the entry '" + name + "', which escapes");
    }
  }

  @Test
  void open_notAZip_refused() throws IOException {
    byte[] good = Files.readAllBytes(zip(ImageFolders.redAndBlue(2, 1)));
    byte[] truncated = Arrays.copyOf(good, good.length / 2);
    for (byte[] bytes :
        List.of(new byte[0], "no zip".getBytes(StandardCharsets.UTF_8), truncated)) {
      assertRefused(
          Files.write(temporary.resolve("bad.zip"), bytes),
          ArchiveLimits.DEFAULT,
          "bad.zip' is not a readable zip file: ");
    }
  }

  @Test
  void open_sameEntryTwice_refused() throws IOException {
    Map<String, byte[]> files =
        Map.of("train/red/aaa1.png", bytes(3), "train/red/aaa2.png", bytes(3));
    Path zip = zip(files);
    replace(zip, "aaa2", "aaa1");
    assertRefused(zip, ArchiveLimits.DEFAULT, "holds the entry 'train/red/aaa1.png' twice");
  }

  @Test
  void open_beyondItsLimits_refused() throws IOException, CorruptImageException {
    Map<String, byte[]> many = new TreeMap<>();
    for (int i = 0; i < 11; i++) {
      many.put("a/%02d".formatted(i), bytes(1));
    }
    assertRefused(zip(many), SMALL, "holds 11 entries, the limit is 10");
    assertRefused(zip(Map.of("a/big", bytes(20_001))), SMALL, "'a/big' of 20001 bytes");
    Map<String, byte[]> total = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      total.put("a/" + i, bytes(19_000));
    }
    assertRefused(zip(total), SMALL, "unpacks to more than 60000 bytes (reached at 'a/3')");
    Map<String, byte[]> zeros = Map.of("a/0", new byte[19_000], "b/1", new byte[19_000]);
    assertRefused(zip(zeros), SMALL, "unpacks to more than 50 times its size");
    assertThat(read(zip(Map.of("a/0", bytes(19_000))), SMALL)).hasSize(19_000);
  }

  @Test
  void read_entryThatUnpacksToMoreThanItDeclares_corrupt() throws IOException {
    Path zip = zip(Map.of("a/0", bytes(1_000)));
    byte[] archive = Files.readAllBytes(zip);
    int directory = indexOf(archive, new byte[] {'P', 'K', 1, 2});
    archive[directory + 24] = 100; // uncompressed size in the central directory
    archive[directory + 25] = 0;
    Files.write(zip, archive);
    assertThatThrownBy(() -> read(zip, SMALL))
        .isInstanceOf(CorruptImageException.class)
        .hasMessage("does not unpack to its declared size");
  }

  @Test
  void read_damagedEntry_corrupt() throws IOException {
    Path zip = zip(Map.of("a/0", bytes(1_000)));
    byte[] archive = Files.readAllBytes(zip);
    archive[300] ^= 1;
    Files.write(zip, archive);
    assertThatThrownBy(() -> read(zip, SMALL)).isInstanceOf(CorruptImageException.class);
  }

  @Test
  void read_damagedEntry_isSkippedWhenFew() throws IOException {
    Path path = zip(ImageFolders.redAndBlue(60, 40));
    byte[] archive = Files.readAllBytes(path);
    int name = indexOf(archive, "train/red/007.png".getBytes(StandardCharsets.UTF_8));
    archive[name + 40] ^= 0x55;
    Files.write(path, archive);
    DatasetIndex index = ImageFolders.read(path);
    ImageCache cache =
        new ImageCache(temporary.resolve("cache"), ImageFolders.reader(), new ImageDecoder(), 2);
    try (DecodedDataset decoded = cache.load(index, 8)) {
      assertThat(decoded.skipped())
          .extracting(DecodedDataset.Skipped::path)
          .containsExactly("train/red/007.png");
    }
  }

  @Test
  void open_zip_isSeenByTheCheckOfOpenFiles() throws IOException {
    Path path = zip(Map.of("a/0", bytes(3)));
    try (ZipTree tree = new ZipTree(path, Files.size(path), SMALL)) {
      assertThat(tree.files()).containsExactly("a/0");
      if (Files.exists(Path.of("/proc/self/fd"))) {
        assertThat(NoOpenFiles.open()).anyMatch(open -> open.endsWith(path.toString()));
      }
    }
  }

  private Path zip(Map<String, byte[]> files) throws IOException {
    return ImageFolders.zip(Files.createTempFile(temporary, "data", ".zip"), files);
  }

  private static byte[] read(Path path, ArchiveLimits limits)
      throws IOException, CorruptImageException {
    try (ZipTree tree = new ZipTree(path, Files.size(path), limits)) {
      return tree.read("a/0");
    }
  }

  private static void assertRefused(Path zip, ArchiveLimits limits, String message) {
    assertThatThrownBy(
            () -> new DatasetReader(DataRoots.EVERYTHING, limits).read(new DataReference.Zip(zip)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(message);
  }

  /** Bytes that deflate cannot shrink. */
  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) SplitMix64.mix(i);
    }
    return bytes;
  }

  private static void replace(Path path, String from, String to) throws IOException {
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    Files.writeString(path, text.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
  }
}
