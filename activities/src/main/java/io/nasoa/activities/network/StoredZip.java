package io.nasoa.activities.network;

import static io.nasoa.activities.network.MalformedContentException.quoted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The entries of a ZIP file without compression, mapped into memory instead of copied: checkpoints
 * are larger than the heap. The JDK's reader does not say where an entry's bytes lie. ZIP64 is
 * understood, for PyTorch always writes it. Format: PKWARE's APPNOTE.
 *
 * <p>Confined to one thread; the channel stays the caller's.
 */
final class StoredZip {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 0xffff;
  private static final int MAX_DIRECTORY_BYTES = 1 << 26;
  private static final long IN_EXTRA = 0xffffffffL;

  private final FileChannel channel;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(long header, long size, int crc) {}

  /** Reads the directory at the end of {@code channel}. */
  StoredZip(FileChannel channel) throws IOException {
    this.channel = channel;
    ByteBuffer directory = directory();
    while (directory.hasRemaining()) {
      readEntry(directory);
    }
  }

  /** Names and sizes in bytes, in the directory's order. */
  Map<String, Long> sizes() {
    Map<String, Long> sizes = new LinkedHashMap<>();
    entries.forEach((name, entry) -> sizes.put(name, entry.size()));
    return Collections.unmodifiableMap(sizes);
  }

  /**
   * The content of an entry, checked against its checksum.
   *
   * @throws MalformedContentException if there is none of that name, or it is damaged
   */
  ByteBuffer map(String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new MalformedContentException("its part %s is missing".formatted(quoted(name)));
    }
    if (entry.size() > Integer.MAX_VALUE) {
      throw new MalformedContentException(
          "its part %s has %d bytes; parts above 2 GiB cannot be read"
              .formatted(quoted(name), entry.size()));
    }
    ByteBuffer local = read(entry.header(), 30);
    if (local.getInt(0) != LOCAL_SIGNATURE) {
      throw new MalformedContentException("its part %s is damaged".formatted(quoted(name)));
    }
    long begin =
        entry.header()
            + 30
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    requireInside(begin, entry.size());
    ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, begin, entry.size());
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    if ((int) crc.getValue() != entry.crc()) {
      throw new MalformedContentException(
          "its part %s does not have its checksum: the file is damaged".formatted(quoted(name)));
    }
    return content.order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer directory() throws IOException {
    long size = channel.size();
    int tailBytes = (int) Math.min(size, END_BYTES + MAX_COMMENT_BYTES);
    long tailStart = size - tailBytes;
    ByteBuffer tail = read(tailStart, tailBytes);
    int end = tailBytes - END_BYTES;
    while (end >= 0 && tail.getInt(end) != END_SIGNATURE) {
      end--;
    }
    if (end < 0) {
      throw new MalformedContentException(
          "it is truncated: the end of its ZIP directory is missing");
    }
    long length = Integer.toUnsignedLong(tail.getInt(end + 12));
    long begin = Integer.toUnsignedLong(tail.getInt(end + 16));
    int locator = end - 20;
    if (locator >= 0 && tail.getInt(locator) == END64_LOCATOR_SIGNATURE) {
      ByteBuffer end64 = read(tail.getLong(locator + 8), 56);
      if (end64.getInt(0) != END64_SIGNATURE) {
        throw new MalformedContentException("its ZIP64 directory is damaged");
      }
      length = end64.getLong(40);
      begin = end64.getLong(48);
    }
    if (length < 0 || length > MAX_DIRECTORY_BYTES) {
      throw new MalformedContentException("its ZIP directory has %d bytes".formatted(length));
    }
    return read(begin, (int) length);
  }

  private void readEntry(ByteBuffer directory) throws MalformedContentException {
    int at = directory.position();
    if (directory.remaining() < 46 || directory.getInt(at) != CENTRAL_SIGNATURE) {
      throw new MalformedContentException("its ZIP directory is damaged");
    }
    int nameBytes = Short.toUnsignedInt(directory.getShort(at + 28));
    int extraBytes = Short.toUnsignedInt(directory.getShort(at + 30));
    int commentBytes = Short.toUnsignedInt(directory.getShort(at + 32));
    if (directory.remaining() < 46 + nameBytes + extraBytes + commentBytes) {
      throw new MalformedContentException("its ZIP directory is truncated");
    }
    byte[] bytes = new byte[nameBytes];
    directory.get(at + 46, bytes);
    String name = new String(bytes, StandardCharsets.UTF_8);
    boolean encrypted = (directory.getShort(at + 8) & 1) != 0;
    if (encrypted || directory.getShort(at + 10) != 0) {
      throw new MalformedContentException(
          "its part %s is compressed or encrypted, which PyTorch never does"
              .formatted(quoted(name)));
    }
    ByteBuffer extra = directory.slice(at + 46 + nameBytes, extraBytes);
    Entry entry = entry(directory, at, extra.order(ByteOrder.LITTLE_ENDIAN));
    if (entries.put(name, entry) != null) {
      throw new MalformedContentException("it has the part %s twice".formatted(quoted(name)));
    }
    directory.position(at + 46 + nameBytes + extraBytes + commentBytes);
  }

  private static Entry entry(ByteBuffer directory, int at, ByteBuffer extra)
      throws MalformedContentException {
    long packed = Integer.toUnsignedLong(directory.getInt(at + 20));
    long size = Integer.toUnsignedLong(directory.getInt(at + 24));
    long header = Integer.toUnsignedLong(directory.getInt(at + 42));
    ByteBuffer wide = wideFields(extra);
    // In this order, and only those that do not fit into their 32 bits.
    size = size == IN_EXTRA ? nextWide(wide) : size;
    packed = packed == IN_EXTRA ? nextWide(wide) : packed;
    header = header == IN_EXTRA ? nextWide(wide) : header;
    if (size != packed || size < 0 || header < 0) {
      throw new MalformedContentException("its ZIP directory has an impossible size");
    }
    return new Entry(header, size, directory.getInt(at + 16));
  }

  /** The content of the ZIP64 extra field, empty where there is none. */
  private static ByteBuffer wideFields(ByteBuffer extra) {
    int at = 0;
    while (at + 4 <= extra.limit()) {
      int id = Short.toUnsignedInt(extra.getShort(at));
      int length = Short.toUnsignedInt(extra.getShort(at + 2));
      if (id == 1 && at + 4 + length <= extra.limit()) {
        return extra.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN);
      }
      at += 4 + length;
    }
    return ByteBuffer.allocate(0);
  }

  private static long nextWide(ByteBuffer wide) throws MalformedContentException {
    if (wide.remaining() < Long.BYTES) {
      throw new MalformedContentException("its ZIP directory lacks a 64-bit size");
    }
    return wide.getLong();
  }

  private ByteBuffer read(long begin, int length) throws IOException {
    requireInside(begin, length);
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, begin + buffer.position()) < 0) {
        throw new MalformedContentException("it is truncated");
      }
    }
    return buffer.flip();
  }

  private void requireInside(long begin, long length) throws IOException {
    if (begin < 0 || begin > channel.size() - length) {
      throw new MalformedContentException(
          "it is truncated or damaged: a part lies outside its %d bytes".formatted(channel.size()));
    }
  }
}
