package io.nasoa.activities.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Images without labels, for prediction: one image file, or all images anywhere below a folder or
 * in a zip. Not thread-safe; holds a zip open until it is closed.
 */
public final class LooseImages implements AutoCloseable {
  /** What is taken for an image below a folder; a file named by itself is always one. */
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff");

  private final @Nullable FileTree tree;
  private final Path path;
  private final List<String> names;
  private final ArchiveLimits limits;

  private LooseImages(
      @Nullable FileTree tree, Path path, List<String> names, ArchiveLimits limits) {
    this.tree = tree;
    this.path = path;
    this.names = List.copyOf(names);
    this.limits = limits;
  }

  /**
   * Lists the images, in code point order of their paths.
   *
   * @throws InvalidDataException when there are none, or the path may not be read
   */
  public static LooseImages open(Path data, DataRoots roots, ArchiveLimits limits) {
    Path path = roots.resolve(data);
    if (!Files.isDirectory(path) && !ending(data.toString()).equals("zip")) {
      Path name = data.getFileName();
      return new LooseImages(null, path, List.of(String.valueOf(name)), limits);
    }
    FileTree tree = tree(path, roots, limits);
    List<String> names =
        tree.files().stream().filter(name -> ENDINGS.contains(ending(name))).toList();
    if (names.isEmpty()) {
      tree.close();
      throw new InvalidDataException("'%s' holds no images".formatted(data));
    }
    return new LooseImages(tree, path, names, limits);
  }

  private static FileTree tree(Path path, DataRoots roots, ArchiveLimits limits) {
    try {
      return Files.isDirectory(path)
          ? new FolderTree(path, roots, limits)
          : new ZipTree(path, Files.size(path), limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Paths of the images, relative to the folder or zip. */
  public List<String> names() {
    return names;
  }

  /**
   * Some images as they are given to a network.
   *
   * @param names those that could be decoded, in order
   * @param images their pixels; every label is 0
   * @param corrupt why the others could not, by name
   */
  public record Decoded(List<String> names, ImageSet images, Map<String, String> corrupt) {}

  /** Decodes images by name; holds {@code side * side * 3} bytes for each. */
  public Decoded decode(List<String> some, ImageDecoder decoder, int side) {
    List<String> good = new ArrayList<>();
    List<byte[]> pixels = new ArrayList<>();
    Map<String, String> corrupt = new LinkedHashMap<>();
    for (String name : some) {
      try {
        pixels.add(decoder.decode(read(name), side));
        good.add(name);
      } catch (CorruptImageException e) {
        corrupt.put(name, String.valueOf(e.getMessage()));
      }
    }
    return new Decoded(good, new Unlabelled(pixels, side), corrupt);
  }

  private byte[] read(String name) throws CorruptImageException {
    if (tree != null) {
      return tree.read(name);
    }
    try {
      if (Files.size(path) > limits.fileBytes()) {
        throw new CorruptImageException(
            "has more than %d bytes, which no image may have".formatted(limits.fileBytes()));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException("'%s' cannot be read: %s".formatted(path, e), e);
    }
  }

  @Override
  public void close() {
    if (tree != null) {
      tree.close();
    }
  }

  private record Unlabelled(List<byte[]> pixels, int side) implements ImageSet {
    @Override
    public int size() {
      return pixels.size();
    }

    @Override
    public int classes() {
      return 1;
    }

    @Override
    public int label(int index) {
      return 0;
    }

    @Override
    public void read(int index, byte[] target) {
      byte[] image = pixels.get(index);
      System.arraycopy(image, 0, target, 0, image.length);
    }
  }
}
