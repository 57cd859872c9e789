package io.nasoa.activities.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The files of a directory. Symbolic links are followed as far as the data roots allow. */
final class FolderTree implements FileTree {
  private final Path root;
  private final ArchiveLimits limits;
  private final List<String> files = new ArrayList<>();
  private final TreeSet<String> directories = new TreeSet<>(CodePointOrder.INSTANCE);

  FolderTree(Path root, DataRoots roots, ArchiveLimits limits) {
    this.root = root;
    this.limits = limits;
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Collector(root, roots));
    } catch (IOException e) {
      throw new InvalidDataException("folder '%s' cannot be read: %s".formatted(root, e), e);
    }
    files.sort(CodePointOrder.INSTANCE);
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
  public byte[] read(String path) throws CorruptImageException {
    Path file = root.resolve(path);
    try {
      long size = Files.size(file);
      if (size > limits.fileBytes()) {
        throw new CorruptImageException(
            "has %d bytes, the limit is %d".formatted(size, limits.fileBytes()));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("file '%s' cannot be read: %s".formatted(file, e), e);
    }
  }

  @Override
  public void close() {}

  private final class Collector extends SimpleFileVisitor<Path> {
    private final Path top;
    private final DataRoots roots;

    Collector(Path top, DataRoots roots) {
      this.top = top;
      this.roots = roots;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (directory.equals(top)) {
        return FileVisitResult.CONTINUE;
      }
      String relative = relative(directory);
      if (FileTree.hidden(relative)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      requireInside(directory);
      directories.add(relative);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String relative = relative(file);
      if (FileTree.hidden(relative)) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        throw new InvalidDataException(
            "'%s' in '%s' is not a regular file (a broken link or a device)"
                .formatted(relative, top));
      }
      requireInside(file);
      files.add(relative);
      if (files.size() > limits.entries()) {
        throw new InvalidDataException(
            "folder '%s' holds more than %d files".formatted(top, limits.entries()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      throw new InvalidDataException(
          "'%s' in '%s' cannot be read: %s".formatted(relative(file), top, e), e);
    }

    private void requireInside(Path path) throws IOException {
      if (!roots.allows(path)) {
        throw new InvalidDataException(
            "'%s' in '%s' is a link that leaves the allowed dataRoots %s"
                .formatted(relative(path), top, roots.roots()));
      }
    }

    private String relative(Path path) {
      return top.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }
  }
}
