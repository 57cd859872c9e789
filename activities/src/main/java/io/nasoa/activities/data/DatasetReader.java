package io.nasoa.activities.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a {@link DataReference} holds. The index's {@code sha256} is SHA-256 over, for every
 * image file in code point order of its relative path, the length of the path in UTF-8 (64 bits,
 * big-endian), the path, the length of the content and the content; so it is the same for a zip and
 * its folder. That of a drawn task is over its parameters. Immutable and thread-safe.
 */
public final class DatasetReader {
  private final DataRoots roots;
  private final ArchiveLimits limits;

  public DatasetReader(DataRoots roots, ArchiveLimits limits) {
    this.roots = roots;
    this.limits = limits;
  }

  /**
   * Lists and hashes a data set. Every byte is read once, nothing is decoded.
   *
   * @throws InvalidDataException when the data set is refused
   * @throws UncheckedIOException when a file of a folder cannot be read
   */
  public DatasetIndex read(DataReference reference) {
    if (reference instanceof DataReference.Drawn drawn) {
      return DrawnImages.index(drawn);
    }
    try (FileTree tree = open(reference)) {
      FolderLayout.Found found = new FolderLayout(reference.text(), tree).find();
      return new DatasetIndex(
          reference, found.classes(), found.train(), found.validation(), sha256(found, tree));
    }
  }

  /** Opens the images of an index that was read before. */
  ImageSource images(DatasetIndex index, ImageDecoder decoder) {
    return index.source() instanceof DataReference.Drawn drawn
        ? new DrawnImages(drawn.task())
        : new FileImages(open(index.source()), decoder);
  }

  /**
   * Sizes of some images as they are stored; those that cannot be read are left out.
   *
   * @param files images of the index
   * @throws InvalidDataException when the data set is gone or refused by now
   */
  public List<ImageSize> sizes(DatasetIndex index, List<ImageFile> files) {
    try (ImageSource images = images(index, new ImageDecoder())) {
      return files.stream().flatMap(file -> size(images, file).stream()).toList();
    }
  }

  private static Optional<ImageSize> size(ImageSource images, ImageFile file) {
    try {
      return Optional.of(images.size(file));
    } catch (CorruptImageException e) {
      return Optional.empty(); // it was listed when the images were decoded
    }
  }

  private FileTree open(DataReference reference) {
    if (reference instanceof DataReference.Zip zip) {
      return openZip(zip.path());
    }
    if (reference instanceof DataReference.Folder folder) {
      return openFolder(folder.path());
    }
    throw new IllegalArgumentException(reference.text() + " has no files");
  }

  private FileTree openZip(Path given) {
    Path path = roots.resolve(given);
    if (!Files.isRegularFile(path)) {
      throw new InvalidDataException("'%s' is not a zip file".formatted(given));
    }
    try {
      return new ZipTree(path, Files.size(path), limits);
    } catch (IOException e) {
      throw new UncheckedIOException("zip '%s' cannot be read: %s".formatted(given, e), e);
    }
  }

  private FileTree openFolder(Path given) {
    Path path = roots.resolve(given);
    if (!Files.isDirectory(path)) {
      throw new InvalidDataException(
          "'%s' is neither a folder nor a file whose name ends in .zip".formatted(given));
    }
    return new FolderTree(path, roots, limits);
  }

  private static String sha256(FolderLayout.Found found, FileTree tree) {
    List<ImageFile> all = new ArrayList<>(found.train());
    all.addAll(found.validation());
    all.sort(Comparator.comparing(ImageFile::path, CodePointOrder.INSTANCE));
    ContentHash hash = new ContentHash();
    for (ImageFile file : all) {
      hash.add(file.path());
      try {
        hash.add(tree.read(file.path()));
      } catch (CorruptImageException e) {
        hash.addUnreadable(); // met again when decoding, and listed there
      }
    }
    return hash.hex();
  }
}
