package io.nasoa.activities.network;

import static io.nasoa.activities.network.MalformedContentException.quoted;

import io.nasoa.activities.network.Pickled.Dict;
import io.nasoa.activities.network.Pickled.Sequence;
import io.nasoa.activities.network.Pickled.Text;
import io.nasoa.activities.network.Pickled.Truth;
import io.nasoa.activities.network.Pickled.Whole;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of {@code torch.save}: one pickled value and the storages it refers to. Both formats are
 * those of PyTorch's {@code torch/serialization.py}. Every byte is accounted for; parts that no
 * checkpoint has are refused. Confined to one thread.
 */
final class TorchArchive {
  private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final BigInteger LEGACY_PROTOCOL = BigInteger.valueOf(1001);
  private static final int MAX_PICKLE_BYTES = 1 << 26;

  /** Parts of a ZIP checkpoint beside pickle and storages; they say nothing about the tensors. */
  private static final Set<String> KNOWN_PARTS =
      Set.of(
          "version",
          "byteorder",
          ".format_version",
          ".storage_alignment",
          ".data/serialization_id");

  private final Pickled root;
  private final Map<String, TorchStorage> storages;
  private final Map<String, ByteBuffer> contents;

  private TorchArchive(
      Pickled root, Map<String, TorchStorage> storages, Map<String, ByteBuffer> contents) {
    this.root = root;
    this.storages = storages;
    this.contents = contents;
  }

  /** The pickled value. */
  Pickled root() {
    return root;
  }

  /** Every storage of the file. */
  Collection<TorchStorage> storages() {
    return storages.values();
  }

  /** The bytes of a storage of this archive. */
  ByteBuffer content(TorchStorage storage) throws MalformedContentException {
    ByteBuffer content = contents.get(storage.key());
    if (content == null) {
      throw new MalformedContentException(
          "its storage %s is missing".formatted(quoted(storage.key())));
    }
    return content;
  }

  /** Reads the format of PyTorch 1.6 and later. */
  static TorchArchive zip(FileChannel channel) throws IOException {
    StoredZip zip = new StoredZip(channel);
    String prefix = prefix(zip.sizes().keySet());
    requireLittleEndian(zip, prefix + "byteorder");
    if (zip.sizes().getOrDefault(prefix + "data.pkl", 0L) > MAX_PICKLE_BYTES) {
      throw new MalformedContentException("its pickle has more than 64 MiB");
    }
    ByteBuffer pickle = zip.map(prefix + "data.pkl");
    TorchPickle rules = new TorchPickle();
    Pickled root = new PickleReader(pickle, rules).read();
    if (pickle.hasRemaining()) {
      throw new MalformedContentException("its pickle is followed by other bytes");
    }
    Map<String, ByteBuffer> contents = new HashMap<>();
    for (TorchStorage storage : rules.storages().values()) {
      ByteBuffer content = zip.map(prefix + "data/" + storage.key());
      requireSize(storage, content.remaining());
      contents.put(storage.key(), content);
    }
    requireNoOtherParts(zip, prefix, contents.keySet());
    return new TorchArchive(root, rules.storages(), contents);
  }

  /** Reads the format before PyTorch 1.6: five pickles in a row, then the storages. */
  static TorchArchive legacy(FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer head =
        channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(size, MAX_PICKLE_BYTES));
    TorchPickle rules = new TorchPickle();
    requireLegacyHeader(head, rules);
    Pickled root = new PickleReader(head, rules).read();
    Pickled keys = new PickleReader(head, new TorchPickle()).read();
    long position = head.position();
    Map<String, ByteBuffer> contents = new HashMap<>();
    for (String key : storageKeys(keys, rules.storages().keySet())) {
      TorchStorage storage = rules.storages().get(key);
      if (storage == null || size - position < Long.BYTES) {
        throw new MalformedContentException("it is truncated before storage " + quoted(key));
      }
      long elements = readLong(channel, position);
      position += Long.BYTES;
      long bytes = storage.bytes();
      if (elements != storage.elements() || bytes < 0 || bytes > size - position) {
        throw new MalformedContentException(
            "its storage %s has %d elements, where %d were announced and %d bytes are left"
                .formatted(quoted(key), elements, storage.elements(), size - position));
      }
      requireSize(storage, bytes);
      contents.put(key, channel.map(FileChannel.MapMode.READ_ONLY, position, bytes));
      position += bytes;
    }
    if (position != size) {
      throw new MalformedContentException(
          "%d bytes follow its last storage".formatted(size - position));
    }
    return new TorchArchive(root, rules.storages(), contents);
  }

  /** The folder that all parts lie in, with its slash. */
  private static String prefix(Set<String> parts) throws MalformedContentException {
    String first = parts.isEmpty() ? "" : parts.iterator().next();
    String prefix = first.substring(0, first.indexOf('/') + 1);
    if (prefix.isEmpty() || !parts.contains(prefix + "data.pkl")) {
      throw new MalformedContentException("it is a ZIP file, but no PyTorch checkpoint");
    }
    if (parts.contains(prefix + "constants.pkl")) {
      throw new MalformedContentException(
          "it is a TorchScript program; save the model's state_dict instead");
    }
    return prefix;
  }

  private static void requireLittleEndian(StoredZip zip, String part) throws IOException {
    if (!zip.sizes().containsKey(part)) {
      return;
    }
    String order = StandardCharsets.UTF_8.decode(zip.map(part)).toString();
    if (!order.equals("little")) {
      throw new MalformedContentException(
          "its byte order is %s; only little-endian files can be read".formatted(quoted(order)));
    }
  }

  private static void requireNoOtherParts(StoredZip zip, String prefix, Set<String> keys)
      throws MalformedContentException {
    for (String part : zip.sizes().keySet()) {
      String name = part.startsWith(prefix) ? part.substring(prefix.length()) : "/" + part;
      boolean storage = name.startsWith("data/") && keys.contains(name.substring(5));
      if (!storage && !name.equals("data.pkl") && !KNOWN_PARTS.contains(name)) {
        throw new MalformedContentException(
            "it holds the part %s, which no state_dict has".formatted(quoted(part)));
      }
    }
  }

  private static void requireLegacyHeader(ByteBuffer head, TorchPickle rules)
      throws MalformedContentException {
    if (!head.hasRemaining() || Byte.toUnsignedInt(head.get(0)) != 0x80) {
      throw new MalformedContentException("it is no PyTorch checkpoint");
    }
    boolean magic = isNumber(new PickleReader(head, rules).read(), LEGACY_MAGIC);
    if (!magic || !isNumber(new PickleReader(head, rules).read(), LEGACY_PROTOCOL)) {
      throw new MalformedContentException("it is a pickle, but no PyTorch checkpoint");
    }
    Pickled system = new PickleReader(head, rules).read();
    boolean little =
        system instanceof Dict dict
            && dict.entries.get("little_endian") instanceof Truth truth
            && truth.value();
    if (!little) {
      throw new MalformedContentException("only little-endian checkpoints can be read");
    }
  }

  private static boolean isNumber(Pickled value, BigInteger expected) {
    return value instanceof Whole whole && whole.value().equals(expected);
  }

  private static Set<String> storageKeys(Pickled keys, Set<String> expected)
      throws MalformedContentException {
    Set<String> names = new LinkedHashSet<>();
    List<Pickled> items = keys instanceof Sequence sequence ? sequence.items : List.of();
    for (Pickled item : items) {
      if (!(item instanceof Text text) || !names.add(text.value())) {
        throw new MalformedContentException("its list of storages is damaged");
      }
    }
    if (!names.equals(expected)) {
      throw new MalformedContentException("its list of storages does not match its tensors");
    }
    return names;
  }

  private static void requireSize(TorchStorage storage, long bytes)
      throws MalformedContentException {
    if (bytes != storage.bytes()) {
      throw new MalformedContentException(
          "its storage %s has %d bytes, but %d elements of torch.%s"
              .formatted(
                  quoted(storage.key()), bytes, storage.elements(), storage.type().className));
    }
    if (bytes > Integer.MAX_VALUE) {
      throw new MalformedContentException(
          "its storage %s has %d bytes; storages above 2 GiB cannot be read"
              .formatted(quoted(storage.key()), bytes));
    }
  }

  private static long readLong(FileChannel channel, long position) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (number.hasRemaining()) {
      if (channel.read(number, position + number.position()) < 0) {
        throw new MalformedContentException("it is truncated");
      }
    }
    return number.getLong(0);
  }
}
