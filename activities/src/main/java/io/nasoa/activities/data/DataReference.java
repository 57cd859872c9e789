package io.nasoa.activities.data;

import io.nasoa.activities.data.drawn.DrawnTask;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a user names as {@code DATA}: a folder or a zip file in ImageFolder layout, or a drawn task.
 */
public sealed interface DataReference {

  /** A directory in ImageFolder layout. */
  record Folder(Path path) implements DataReference {
    @Override
    public String text() {
      return path.toString();
    }
  }

  /** A zip file that holds an ImageFolder layout. */
  record Zip(Path path) implements DataReference {
    @Override
    public String text() {
      return path.toString();
    }
  }

  /** A task that the program draws itself. */
  record Drawn(DrawnTask task) implements DataReference {
    @Override
    public String text() {
      return task.text();
    }
  }

  /** The reference as {@link #parse} reads it; for a drawn task with all parameters. */
  String text();

  /**
   * Reads a reference without touching the file system: {@code draw:...} is a drawn task, a name
   * that ends in {@code .zip} a zip file, any other one a folder.
   *
   * @throws InvalidDataException when the text is no reference at all, naming the part at fault
   */
  static DataReference parse(String text) {
    if (text.isBlank()) {
      throw new InvalidDataException("no data given: name a folder, a zip file or draw:<family>");
    }
    if (text.startsWith(DrawnTaskParser.PREFIX)) {
      return new Drawn(DrawnTaskParser.parse(text));
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
