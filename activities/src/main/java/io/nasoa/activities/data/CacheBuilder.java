package io.nasoa.activities.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/** Decodes a data set in parallel into one file; used once. The result depends on no thread. */
final class CacheBuilder {
  private static final int BLOCK_BYTES = 16 << 20;
  private static final int LISTED = 5;

  private final ImageSource images;
  private final DatasetIndex index;
  private final int side;
  private final int threads;
  private final CRC32C crc = new CRC32C();
  private final List<DecodedDataset.Skipped> skipped = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  CacheBuilder(ImageSource images, DatasetIndex index, int side, int threads) {
    this.images = images;
    this.index = index;
    this.side = side;
    this.threads = threads;
  }

  /** One image's pixels, or why there are none. */
  private sealed interface Decoded {
    @SuppressWarnings("ArrayRecordComponent") // written out at once, never compared
    record Pixels(byte[] bytes) implements Decoded {}

    record Corrupt(String reason) implements Decoded {}
  }

  CacheManifest build(Path file) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads, CacheBuilder::daemon);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      int train = decode(index.train(), pool, channel);
      int validation = decode(index.validation(), pool, channel);
      requireEnough();
      requireEveryClass(labels.subList(0, train), "training");
      requireEveryClass(labels.subList(train, train + validation), "validation");
      write(channel, labelBytes());
      channel.force(true);
      return new CacheManifest(
          CacheManifest.SCHEMA,
          index.sha256(),
          side,
          index.classes(),
          train,
          validation,
          channel.size(),
          crc.getValue(),
          skipped);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "image-decoder");
    thread.setDaemon(true);
    return thread;
  }

  private int decode(List<ImageFile> files, ExecutorService pool, FileChannel channel)
      throws IOException {
    int blockImages = Math.max(threads, BLOCK_BYTES / (3 * side * side));
    int before = labels.size();
    for (int from = 0; from < files.size(); from += blockImages) {
      List<ImageFile> block = files.subList(from, Math.min(files.size(), from + blockImages));
      List<Decoded> decoded = decode(block, pool);
      for (int i = 0; i < block.size(); i++) {
        keep(block.get(i), decoded.get(i), channel);
      }
    }
    return labels.size() - before;
  }

  private void keep(ImageFile file, Decoded decoded, FileChannel channel) throws IOException {
    if (decoded instanceof Decoded.Pixels pixels) {
      write(channel, ByteBuffer.wrap(pixels.bytes()));
      labels.add(file.label());
    } else if (decoded instanceof Decoded.Corrupt corrupt) {
      skipped.add(new DecodedDataset.Skipped(file.path(), corrupt.reason()));
    }
  }

  /** Each thread takes a contiguous share, so that a task is worth its overhead. */
  private List<Decoded> decode(List<ImageFile> block, ExecutorService pool) throws IOException {
    int share = Math.max(1, (block.size() + 4 * threads - 1) / (4 * threads));
    List<Callable<List<Decoded>>> tasks = new ArrayList<>();
    for (int from = 0; from < block.size(); from += share) {
      List<ImageFile> part = block.subList(from, Math.min(block.size(), from + share));
      tasks.add(() -> part.stream().map(this::decode).toList());
    }
    List<Decoded> all = new ArrayList<>(block.size());
    try {
      for (Future<List<Decoded>> part : pool.invokeAll(tasks)) {
        all.addAll(part.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("decoding was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw new IOException(io.getMessage(), io);
      }
      throw new IllegalStateException("decoding failed: " + e.getCause(), e.getCause());
    }
    return all;
  }

  private Decoded decode(ImageFile file) {
    try {
      return new Decoded.Pixels(images.pixels(file, side));
    } catch (CorruptImageException e) {
      String reason = e.getMessage();
      return new Decoded.Corrupt(reason == null ? "cannot be read" : reason);
    }
  }

  private void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    crc.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private ByteBuffer labelBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(labels.size() * Integer.BYTES);
    labels.forEach(bytes::putInt);
    return bytes.flip();
  }

  private void requireEnough() {
    int total = labels.size() + skipped.size();
    if (skipped.size() * 100L > total) {
      List<String> first =
          skipped.stream()
              .limit(LISTED)
              .map(file -> "'%s' %s".formatted(file.path(), file.reason()))
              .toList();
      throw new InvalidDataException(
          "%d of %d image files are corrupt, at most 1 %% may be: %s%s"
              .formatted(
                  skipped.size(),
                  total,
                  String.join("; ", first),
                  skipped.size() > LISTED ? "; ..." : ""));
    }
  }

  private void requireEveryClass(List<Integer> found, String split) {
    boolean[] seen = new boolean[index.classes().size()];
    found.forEach(label -> seen[label] = true);
    IntStream.range(0, seen.length)
        .filter(label -> !seen[label])
        .findFirst()
        .ifPresent(
            label -> {
              throw new InvalidDataException(
                  "class '%s' has no readable %s image"
                      .formatted(index.classes().get(label), split));
            });
  }
}
