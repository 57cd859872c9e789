package io.nasoa.activities.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directories that data may come from. Symbolic links are resolved before the comparison, so
 * that no link leads out of a root. Immutable.
 *
 * @param roots allowed directories; empty allows every path
 */
public record DataRoots(List<Path> roots) {
  /** Every path is allowed: for the command line of the machine's own user. */
  public static final DataRoots EVERYTHING = new DataRoots(List.of());

  public DataRoots {
    roots = List.copyOf(roots);
  }

  /**
   * The real path of existing data inside the roots.
   *
   * @throws InvalidDataException when it lies outside the roots or does not exist; outside the
   *     roots the message does not tell which, so that it cannot be used to look around
   */
  public Path resolve(Path path) {
    Path real;
    try {
      real = path.toRealPath();
    } catch (IOException e) {
      if (!inside(path.toAbsolutePath().normalize())) {
        throw outside(path);
      }
      throw new InvalidDataException("data '%s' was not found".formatted(path), e);
    }
    if (!inside(real)) {
      throw outside(path);
    }
    return real;
  }

  /** Whether a file found below a folder really lies inside the roots. */
  boolean allows(Path file) throws IOException {
    return roots.isEmpty() || inside(file.toRealPath());
  }

  private boolean inside(Path path) {
    return roots.isEmpty()
        || roots.stream().anyMatch(root -> path.startsWith(real(root)) || path.startsWith(root));
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return Files.exists(root) ? root : root.toAbsolutePath().normalize();
    }
  }

  private InvalidDataException outside(Path path) {
    return new InvalidDataException(
        "data '%s' lies outside the allowed dataRoots %s".formatted(path, roots));
  }
}
