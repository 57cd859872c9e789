package io.nasoa.activities.network;

import static io.nasoa.activities.network.CheckpointFixture.floats;
import static io.nasoa.activities.network.CheckpointFixture.pickle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PthReaderTest {
  private static final byte[] TWO = floats(1, -2);

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("model.pth");
  }

  private Path zip(byte[] pickle) throws IOException {
    boolean used = new String(pickle, StandardCharsets.ISO_8859_1).contains("FloatStorage");
    Map<String, byte[]> storages = used ? Map.of("0", TWO) : Map.of();
    return CheckpointFixture.zip(file(), CheckpointFixture.parts(pickle, storages));
  }

  private static void assertRefused(Path file, String words) {
    assertThatThrownBy(() -> PthReader.read(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(words)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void read_zipFormat_returnsTheTensor() throws IOException {
    Map<String, TensorData> tensors = PthReader.read(zip(CheckpointFixture.stateDict()));
    assertThat(tensors)
        .containsExactly(
            Map.entry("w", new TensorData(TensorData.Type.F32, List.of(2L), ByteBuffer.wrap(TWO))));
  }

  @Test
  void read_legacyFormat_returnsTheTensor() throws IOException {
    byte[] content = CheckpointFixture.legacy(CheckpointFixture.stateDict(), true, 2, TWO);
    Map<String, TensorData> tensors = PthReader.read(Files.write(file(), content));
    assertThat(tensors)
        .containsExactly(
            Map.entry("w", new TensorData(TensorData.Type.F32, List.of(2L), ByteBuffer.wrap(TWO))));
  }

  record Hostile(String label, CheckpointFixture pickle, String words) {
    @Override
    public String toString() {
      return label;
    }
  }

  private static Hostile hostile(String label, CheckpointFixture pickle, String words) {
    return new Hostile(label, pickle, words);
  }

  private static Hostile view(
      String label, long offset, List<Long> shape, List<Long> strides, String words) {
    return hostile(
        label, pickle().op("}(").text("w").tensor("0", 2, offset, shape, strides).op("u"), words);
  }

  static Stream<Hostile> hostilePickles() {
    long huge = Long.MAX_VALUE;
    return Stream.of(
        hostile(
            "system",
            pickle().global("posix", "system").text("id").op(0x85).op("R"),
            "'posix.system'"),
        hostile("eval", pickle().text("builtins").text("eval").op(0x93), "'builtins.eval'"),
        hostile("submodule", pickle().global("torch", "load"), "'torch.load'"),
        hostile("dotted", pickle().global("collections", "OrderedDict.x"), "OrderedDict.x'"),
        hostile("control", pickle().global("a\tb", "c"), "'a?b.c'"),
        hostile("newobj", pickle().op("]").op(")").op(0x81), "instruction 0x81"),
        hostile("inst", pickle().op("(").op("ios\nsystem\n"), "instruction 0x69"),
        hostile("extension", pickle().op(0x82, 1), "instruction 0x82"),
        hostile("text protocol", pickle().op("I1\n"), "instruction 0x49"),
        hostile("protocol", pickle().op(0x80, 9), "protocol 9"),
        hostile("call of a dict", pickle().op("}").op(")R"), "calls a dict"),
        hostile(
            "call of a class",
            pickle().global("torch", "FloatStorage").op(")R"),
            "calls the class"),
        hostile(
            "dict of no pairs",
            pickle()
                .global("collections", "OrderedDict")
                .op("]")
                .number(1)
                .op("a")
                .op(0x85)
                .op("R"),
            "of no pairs"),
        hostile("state", pickle().op("}").op("}").text("x").op("N").op("sb"), "attribute 'x'"),
        hostile("state of a list", pickle().op("]").op("}b"), "state of a list"),
        hostile("persistent", pickle().text("module").op("Q"), "no storage"),
        hostile("memo", pickle().op("h").op(7), "the value 7 before"),
        hostile("stack", pickle().op("a"), "a value that is not there"),
        hostile("mark", pickle().op("t"), "a mark is missing"),
        hostile("leftover", pickle().op("NN"), "values left over"),
        hostile("open mark", pickle().op("(N"), "values left over"),
        hostile("twice", pickle().op("}(").text("w").op("N").text("w").op("Nu"), "key 'w' twice"),
        hostile("odd", pickle().op("}(").text("w").op("u"), "key without a value"),
        hostile("append", pickle().op("}").op("Na"), "appends to a dict"),
        hostile("items", pickle().op("]").op("NNs"), "items of a list"),
        hostile("long text", pickle().op("X").op(255, 255, 255, 127), "string of 2147483647"),
        hostile("utf-8", pickle().op("X").op(1, 0, 0, 0, 0xff), "not UTF-8"),
        hostile("cut", pickle().op("X").op(9, 0, 0, 0), "truncated"),
        hostile("self", pickle().op("]").op("q").op(0).op("h").op(0).op("a"), "a list instead"),
        hostile(
            "dict in itself",
            pickle().op("}").op("q").op(0).text("state_dict").op("h").op(0).op("s"),
            "'state_dict' is a dict"),
        hostile("deep", pickle().op("(".repeat(500_000)), "a value that is not there"),
        hostile("endless", pickle().op("N".repeat(1_100_000)), "more than 1000000 instructions"),
        hostile(
            "names",
            pickle().op("}(").text("w").op("N").text("optimizer").op("}u"),
            "'w' is None instead of a tensor"),
        view("beyond", 1, List.of(2L), List.of(1L), "'w' of shape [2]"),
        view("stride", 0, List.of(2L), List.of(2L), "'w' of shape [2]"),
        view("repeated", 0, List.of(3L), List.of(0L), "'w' of shape [3]"),
        view("offset", -1, List.of(1L), List.of(1L), "'w' of shape [1]"),
        view("negative", 0, List.of(-1L), List.of(1L), "'w' has the shape [-1]"),
        view("backwards", 1, List.of(2L), List.of(-1L), "'w' has the shape [2]"),
        view("product", 0, List.of(huge, huge), List.of(0L, 0L), "'w' has the impossible shape"),
        view("far", 0, List.of(2L), List.of(huge), "'w' of shape [2]"),
        view("far offset", huge, List.of(2L), List.of(huge), "'w' has the impossible shape"),
        view("ranks", 0, List.of(1L), List.of(), "'w' has 1 sizes and 0 strides"),
        view("rank", 0, Collections.nCopies(17, 1L), List.of(), "shape of a tensor"));
  }

  @ParameterizedTest
  @MethodSource("hostilePickles")
  void read_hostilePickle_isRefusedInBothFormats(Hostile hostile) throws IOException {
    assertRefused(zip(hostile.pickle().end()), hostile.words());
    byte[] legacy = CheckpointFixture.legacy(hostile.pickle().end(), true, 2, TWO);
    assertThatThrownBy(() -> PthReader.read(Files.write(file(), legacy)))
        .isInstanceOf(InvalidWeightsException.class);
  }

  @Test
  void read_sameListManyTimes_staysSmall() throws IOException {
    CheckpointFixture bomb = pickle().op("](");
    for (int i = 0; i < 10_000; i++) {
      bomb.op("(").text("k" + i).op("Nt");
    }
    bomb.op("e").op("q").op(0).op("(");
    for (int i = 0; i < 100_000; i++) {
      bomb.global("collections", "OrderedDict").op("h").op(0).op(0x85).op("R");
    }
    assertRefused(zip(bomb.op("t").end()), "collections.OrderedDict");
  }

  @Test
  void read_manyCopiesOfOneStorage_areRefused() throws IOException {
    int elements = 1 << 20;
    CheckpointFixture bomb = pickle().op("}(");
    for (int i = 0; i < 1000; i++) {
      List<Long> shape = List.of(2L, elements / 2L);
      bomb.text("w" + i).tensor("0", elements, 0, shape, List.of(1L, 2L));
    }
    Map<String, byte[]> storage = Map.of("0", new byte[elements * 4]);
    CheckpointFixture.zip(file(), CheckpointFixture.parts(bomb.op("u").end(), storage));
    assertRefused(file(), "again and again");
  }

  @Test
  void read_everyTruncation_isRefused() throws IOException {
    byte[] legacy = CheckpointFixture.legacy(CheckpointFixture.stateDict(), true, 2, TWO);
    byte[] zipped = Files.readAllBytes(zip(CheckpointFixture.stateDict()));
    for (byte[] whole : List.of(legacy, zipped)) {
      for (int length = 0; length < whole.length; length++) {
        Path cut = Files.write(file(), Arrays.copyOf(whole, length));
        assertRefused(cut, "it");
      }
    }
  }

  @Test
  void read_anyFlippedBit_readsOrIsRefusedClearly() throws IOException {
    byte[] legacy = CheckpointFixture.legacy(CheckpointFixture.stateDict(), true, 2, TWO);
    byte[] zipped = Files.readAllBytes(zip(CheckpointFixture.stateDict()));
    Random random = new Random(5);
    for (byte[] whole : List.of(legacy, zipped)) {
      for (int i = 0; i < 300; i++) {
        byte[] bytes = whole.clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Path damaged = Files.write(file(), bytes);
        try {
          assertThat(PthReader.read(damaged)).hasSize(1);
        } catch (InvalidWeightsException e) {
          assertThat(e).hasMessageStartingWith(damaged + ": ");
        }
      }
    }
  }

  static Stream<Map.Entry<String, byte[]>> foreignParts() {
    return Stream.of(
        Map.entry("archive/code/evil.py", TWO),
        Map.entry("archive/data/9", TWO),
        Map.entry("elsewhere/data/0", TWO),
        Map.entry("loose", TWO));
  }

  @ParameterizedTest
  @MethodSource("foreignParts")
  void read_partThatNoCheckpointHas_isRefusedByName(Map.Entry<String, byte[]> part)
      throws IOException {
    Map<String, byte[]> parts =
        CheckpointFixture.parts(CheckpointFixture.stateDict(), Map.of("0", TWO));
    parts.put(part.getKey(), part.getValue());
    assertRefused(CheckpointFixture.zip(file(), parts), "'" + part.getKey() + "'");
  }

  @Test
  void read_torchScript_isRefused() throws IOException {
    Map<String, byte[]> parts =
        CheckpointFixture.parts(CheckpointFixture.stateDict(), Map.of("0", TWO));
    parts.put("archive/constants.pkl", pickle().op(")").end());
    assertRefused(CheckpointFixture.zip(file(), parts), "TorchScript");
  }

  @Test
  void read_bigEndian_isRefused() throws IOException {
    Map<String, byte[]> parts =
        CheckpointFixture.parts(CheckpointFixture.stateDict(), Map.of("0", TWO));
    parts.put("archive/byteorder", "big".getBytes(StandardCharsets.UTF_8));
    assertRefused(CheckpointFixture.zip(file(), parts), "byte order is 'big'");
    byte[] legacy = CheckpointFixture.legacy(CheckpointFixture.stateDict(), false, 2, TWO);
    assertRefused(Files.write(file(), legacy), "only little-endian");
  }

  @Test
  void read_storageOfWrongSize_isRefused() throws IOException {
    byte[] pickle = CheckpointFixture.stateDict();
    Map<String, byte[]> parts = CheckpointFixture.parts(pickle, Map.of("0", floats(1)));
    assertRefused(CheckpointFixture.zip(file(), parts), "storage '0' has 4 bytes, but 2 elements");
    byte[] fewer = CheckpointFixture.legacy(pickle, true, 1, floats(1));
    assertRefused(Files.write(file(), fewer), "storage '0' has 1 elements");
    byte[] trailing = CheckpointFixture.legacy(pickle, true, 2, floats(1, 2, 3));
    assertRefused(Files.write(file(), trailing), "4 bytes follow its last storage");
  }

  @Test
  void read_missingStorage_isRefused() throws IOException {
    Map<String, byte[]> parts = CheckpointFixture.parts(CheckpointFixture.stateDict(), Map.of());
    assertRefused(CheckpointFixture.zip(file(), parts), "'archive/data/0' is missing");
  }

  @Test
  void read_flippedByteInStorage_failsItsChecksum() throws IOException {
    byte[] bytes = Files.readAllBytes(zip(CheckpointFixture.stateDict()));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(new String(TWO, StandardCharsets.ISO_8859_1));
    bytes[at + 1] ^= 1;
    assertRefused(Files.write(file(), bytes), "does not have its checksum");
  }

  @Test
  void read_compressedPart_isRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(CheckpointFixture.stateDict());
      zip.closeEntry();
    }
    assertRefused(Files.write(file(), bytes.toByteArray()), "is compressed");
  }

  @Test
  void read_otherFiles_areRefused() throws IOException {
    assertRefused(directory.resolve("none.pth"), "no such file");
    assertRefused(Files.write(file(), new byte[0]), "no PyTorch checkpoint");
    assertRefused(Files.write(file(), new byte[100]), "no PyTorch checkpoint");
    assertRefused(Files.write(file(), pickle().op("}").end()), "no PyTorch checkpoint");
    assertRefused(
        CheckpointFixture.zip(file(), Map.of("mimetype", TWO)), "but no PyTorch checkpoint");
  }

  @Test
  void read_prefixAndWrapper_areTakenOff() throws IOException {
    CheckpointFixture pickle = pickle().op("}").text("state_dict").op("}(");
    pickle.text("module.a").tensor("0", 2, 0, List.of(2L), List.of(1L));
    pickle.text("module.b").tensor("0", 2, 1, List.of(), List.of());
    Map<String, TensorData> tensors =
        new LinkedHashMap<>(PthReader.read(zip(pickle.op("us").end())));
    assertThat(tensors).containsOnlyKeys("a", "b");
    TensorData scalar = new TensorData(TensorData.Type.F32, List.of(), ByteBuffer.wrap(floats(-2)));
    assertThat(tensors).containsEntry("b", scalar);
  }
}
