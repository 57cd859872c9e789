package io.nasoa.activities.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Hand-assembled pickles and checkpoints, valid and hostile, without any Python. */
final class CheckpointFixture {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A pickle of protocol 2 so far empty. */
  static CheckpointFixture pickle() {
    return new CheckpointFixture().op(0x80, 2);
  }

  CheckpointFixture op(int... codes) {
    for (int code : codes) {
      bytes.write(code);
    }
    return this;
  }

  CheckpointFixture op(String codes) {
    bytes.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  CheckpointFixture number(long value) {
    ByteBuffer buffer = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    bytes.writeBytes(buffer.put((byte) 0x8a).put((byte) 8).putLong(value).array());
    return this;
  }

  CheckpointFixture text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.allocate(5 + utf8.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.writeBytes(buffer.put((byte) 'X').putInt(utf8.length).put(utf8).array());
    return this;
  }

  CheckpointFixture global(String module, String name) {
    return op("c" + module + "\n" + name + "\n");
  }

  CheckpointFixture numbers(List<Long> values) {
    op("(");
    values.forEach(this::number);
    return op("t");
  }

  /** {@code _rebuild_tensor_v2} of a FloatStorage. */
  CheckpointFixture tensor(
      String key, long storageElements, long offset, List<Long> shape, List<Long> strides) {
    global("torch._utils", "_rebuild_tensor_v2").op("((");
    text("storage").global("torch", "FloatStorage").text(key).text("cpu").number(storageElements);
    op("tQ").number(offset).numbers(shape).numbers(strides).op(0x89).op("}tR");
    return this;
  }

  /** The whole pickle. */
  byte[] end() {
    byte[] whole = Arrays.copyOf(bytes.toByteArray(), bytes.size() + 1);
    whole[whole.length - 1] = '.';
    return whole;
  }

  /** A state dict with one tensor "w" of two floats in storage "0". */
  static byte[] stateDict() {
    return pickle().op("}(").text("w").tensor("0", 2, 0, List.of(2L), List.of(1L)).op("u").end();
  }

  /** Row-major strides. */
  static List<Long> strides(List<Long> shape) {
    Long[] strides = new Long[shape.size()];
    long stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.get(i);
    }
    return List.of(strides);
  }

  /** A state dict in which all tensors are the beginning of one storage "0" of zeros. */
  static Path zeros(Path file, Map<String, List<Long>> shapes) throws IOException {
    long largest = 1;
    for (List<Long> shape : shapes.values()) {
      largest = Math.max(largest, shape.stream().reduce(1L, (a, b) -> a * b));
    }
    CheckpointFixture pickle = pickle().op("}(");
    for (Map.Entry<String, List<Long>> entry : shapes.entrySet()) {
      List<Long> shape = entry.getValue();
      pickle.text(entry.getKey()).tensor("0", largest, 0, shape, strides(shape));
    }
    byte[] storage = new byte[Math.toIntExact(largest * 4)];
    return zip(file, parts(pickle.op("u").end(), Map.of("0", storage)));
  }

  /** The parts of a ZIP checkpoint. */
  static Map<String, byte[]> parts(byte[] pickle, Map<String, byte[]> storages) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("archive/data.pkl", pickle);
    parts.put("archive/byteorder", "little".getBytes(StandardCharsets.UTF_8));
    storages.forEach((key, content) -> parts.put("archive/data/" + key, content));
    parts.put("archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
    return parts;
  }

  static Path zip(Path file, Map<String, byte[]> parts) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        CRC32 crc = new CRC32();
        crc.update(part.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(part.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  /** A file of the format before PyTorch 1.6 with a storage "0" that claims {@code elements}. */
  static byte[] legacy(byte[] pickle, boolean littleEndian, long elements, byte[] storage) {
    CheckpointFixture file = pickle();
    int[] magic = {0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};
    file.op(magic).op(".").op(0x80, 2).number(1001).op(".");
    file.op(0x80, 2).op("}(").text("little_endian").op(littleEndian ? 0x88 : 0x89).op("u.");
    file.bytes.writeBytes(pickle);
    file.op(0x80, 2).op("](").text("0").op("e.");
    ByteBuffer size = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, elements);
    file.bytes.writeBytes(size.array());
    file.bytes.writeBytes(storage);
    return file.bytes.toByteArray();
  }

  /** Little-endian floats. */
  static byte[] floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }
}
