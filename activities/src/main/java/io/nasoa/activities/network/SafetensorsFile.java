package io.nasoa.activities.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Safetensors files: 8 bytes length of the header (little-endian), JSON header, tensors.
 *
 * <p>Writing is canonical: tensors by element size (widest first, so that every tensor is aligned)
 * and then by name, header without spaces and padded with spaces to a multiple of 8, no {@code
 * __metadata__} unless asked for. The same tensors give the same bytes, whoever wrote them and
 * when.
 *
 * <p>Reading is strict and maps the file into memory: every byte of the data section belongs to
 * exactly one tensor. A file must not change or shrink while its tensors are in use.
 *
 * <p>Stateless and thread-safe.
 */
public final class SafetensorsFile {
  /** Longest header that is read, in bytes; the limit of the reference implementation. */
  public static final long MAX_HEADER_BYTES = 100_000_000;

  private static final int CHUNK_BYTES = 1 << 20;
  private static final int ALIGNMENT = 8;
  private static final Comparator<String> BY_UTF8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private SafetensorsFile() {}

  /**
   * What a file holds.
   *
   * @param tensors by name, in the order of the names; their bytes lie in the mapped file
   * @param metadata the optional {@code __metadata__}, empty where there is none
   */
  public record Contents(
      SortedMap<String, TensorData> tensors, SortedMap<String, String> metadata) {
    public Contents {
      tensors = Collections.unmodifiableSortedMap(tensors);
      metadata = Collections.unmodifiableSortedMap(metadata);
    }
  }

  /**
   * Writes the canonical file atomically (temporary neighbour, sync, rename).
   *
   * @throws IOException if it cannot be written; a file that was there before is then untouched
   */
  public static void write(Path file, Map<String, TensorData> tensors) throws IOException {
    write(file, tensors, Map.of());
  }

  /** As {@link #write(Path, Map)}, guarded as {@link AtomicFiles} does it. */
  public static void write(Path file, Map<String, TensorData> tensors, AtomicFiles.Guard guard)
      throws IOException {
    AtomicFiles.write(file, channel -> writeTo(channel, tensors, Map.of()), guard);
  }

  /** As {@link #write(Path, Map)}, with {@code __metadata__} unless {@code metadata} is empty. */
  public static void write(Path file, Map<String, TensorData> tensors, Map<String, String> metadata)
      throws IOException {
    AtomicFiles.write(file, channel -> writeTo(channel, tensors, metadata));
  }

  /** Writes the canonical bytes to {@code channel}, which stays open. */
  public static void writeTo(
      WritableByteChannel channel, Map<String, TensorData> tensors, Map<String, String> metadata)
      throws IOException {
    List<Map.Entry<String, TensorData>> ordered = canonicalOrder(tensors);
    List<SafetensorsHeader.Entry> entries = new ArrayList<>();
    long offset = 0;
    for (Map.Entry<String, TensorData> tensor : ordered) {
      TensorData data = tensor.getValue();
      long end = offset + data.bytes().remaining();
      entries.add(
          new SafetensorsHeader.Entry(tensor.getKey(), data.type(), data.shape(), offset, end));
      offset = end;
    }
    byte[] json = new SafetensorsHeader(entries, new TreeMap<>(metadata)).toJson();
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (padded > MAX_HEADER_BYTES) {
      throw new IOException(
          "the header of %d tensors has %d bytes, more than the format's %d"
              .formatted(tensors.size(), padded, MAX_HEADER_BYTES));
    }
    ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    writeFully(channel, header.flip());
    for (Map.Entry<String, TensorData> tensor : ordered) {
      writeFully(channel, tensor.getValue().bytes().duplicate());
    }
  }

  /**
   * SHA-256, in lower-case hexadecimal digits, of the file that {@link #write(Path, Map)} would
   * write.
   */
  public static String sha256(Map<String, TensorData> tensors) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
      writeTo(new DigestChannel(digest), tensors, Map.of());
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException("cannot compute a SHA-256 in memory", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Reads a file.
   *
   * @throws InvalidWeightsException if anything in the file is not as the format says, or uses an
   *     element type that is not in {@link TensorData.Type}; the sentence names file and tensor
   * @throws IOException if the file cannot be read
   */
  public static Contents read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidWeightsException(file, "there is no such file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SafetensorsHeader header = readHeader(file, channel);
      long start = channel.position();
      checkOffsets(file, header.entries(), channel.size() - start);
      return new Contents(map(file, channel, start, header.entries()), header.metadata());
    }
  }

  /** Leaves the channel at the start of the data section. */
  private static SafetensorsHeader readHeader(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw new InvalidWeightsException(
          file, "it has %d bytes, fewer than any safetensors file".formatted(size));
    }
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, length);
    long headerBytes = length.getLong(0);
    if (headerBytes < 2 || headerBytes > size - Long.BYTES) {
      throw new InvalidWeightsException(
          file,
          "it is no safetensors file or is truncated: its header claims %s bytes in a file of %d"
              .formatted(Long.toUnsignedString(headerBytes), size));
    }
    if (headerBytes > MAX_HEADER_BYTES) {
      throw new InvalidWeightsException(
          file,
          "its header has %d bytes, more than the allowed %d"
              .formatted(headerBytes, MAX_HEADER_BYTES));
    }
    ByteBuffer text = ByteBuffer.allocate(Math.toIntExact(headerBytes));
    readFully(file, channel, text);
    if (text.get(0) != '{' || indexOf(text.array(), (byte) 0) >= 0) {
      throw new InvalidWeightsException(file, "it is no safetensors file: no JSON header");
    }
    try {
      return SafetensorsHeader.parse(text.array());
    } catch (IOException e) {
      throw new InvalidWeightsException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Every byte of the data section belongs to one tensor, and its length fits type and shape. */
  private static void checkOffsets(Path file, List<SafetensorsHeader.Entry> entries, long available)
      throws InvalidWeightsException {
    List<SafetensorsHeader.Entry> ordered = new ArrayList<>(entries);
    ordered.sort(
        Comparator.comparingLong(SafetensorsHeader.Entry::begin)
            .thenComparingLong(SafetensorsHeader.Entry::end));
    long position = 0;
    for (SafetensorsHeader.Entry entry : ordered) {
      String problem = problem(entry, position, available);
      if (problem != null) {
        throw new InvalidWeightsException(file, SafetensorsHeader.tensor(entry.name()) + problem);
      }
      position = entry.end();
    }
    if (position != available) {
      throw new InvalidWeightsException(
          file,
          "%d bytes follow the last tensor, which belong to none".formatted(available - position));
    }
  }

  private static @Nullable String problem(
      SafetensorsHeader.Entry entry, long position, long available) {
    if (entry.begin() > entry.end() || entry.end() > available) {
      return "lies at bytes %d to %d of a data section of %d: the file is truncated or damaged"
          .formatted(entry.begin(), entry.end(), available);
    }
    if (entry.begin() != position) {
      return "starts at byte %d of the data section, where the tensor before it ends at %d (%s)"
          .formatted(entry.begin(), position, entry.begin() < position ? "overlap" : "gap");
    }
    long expected = expectedBytes(entry);
    long found = entry.end() - entry.begin();
    if (expected != found) {
      return "has %d bytes, but its type %s and shape %s need %s"
          .formatted(found, entry.type(), entry.shape(), expected < 0 ? "far more" : expected);
    }
    if (found > Integer.MAX_VALUE) {
      return "has %d bytes; tensors above 2 GiB cannot be read".formatted(found);
    }
    return null;
  }

  /** Bytes that type and shape need, or -1 where that number exceeds a long. */
  private static long expectedBytes(SafetensorsHeader.Entry entry) {
    if (entry.shape().contains(0L)) {
      return 0;
    }
    long bytes = entry.type().size();
    for (long dimension : entry.shape()) {
      if (bytes > Long.MAX_VALUE / dimension) {
        return -1;
      }
      bytes *= dimension;
    }
    return bytes;
  }

  private static SortedMap<String, TensorData> map(
      Path file, FileChannel channel, long start, List<SafetensorsHeader.Entry> entries)
      throws IOException {
    long size = channel.size() - start;
    // One mapping where it can be (a process may have 65,530), else one for every tensor.
    ByteBuffer whole =
        size <= Integer.MAX_VALUE ? channel.map(FileChannel.MapMode.READ_ONLY, start, size) : null;
    SortedMap<String, TensorData> tensors = new TreeMap<>(BY_UTF8);
    for (SafetensorsHeader.Entry entry : entries) {
      int length = Math.toIntExact(entry.end() - entry.begin());
      ByteBuffer bytes =
          whole != null
              ? whole.slice(Math.toIntExact(entry.begin()), length)
              : channel.map(FileChannel.MapMode.READ_ONLY, start + entry.begin(), length);
      try {
        tensors.put(entry.name(), new TensorData(entry.type(), entry.shape(), bytes));
      } catch (ArithmeticException e) {
        throw new InvalidWeightsException(
            file, SafetensorsHeader.tensor(entry.name()) + "has the shape " + entry.shape());
      }
    }
    return tensors;
  }

  private static List<Map.Entry<String, TensorData>> canonicalOrder(
      Map<String, TensorData> tensors) {
    for (String name : tensors.keySet()) {
      if (name.equals(SafetensorsHeader.METADATA)) {
        throw new IllegalArgumentException("a tensor must not be called " + name);
      }
    }
    List<Map.Entry<String, TensorData>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.comparing(
                (Map.Entry<String, TensorData> entry) -> entry.getValue().type().size(),
                Comparator.reverseOrder())
            .thenComparing(Map.Entry::getKey, BY_UTF8));
    return ordered;
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    // In pieces: a channel copies a heap buffer as a whole into native memory, which it keeps.
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + CHUNK_BYTES));
      channel.write(bytes);
    }
  }

  private static void readFully(Path file, FileChannel channel, ByteBuffer target)
      throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new InvalidWeightsException(file, "it ends inside its header");
      }
    }
  }

  /** Feeds what is written to it into a digest. */
  private record DigestChannel(MessageDigest digest) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) {
      int length = source.remaining();
      digest.update(source);
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
