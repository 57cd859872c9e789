package io.nasoa.activities.data;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * Decodes a data set once per resolution and keeps the pixels in a folder {@code
 * <sha256>-<resolution>}: {@code images.bin} holds the training and then the validation images as
 * unsigned bytes in height, width, channel order, <b>3 * side * side bytes an image</b>, followed
 * by one 32-bit big-endian label an image; {@code manifest.json} describes it with a checksum.
 *
 * <p>A folder is built under a temporary name and renamed when it is whole, so a killed builder
 * leaves nothing half-done; a damaged folder is built again. Thread-safe; processes may share the
 * directory: two that build the same folder at once both succeed, and one folder stays.
 */
public final class ImageCache {
  static final String IMAGES = "images.bin";
  static final String MANIFEST = "manifest.json";
  private static final int MAPPING_BYTES = 1 << 30;

  private final Path directory;
  private final DatasetReader reader;
  private final ImageDecoder decoder;
  private final int threads;
  private final int mappingBytes;
  private final JsonMapper json = new JsonMapper();
  private final ConcurrentHashMap<String, Object> locks = new ConcurrentHashMap<>();

  /**
   * @param directory where the folders lie; made when missing
   * @param threads decoding threads, at least 1
   */
  public ImageCache(Path directory, DatasetReader reader, ImageDecoder decoder, int threads) {
    this(directory, reader, decoder, threads, MAPPING_BYTES);
  }

  ImageCache(
      Path directory, DatasetReader reader, ImageDecoder decoder, int threads, int mappingBytes) {
    this.directory = directory;
    this.reader = reader;
    this.decoder = decoder;
    this.threads = threads;
    this.mappingBytes = mappingBytes;
  }

  /**
   * The decoded images of a data set, from the cache or built now.
   *
   * @param side resolution in pixels, at least 1
   * @throws InvalidDataException when more than 1 % of the files are corrupt, or all of a class
   * @throws UncheckedIOException when the cache cannot be written or data not be read
   */
  public DecodedDataset load(DatasetIndex index, int side) {
    String key = index.sha256() + "-" + side;
    synchronized (locks.computeIfAbsent(key, name -> new Object())) {
      try {
        Files.createDirectories(directory);
        Path folder = directory.resolve(key);
        Optional<DecodedDataset> cached = open(folder, index, side);
        if (cached.isPresent()) {
          return cached.get();
        }
        build(folder, index, side);
        return open(folder, index, side)
            .orElseThrow(() -> new IOException("'%s' is damaged already".formatted(folder)));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "image cache '%s' cannot be used: %s".formatted(directory, e), e);
      }
    }
  }

  private void build(Path folder, DatasetIndex index, int side) throws IOException {
    TemporaryFolders.removeStale(directory);
    Path temporary = TemporaryFolders.create(directory);
    try (ImageSource images = reader.images(index, decoder)) {
      CacheManifest manifest =
          new CacheBuilder(images, index, side, threads).build(temporary.resolve(IMAGES));
      json.writeValue(temporary.resolve(MANIFEST).toFile(), manifest);
      publish(temporary, folder, index, side);
    } finally {
      TemporaryFolders.delete(temporary);
    }
  }

  /** Renames; when a folder is there it is kept if it is whole, since both hold the same. */
  private void publish(Path temporary, Path folder, DatasetIndex index, int side)
      throws IOException {
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (FileSystemException e) {
        if (!Files.exists(folder)) {
          throw e;
        }
      }
      Optional<DecodedDataset> other = open(folder, index, side);
      if (other.isPresent()) {
        other.get().close();
        return;
      }
      TemporaryFolders.discard(folder);
    }
    throw new IOException("'%s' keeps being replaced by a damaged folder".formatted(folder));
  }

  private Optional<DecodedDataset> open(Path folder, DatasetIndex index, int side) {
    try {
      CacheManifest manifest =
          json.readValue(Files.readAllBytes(folder.resolve(MANIFEST)), CacheManifest.class);
      if (manifest == null || !manifest.describes(index, side)) {
        return Optional.empty();
      }
      try (FileChannel file = FileChannel.open(folder.resolve(IMAGES))) {
        if (file.size() != manifest.bytes() || checksum(file) != manifest.crc32c()) {
          return Optional.empty();
        }
        return Optional.of(map(file, manifest));
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // missing or damaged in whatever way: it is built again
    }
  }

  private DecodedDataset map(FileChannel file, CacheManifest manifest) throws IOException {
    long imageBytes = 3L * manifest.side() * manifest.side();
    int images = manifest.train() + manifest.validation();
    ByteBuffer labels =
        file.map(FileChannel.MapMode.READ_ONLY, images * imageBytes, (long) images * Integer.BYTES);
    int[] train = new int[manifest.train()];
    int[] validation = new int[manifest.validation()];
    labels.asIntBuffer().get(train).get(validation);
    return new DecodedDataset(
        manifest,
        mapped(file, 0, manifest, train),
        mapped(file, manifest.train() * imageBytes, manifest, validation));
  }

  private MappedImages mapped(FileChannel file, long offset, CacheManifest manifest, int[] labels)
      throws IOException {
    int classes = manifest.classes().size();
    return new MappedImages(file, offset, manifest.side(), classes, labels, mappingBytes);
  }

  private static long checksum(FileChannel file) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer block = ByteBuffer.allocateDirect(1 << 18);
    for (long at = 0; at < file.size(); ) {
      block.clear();
      int read = file.read(block, at);
      if (read < 0) {
        break;
      }
      at += read;
      crc.update(block.flip());
    }
    return crc.getValue();
  }
}
