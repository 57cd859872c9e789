package io.nasoa.activities.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
  @TempDir Path directory;

  private static TensorData tensor(TensorData.Type type, Random random, Long... shape) {
    int elements = 1;
    for (long dimension : shape) {
      elements *= Math.toIntExact(dimension);
    }
    byte[] bytes = new byte[elements * type.size()];
    random.nextBytes(bytes);
    return new TensorData(type, List.of(shape), ByteBuffer.wrap(bytes));
  }

  private static Map<String, TensorData> sample() {
    Random random = new Random(1);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put("b.weight", tensor(TensorData.Type.F32, random, 2L, 3L));
    tensors.put("a.bytes", tensor(TensorData.Type.U8, random, 3L));
    tensors.put("a.scalar", tensor(TensorData.Type.I64, random));
    tensors.put("a.half", tensor(TensorData.Type.F16, random, 5L));
    tensors.put("a.double", tensor(TensorData.Type.F64, random, 1L, 2L));
    tensors.put("empty", tensor(TensorData.Type.F32, random, 0L, 4L));
    return tensors;
  }

  private Path raw(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    return Files.write(directory.resolve("raw.safetensors"), bytes.array());
  }

  @Test
  void write_thenRead_returnsEveryTensor() throws IOException {
    Path file = directory.resolve("weights.safetensors");

    SafetensorsFile.write(file, sample(), Map.of("licence", "x"));

    SafetensorsFile.Contents contents = SafetensorsFile.read(file);
    assertThat(contents.tensors()).containsExactlyInAnyOrderEntriesOf(sample());
    assertThat(List.copyOf(contents.tensors().keySet())).isSorted();
    assertThat(contents.metadata()).containsExactly(Map.entry("licence", "x"));
  }

  @Test
  void write_fixedTensors_givesTheDocumentedBytes() throws IOException {
    ByteBuffer floats = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 1f);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put("z", new TensorData(TensorData.Type.F32, List.of(1L), floats));
    tensors.put("a", new TensorData(TensorData.Type.U8, List.of(), ByteBuffer.allocate(1)));
    Path file = directory.resolve("golden.safetensors");

    SafetensorsFile.write(file, tensors);

    String header =
        "{\"z\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[4,5]}}";
    String padded = header + " ".repeat((8 - header.length() % 8) % 8);
    String expected =
        new String(new char[] {(char) padded.length()}) + "\0".repeat(7) + padded + "\0\0\u0080?\0";
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void write_anyOrderOfTheMap_givesTheSameBytes(long seed) throws Exception {
    List<Map.Entry<String, TensorData>> entries = new ArrayList<>(sample().entrySet());
    Collections.shuffle(entries, new Random(seed));
    Map<String, TensorData> shuffled = new LinkedHashMap<>();
    entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");

    SafetensorsFile.write(first, sample());
    SafetensorsFile.write(second, shuffled);

    assertThat(second).hasSameBinaryContentAs(first);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(first));
    assertThat(SafetensorsFile.sha256(shuffled)).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void write_tensorLongerThanAChunk_isComplete() throws IOException {
    TensorData large = tensor(TensorData.Type.U8, new Random(3), 3_000_001L);
    Path file = directory.resolve("large");

    SafetensorsFile.write(file, Map.of("large", large));

    assertThat(SafetensorsFile.read(file).tensors()).containsEntry("large", large);
  }

  @Test
  void write_failingHalfWay_keepsThePreviousFileAndLeavesNothing() throws IOException {
    Path file = directory.resolve("kept");
    SafetensorsFile.write(file, sample());
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    channel -> {
                      channel.write(ByteBuffer.allocate(100));
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + file + ": No space left on device");

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void write_intoMissingDirectory_namesTheFile() {
    Path file = directory.resolve("missing/file");
    assertThatThrownBy(() -> SafetensorsFile.write(file, sample()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + ": its directory does not exist");
  }

  @Test
  void read_everyTruncation_isRefused() throws IOException {
    Path file = directory.resolve("whole");
    SafetensorsFile.write(file, sample());
    byte[] whole = Files.readAllBytes(file);
    Path cut = directory.resolve("cut");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SafetensorsFile.read(cut))
          .isInstanceOf(InvalidWeightsException.class)
          .hasMessageContaining(cut.toString());
    }
  }

  @Test
  void read_anyFlippedHeaderByte_readsOrIsRefusedClearly() throws IOException {
    Path file = directory.resolve("whole");
    SafetensorsFile.write(file, sample());
    byte[] whole = Files.readAllBytes(file);
    int header = 8 + ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    Random random = new Random(11);
    Path damaged = directory.resolve("damaged");
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(header)] ^= (byte) (1 << random.nextInt(8));
      Files.write(damaged, bytes);
      try {
        SafetensorsFile.read(damaged);
      } catch (InvalidWeightsException e) {
        refused++;
        assertThat(e).hasMessageStartingWith(damaged + ": ");
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  static Stream<BadFile> badFiles() {
    String one = "{'t':{'dtype':'%s','shape':%s,'data_offsets':%s}}";
    String two =
        "{'s':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},"
            + "'t':{'dtype':'U8','shape':[2],'data_offsets':[%s]}}";
    return Stream.of(
        new BadFile("BF16", one.formatted("BF16", "[1]", "[0,2]"), 2, "'t' has the dtype 'BF16'"),
        new BadFile("short", one.formatted("F32", "[2]", "[0,4]"), 4, "'t' has 4 bytes, but"),
        new BadFile("beyond", one.formatted("U8", "[9]", "[0,9]"), 8, "'t' lies at bytes 0 to 9"),
        new BadFile("reversed", one.formatted("U8", "[1]", "[1,0]"), 1, "'t' lies at bytes 1 to 0"),
        new BadFile("negative", one.formatted("U8", "[-1]", "[0,1]"), 1, "the negative shape -1"),
        new BadFile("offsets", one.formatted("U8", "[1]", "[0]"), 1, "1 data_offsets"),
        new BadFile("fraction", one.formatted("U8", "[1.0]", "[0,1]"), 1, "shape of 't'"),
        new BadFile("huge", one.formatted("U8", "[1e99]", "[0,1]"), 1, "shape of 't'"),
        new BadFile(
            "overflow",
            one.formatted("F64", "[4611686018427387904,4611686018427387904,16]", "[0,8]"),
            8,
            "need far more"),
        new BadFile(
            "zero", one.formatted("U8", "[4611686018427387904,4,0]", "[0,0]"), 0, "has the shape"),
        new BadFile("long", one.formatted("U8", "[99999999999999999999]", "[0,1]"), 1, "range"),
        new BadFile("trailing", one.formatted("U8", "[1]", "[0,1]"), 3, "2 bytes follow"),
        new BadFile("gap", two.formatted("3,5"), 5, "'t' starts at byte 3"),
        new BadFile("overlap", two.formatted("1,3"), 3, "'t' starts at byte 1"),
        new BadFile("same", two.formatted("0,2"), 2, "'t' starts at byte 0"),
        new BadFile("lacking", "{'t':{'dtype':'U8'}}", 0, "'t' lacks one of"),
        new BadFile(
            "extra",
            "{'t':{'dtype':'U8','shape':[],'data_offsets':[0,1],'x':1}}",
            1,
            "unknown field 'x'"),
        new BadFile(
            "duplicate",
            "{'t':{'dtype':'U8','shape':[0],'data_offsets':[0,0]},"
                + "'t':{'dtype':'U8','shape':[0],'data_offsets':[0,0]}}",
            0,
            "Duplicate field 't'"),
        new BadFile("metadata", "{'__metadata__':{'a':1}}", 0, "'__metadata__', key 'a'"),
        new BadFile("array", "[]", 0, "no JSON header"),
        new BadFile("more", "{}{}", 0, "text follows"),
        new BadFile("json", "{'t':", 0, "not valid JSON"),
        new BadFile("scalar", "{'t':3}", 0, "malformed at 't'"));
  }

  record BadFile(String label, String header, int dataBytes, String sentence) {
    @Override
    public String toString() {
      return label;
    }
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void read_badFile_isRefusedInOneSentence(BadFile bad) throws IOException {
    Path file = raw(bad.header().replace('\'', '"'), bad.dataBytes());
    assertThatThrownBy(() -> SafetensorsFile.read(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(bad.sentence());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 200_000_000, Long.MAX_VALUE})
  void read_absurdHeaderLength_isRefused(long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    Path file = Files.write(directory.resolve("absurd"), bytes.array());
    assertThatThrownBy(() -> SafetensorsFile.read(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("its header claims");
  }

  @Test
  void read_missingFileOrDirectory_isRefused() {
    assertThatThrownBy(() -> SafetensorsFile.read(directory.resolve("none")))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> SafetensorsFile.read(directory))
        .isInstanceOf(InvalidWeightsException.class);
  }

  @Test
  void read_manyTimes_leavesNoOpenFile() throws IOException {
    Path file = directory.resolve("handles");
    SafetensorsFile.write(file, sample());
    for (int i = 0; i < 20; i++) {
      SafetensorsFile.read(file);
    }
    Path handles = Path.of("/proc/self/fd");
    if (Files.isDirectory(handles)) {
      try (Stream<Path> open = Files.list(handles)) {
        assertThat(open.filter(handle -> sameFile(handle, file))).isEmpty();
      }
    }
  }

  private static boolean sameFile(Path handle, Path file) {
    try {
      return Files.exists(handle) && Files.isSameFile(handle, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void write_reservedName_isRefused() {
    Path file = directory.resolve("reserved");
    Map<String, TensorData> tensors =
        Map.of("__metadata__", tensor(TensorData.Type.U8, new Random(1), 1L));
    assertThatThrownBy(() -> SafetensorsFile.write(file, tensors))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }
}
