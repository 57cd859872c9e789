package io.nasoa.activities.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds classes and splits in a {@link FileTree}: {@code train/<class>/...} and {@code
 * val/<class>/...}, or {@code <class>/...}, which is split 80/20 per class with seed 0. Files may
 * lie at any depth below their class folder; files outside class folders are not part of the data.
 */
final class FolderLayout {
  private static final String TRAIN = "train/";
  private static final String VALIDATION = "val/";
  private static final double TRAIN_SHARE = 0.8;

  private final String name;
  private final FileTree tree;

  /**
   * @param name what the user called the data, for messages
   */
  FolderLayout(String name, FileTree tree) {
    this.name = name;
    this.tree = tree;
  }

  /** The classes and files found. */
  record Found(List<String> classes, List<ImageFile> train, List<ImageFile> validation) {}

  /**
   * Reads the layout.
   *
   * @throws InvalidDataException when it is none, naming the class or folder at fault
   */
  Found find() {
    return splitByFolders() ? twoFolders() : oneFolder();
  }

  /** A class may be called "train": only a folder of that name without own files is a split. */
  private boolean splitByFolders() {
    return isSplit(TRAIN) || isSplit(VALIDATION);
  }

  private boolean isSplit(String prefix) {
    boolean hasClass = tree.directories().stream().anyMatch(path -> path.startsWith(prefix));
    return hasClass
        && tree.files().stream().noneMatch(path -> path.startsWith(prefix) && depth(path) == 1);
  }

  private Found twoFolders() {
    SortedMap<String, List<String>> train = classes(TRAIN);
    SortedMap<String, List<String>> validation = classes(VALIDATION);
    if (train.isEmpty() || validation.isEmpty()) {
      throw refused(
          "has no class folders in %s; both train/<class>/... and val/<class>/... are needed"
              .formatted(train.isEmpty() ? TRAIN : VALIDATION));
    }
    for (String missing : train.keySet()) {
      if (!validation.containsKey(missing)) {
        throw refused("has no class '%s' in val/, but in train/".formatted(missing));
      }
    }
    for (String missing : validation.keySet()) {
      if (!train.containsKey(missing)) {
        throw refused("has no class '%s' in train/, but in val/".formatted(missing));
      }
    }
    List<String> classes = List.copyOf(train.keySet());
    requireImages(classes, train, TRAIN);
    requireImages(classes, validation, VALIDATION);
    requireTwo(classes);
    return new Found(classes, labelled(classes, train), labelled(classes, validation));
  }

  private Found oneFolder() {
    SortedMap<String, List<String>> files = classes("");
    List<String> classes = List.copyOf(files.keySet());
    requireImages(classes, files, "");
    requireTwo(classes);
    files.forEach(
        (label, members) -> {
          if (members.size() < 2) {
            throw refused(
                "has one image of class '%s'; two are needed to split them".formatted(label));
          }
        });
    List<ImageFile> all = labelled(classes, files);
    int[] labels = all.stream().mapToInt(ImageFile::label).toArray();
    Splits.Split split = Splits.perClass(labels, TRAIN_SHARE, 0);
    return new Found(classes, pick(all, split.first()), pick(all, split.second()));
  }

  private SortedMap<String, List<String>> classes(String prefix) {
    SortedMap<String, List<String>> found = new TreeMap<>(CodePointOrder.INSTANCE);
    int classDepth = prefix.isEmpty() ? 0 : 1;
    for (String directory : tree.directories()) {
      if (directory.startsWith(prefix) && depth(directory) == classDepth) {
        found.put(directory.substring(prefix.length()), new ArrayList<>());
      }
    }
    for (String file : tree.files()) {
      if (file.startsWith(prefix) && depth(file) > classDepth) {
        String label = file.substring(prefix.length(), file.indexOf('/', prefix.length()));
        found.computeIfAbsent(label, key -> new ArrayList<>()).add(file);
      }
    }
    return found;
  }

  private static long depth(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  private void requireImages(
      List<String> classes, SortedMap<String, List<String>> files, String prefix) {
    for (String label : classes) {
      if (files.getOrDefault(label, List.of()).isEmpty()) {
        throw refused("has no images of class '%s' in %s%s/".formatted(label, prefix, label));
      }
    }
  }

  private void requireTwo(List<String> classes) {
    if (classes.isEmpty()) {
      throw refused("has no class folders: train/<class>/... and val/<class>/..., or <class>/...");
    }
    if (classes.size() == 1) {
      throw refused(
          ("has only one class, '%s'; at least two are needed, as train/<class>/... and"
                  + " val/<class>/..., or <class>/...")
              .formatted(classes.get(0)));
    }
  }

  private static List<ImageFile> labelled(
      List<String> classes, SortedMap<String, List<String>> files) {
    List<ImageFile> all = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      for (String file : files.getOrDefault(classes.get(label), List.of())) {
        all.add(new ImageFile(file, label));
      }
    }
    return all;
  }

  private static List<ImageFile> pick(List<ImageFile> all, int[] indices) {
    List<ImageFile> picked = new ArrayList<>(indices.length);
    for (int index : indices) {
      picked.add(all.get(index));
    }
    return picked;
  }

  private InvalidDataException refused(String problem) {
    return new InvalidDataException("data '%s' ".formatted(name) + problem);
  }
}
