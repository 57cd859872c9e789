package io.nasoa.activities.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a data set holds, without its pixels. Immutable.
 *
 * @param source where it was read from
 * @param classes class names in code point order; a label is an index into it
 * @param train training images in path order
 * @param validation validation images in path order
 * @param sha256 64 hex digits that name the content, not its place: see {@link DatasetReader}
 */
public record DatasetIndex(
    DataReference source,
    List<String> classes,
    List<ImageFile> train,
    List<ImageFile> validation,
    String sha256) {

  public DatasetIndex {
    classes = List.copyOf(classes);
    train = List.copyOf(train);
    validation = List.copyOf(validation);
  }

  /**
   * The same data set without some classes, with new labels and another {@code sha256}.
   *
   * @throws InvalidDataException when a name is no class of this set, or fewer than two remain
   */
  public DatasetIndex withoutClasses(Set<String> withheld) {
    for (String name : new TreeSet<>(withheld)) {
      if (!classes.contains(name)) {
        throw new InvalidDataException(
            "class '%s' to leave out is not in the data".formatted(name));
      }
    }
    List<String> kept = classes.stream().filter(name -> !withheld.contains(name)).toList();
    if (kept.size() < 2) {
      throw new InvalidDataException(
          "only %d of %d classes would remain, at least 2 are needed"
              .formatted(kept.size(), classes.size()));
    }
    Map<Integer, Integer> labels = new TreeMap<>();
    kept.forEach(name -> labels.put(classes.indexOf(name), labels.size()));
    ContentHash hash = new ContentHash().add(sha256);
    kept.forEach(hash::add);
    return new DatasetIndex(
        source, kept, relabel(train, labels), relabel(validation, labels), hash.hex());
  }

  private static List<ImageFile> relabel(List<ImageFile> files, Map<Integer, Integer> labels) {
    List<ImageFile> kept = new ArrayList<>();
    for (ImageFile file : files) {
      Integer label = labels.get(file.label());
      if (label != null) {
        kept.add(new ImageFile(file.path(), label));
      }
    }
    return kept;
  }
}
