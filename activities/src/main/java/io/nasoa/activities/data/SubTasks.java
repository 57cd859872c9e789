package io.nasoa.activities.data;

import io.nasoa.zoo.task.SubTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Draws the classes and training images of a {@link SubTask}; {@code val/} keeps its images. */
public final class SubTasks {
  /** Fewer would leave FIT or SELECT without an image of a class. */
  private static final int FEWEST_IMAGES = 2;

  private SubTasks() {}

  /**
   * What of a data set belongs to a task, with labels and a hash of its own; all of it for a task
   * that reduces nothing.
   *
   * @param whole the data set that the task names
   * @throws InvalidDataException when the task names a class that the data set does not have, or
   *     fewer than two classes remain
   */
  public static DatasetIndex of(DatasetIndex whole, SubTask task) {
    if (task.isFull()) {
      return whole;
    }
    DatasetIndex named =
        task.classes().isEmpty() ? whole : only(whole, new TreeSet<>(task.classes()));
    DatasetIndex drawn =
        task.classShare() < 1 ? only(named, drawnClasses(named, whole.sha256(), task)) : named;
    String hash = new ContentHash().add("sub-task").add(whole.sha256()).add(task.reduction()).hex();
    return new DatasetIndex(
        drawn.source(),
        drawn.classes(),
        drawnImages(drawn, whole.sha256(), task),
        drawn.validation(),
        hash);
  }

  private static DatasetIndex only(DatasetIndex index, Set<String> names) {
    for (String name : names) {
      if (!index.classes().contains(name)) {
        throw new InvalidDataException(
            "class '%s' of the sub-task is not in the data".formatted(name));
      }
    }
    Set<String> others = new TreeSet<>(index.classes());
    others.removeAll(names);
    return others.isEmpty() ? index : index.withoutClasses(others);
  }

  private static Set<String> drawnClasses(DatasetIndex index, String sha256, SubTask task) {
    int all = index.classes().size();
    int wanted = (int) Math.round(task.classShare() * all);
    int count = Math.min(all, Math.max(SubTask.LEAST_CLASSES, wanted));
    int[] order = shuffled(all, seed("classes", sha256, task.seed()));
    Set<String> names = new TreeSet<>();
    IntStream.of(order).limit(count).forEach(label -> names.add(index.classes().get(label)));
    return names;
  }

  /** Each class has an order of its own, by its name: other classes do not change its images. */
  private static List<ImageFile> drawnImages(DatasetIndex index, String sha256, SubTask task) {
    List<ImageFile> drawn = new ArrayList<>();
    for (int label = 0; label < index.classes().size(); label++) {
      int wanted = label;
      List<ImageFile> members =
          index.train().stream().filter(file -> file.label() == wanted).toList();
      String purpose = "images of " + index.classes().get(label);
      int[] order = shuffled(members.size(), seed(purpose, sha256, task.seed()));
      IntStream.of(order)
          .limit(count(members.size(), task))
          .forEach(place -> drawn.add(members.get(place)));
    }
    drawn.sort((a, b) -> CodePointOrder.INSTANCE.compare(a.path(), b.path()));
    return drawn;
  }

  private static int count(int images, SubTask task) {
    double share = Math.max(FEWEST_IMAGES, Math.round(task.imageShare() * images));
    int most = task.imagesPerClass() == 0 ? images : Math.max(FEWEST_IMAGES, task.imagesPerClass());
    return (int) Math.min(Math.min(images, most), share);
  }

  private static int[] shuffled(int size, long seed) {
    int[] order = IntStream.range(0, size).toArray();
    SplitMix64.shuffle(order, seed);
    return order;
  }

  private static long seed(String purpose, String sha256, long seed) {
    return new ContentHash().add(purpose).add(sha256).add(Long.toString(seed)).seed();
  }
}
