package io.nasoa.activities.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * The classes of the source data set that neither search nor pretraining ever sees (protocol P3).
 */
public final class SourceClasses {
  private static final String RESOURCE = "source-withheld-classes.txt";

  private SourceClasses() {}

  /** What may be learned of a source data set: of any other one, all. */
  public static DatasetIndex learned(DatasetIndex source) {
    Set<String> withheld = withheld();
    return source.classes().containsAll(withheld) ? source.withoutClasses(withheld) : source;
  }

  /** The 20 withheld class folders. */
  public static Set<String> withheld() {
    try (InputStream in = SourceClasses.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing from the program");
      }
      Set<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(names::add);
      return Set.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
