package io.nasoa.activities.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a zip archive, read in place: nothing is unpacked to disk. */
final class ZipTree implements FileTree {
  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);

  private final ZipFile zip;
  private final Path path;
  private final Map<String, ZipEntry> entries = new HashMap<>();
  private final List<String> files = new ArrayList<>();
  private final TreeSet<String> directories = new TreeSet<>(CodePointOrder.INSTANCE);

  ZipTree(Path path, long zipBytes, ArchiveLimits limits) {
    this.path = path;
    try {
      zip = new ZipFile(path.toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidDataException(
          "'%s' is not a readable zip file: %s".formatted(path, e.getMessage()), e);
    }
    try {
      collect(zipBytes, limits);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    files.sort(CodePointOrder.INSTANCE);
  }

  private void collect(long zipBytes, ArchiveLimits limits) {
    if (zip.size() > limits.entries()) {
      throw refused("holds %d entries, the limit is %d".formatted(zip.size(), limits.entries()));
    }
    long total = 0;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = normalized(entry.getName());
      total += Math.max(0, entry.getSize());
      requireWithin(name, entry.getSize(), total, zipBytes, limits);
      add(name, entry);
    }
  }

  /** Zip names use {@code /}; some Windows programs write {@code \}, some Unix ones a first ./ */
  private String normalized(String name) {
    String normalized = name.replace('\\', '/');
    while (normalized.startsWith("./")) {
      normalized = normalized.substring(2);
    }
    boolean escapes =
        normalized.startsWith("/")
            || DRIVE.matcher(normalized).matches()
            || List.of(normalized.split("/", -1)).contains("..")
            || normalized.indexOf('\0') >= 0;
    if (escapes) {
      throw refused("has the entry '%s', which escapes the archive's root".formatted(name));
    }
    return normalized;
  }

  private void requireWithin(
      String name, long size, long total, long zipBytes, ArchiveLimits limits) {
    if (size > limits.fileBytes()) {
      throw refused(
          "has the entry '%s' of %d bytes, the limit is %d"
              .formatted(name, size, limits.fileBytes()));
    }
    if (total > limits.totalBytes()) {
      throw refused(
          "unpacks to more than %d bytes (reached at '%s')".formatted(limits.totalBytes(), name));
    }
    if (total > limits.fileBytes() && total / Math.max(1, zipBytes) >= limits.ratio()) {
      throw refused(
          "unpacks to more than %d times its size (reached at '%s')"
              .formatted(limits.ratio(), name));
    }
  }

  private void add(String name, ZipEntry entry) {
    String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    for (int slash = bare.indexOf('/'); slash >= 0; slash = bare.indexOf('/', slash + 1)) {
      addDirectory(bare.substring(0, slash));
    }
    if (bare.isEmpty() || FileTree.hidden(bare)) {
      return;
    }
    if (name.endsWith("/")) {
      addDirectory(bare);
    } else if (entries.putIfAbsent(name, entry) == null) {
      files.add(name);
    } else {
      throw refused("holds the entry '%s' twice".formatted(name));
    }
  }

  private void addDirectory(String path) {
    if (!FileTree.hidden(path)) {
      directories.add(path);
    }
  }

  @Override
  public List<String> files() {
    return Collections.unmodifiableList(files);
  }

  @Override
  public SortedSet<String> directories() {
    return Collections.unmodifiableSortedSet(directories);
  }

  @Override
  public byte[] read(String name) throws CorruptImageException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw refused("has no entry '%s' any more".formatted(name));
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      // The declared size was held against the limits, so it caps what is unpacked.
      bytes = in.readNBytes((int) entry.getSize());
      if (bytes.length != entry.getSize() || in.read() >= 0) {
        throw new CorruptImageException("does not unpack to its declared size");
      }
    } catch (IOException e) {
      throw new CorruptImageException("cannot be unpacked (" + e.getMessage() + ")", e);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (crc.getValue() != entry.getCrc()) {
      throw new CorruptImageException("does not match its checksum in the zip");
    }
    return bytes;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new InvalidDataException("zip '%s' cannot be closed: %s".formatted(path, e), e);
    }
  }

  private InvalidDataException refused(String problem) {
    return new InvalidDataException("zip '%s' ".formatted(path) + problem);
  }
}
