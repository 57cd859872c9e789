package io.nasoa.activities.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** What a user names as {@code DATA}: a folder or a zip file in ImageFolder layout. */
public sealed interface DataReference {

  /** A directory in ImageFolder layout. */
  record Folder(Path path) implements DataReference {}

  /** A zip file that holds an ImageFolder layout. */
  record Zip(Path path) implements DataReference {}

  /**
   * Reads a reference without touching the file system: a name that ends in {@code .zip} is a zip
   * file, any other one a folder.
   *
   * @throws InvalidDataException when the text is no reference at all
   */
  static DataReference parse(String text) {
    if (text.isBlank()) {
      throw new InvalidDataException("no data given: name a folder or a zip file");
    }
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidDataException("'%s' is not a path: %s".formatted(text, e.getReason()), e);
    }
    return text.toLowerCase(Locale.ROOT).endsWith(".zip") ? new Zip(path) : new Folder(path);
  }
}
