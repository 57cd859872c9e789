package io.nasoa.zoo.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A task drawn from a data set (protocol P4): some of its classes and some of their training
 * images. What is left of {@code val/} is all of those classes. Which ones they are hangs on the
 * data set's hash and the seed alone, and smaller draws of one seed are parts of larger ones.
 *
 * @param data a directory, a zip or a {@code draw:} expression, without {@code #}
 * @param classes names of the classes to take, in their order; empty for all
 * @param classShare share of those that is drawn, in (0, 1]; at least {@value #LEAST_CLASSES}
 *     remain where there are as many
 * @param imagesPerClass training images of each class that are drawn, 0 for all
 * @param imageShare share of each class's training images that is drawn, in (0, 1]
 * @param seed what the draws hang on; 0 where nothing is drawn
 */
public record SubTask(
    String data,
    List<String> classes,
    double classShare,
    int imagesPerClass,
    double imageShare,
    long seed) {
  /** Fewer classes than this are never drawn. */
  public static final int LEAST_CLASSES = 3;

  private static final char MARK = '#';
  private static final String CLASSES = "classes";
  private static final String CLASS_SHARE = "class-share";
  private static final String IMAGES = "images";
  private static final String IMAGE_SHARE = "image-share";
  private static final String SEED = "seed";

  public SubTask {
    classes = List.copyOf(classes);
    require(!data.isBlank() && data.indexOf(MARK) < 0, "data must be named, without '#'", data);
    require(classShare > 0 && classShare <= 1, "class-share must be in (0, 1]", classShare);
    require(imageShare > 0 && imageShare <= 1, "image-share must be in (0, 1]", imageShare);
    require(imagesPerClass >= 0, "images must be at least 0", imagesPerClass);
    for (String name : classes) {
      require(!name.isBlank() && !name.matches(".*[|,#=].*"), "a class name cannot be used", name);
    }
    boolean drawn = classShare < 1 || imagesPerClass > 0 || imageShare < 1;
    require(drawn || seed == 0, "seed must be 0 where nothing is drawn", seed);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new InvalidSubTaskException("sub-task: %s, was '%s'".formatted(rule, value));
    }
  }

  /** All of a data set. */
  public static SubTask full(String data) {
    return new SubTask(data, List.of(), 1, 0, 1, 0);
  }

  /** Some classes of a data set, with all their images. */
  public static SubTask ofClasses(String data, List<String> classes) {
    return new SubTask(data, classes, 1, 0, 1, 0);
  }

  /** The same with so many training images a class. */
  public SubTask withImages(int most, long draw) {
    return new SubTask(data, classes, classShare, most, imageShare, draw);
  }

  /** The same with a share of the classes. */
  public SubTask withClassShare(double share, long draw) {
    return new SubTask(data, classes, share, imagesPerClass, imageShare, draw);
  }

  /** The same with a share of the training images. */
  public SubTask withImageShare(double share, long draw) {
    return new SubTask(data, classes, classShare, imagesPerClass, share, draw);
  }

  /** Whether it is the whole data set. */
  public boolean isFull() {
    return reduction().isEmpty();
  }

  /**
   * The text that {@link #parse} reads: {@code data#classes=a|b,class-share=0.5,images=15,
   * image-share=0.3,seed=7}, without what is not reduced.
   */
  public String text() {
    return isFull() ? data : data + MARK + reduction();
  }

  /** The text with the data set's name in place of where it lies: the same on every machine. */
  public String name() {
    return isFull() ? dataName() : dataName() + MARK + reduction();
  }

  /** The data set's name: a path's last part without {@code .zip}, {@code draw:...} as it is. */
  public String dataName() {
    if (data.startsWith("draw:")) {
      return data;
    }
    String path = data.replace('\\', '/').replaceAll("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("(?i)\\.zip$", "");
  }

  /** What is reduced and how; empty for the whole data set. */
  public String reduction() {
    List<String> parts = new ArrayList<>();
    if (!classes.isEmpty()) {
      parts.add(CLASSES + "=" + String.join("|", classes));
    }
    if (classShare < 1) {
      parts.add(CLASS_SHARE + "=" + classShare);
    }
    if (imagesPerClass > 0) {
      parts.add(IMAGES + "=" + imagesPerClass);
    }
    if (imageShare < 1) {
      parts.add(IMAGE_SHARE + "=" + imageShare);
    }
    if (seed != 0) {
      parts.add(SEED + "=" + seed);
    }
    return String.join(",", parts);
  }

  /**
   * Reads a text.
   *
   * @throws InvalidSubTaskException naming the part at fault
   */
  public static SubTask parse(String text) {
    int mark = text.lastIndexOf(MARK);
    if (mark < 0) {
      return full(text);
    }
    Map<String, String> given = new TreeMap<>();
    for (String part : text.substring(mark + 1).split(",", -1)) {
      int sign = part.indexOf('=');
      String name = sign < 0 ? part : part.substring(0, sign);
      boolean known = List.of(CLASSES, CLASS_SHARE, IMAGES, IMAGE_SHARE, SEED).contains(name);
      if (sign < 0 || !known || given.put(name, part.substring(sign + 1)) != null) {
        throw new InvalidSubTaskException(
            "sub-task '%s': '%s' is not one of classes=, class-share=, images=, image-share=, seed=, each once"
                .formatted(text, part));
      }
    }
    try {
      return new SubTask(
          text.substring(0, mark),
          given.containsKey(CLASSES)
              ? List.of(given.getOrDefault(CLASSES, "").split("\\|", -1))
              : List.of(),
          Double.parseDouble(given.getOrDefault(CLASS_SHARE, "1")),
          Integer.parseInt(given.getOrDefault(IMAGES, "0")),
          Double.parseDouble(given.getOrDefault(IMAGE_SHARE, "1")),
          Long.parseLong(given.getOrDefault(SEED, "0")));
    } catch (NumberFormatException e) {
      throw new InvalidSubTaskException(
          "sub-task '%s' has a number that cannot be read".formatted(text));
    }
  }
}
