package io.nasoa.activities.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;

/**
 * A folder or a zip file seen alike: relative paths with {@code /} and their bytes. Hidden files
 * are not in it. Reading is thread-safe.
 */
interface FileTree extends AutoCloseable {

  /** All files in code point order of their paths. */
  List<String> files();

  /** All directories, the implied ones of a zip too, without the root. */
  SortedSet<String> directories();

  /**
   * The bytes of a file.
   *
   * @throws CorruptImageException when this one file cannot be unpacked
   */
  byte[] read(String path) throws CorruptImageException;

  @Override
  void close();

  /** Whether a path is what operating systems leave behind, such as {@code __MACOSX/._x.jpg}. */
  static boolean hidden(String path) {
    for (String name : path.split("/", -1)) {
      if (name.startsWith(".")
          || Set.of("__macosx", "thumbs.db", "desktop.ini")
              .contains(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
