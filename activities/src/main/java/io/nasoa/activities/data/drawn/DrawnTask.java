package io.nasoa.activities.data.drawn;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A drawn classification task. Every image is a pure function of the task and its index, the same
 * on every platform. Image {@code i} shows class {@code i % classes}.
 *
 * @param family what is drawn
 * @param classes number of classes, 2 to 50
 * @param images number of images of all classes together, at least 2 a class, at most 1,000,000
 * @param size side in pixels, 16 to 512
 * @param difficulty 0 (clean, upright, high contrast) to 1 (noise, clutter, free pose, low
 *     contrast)
 * @param seed any
 */
public record DrawnTask(
    Family family, int classes, int images, int size, double difficulty, long seed) {
  public static final int LEAST_CLASSES = 2;
  public static final int MOST_CLASSES = 50;
  public static final int MOST_IMAGES = 1_000_000;
  public static final int LEAST_SIZE = 16;
  public static final int MOST_SIZE = 512;

  /** Raised whenever the drawing changes, so that cached images are not taken for the new ones. */
  private static final int DRAWING_VERSION = 1;

  public DrawnTask {
    require(classes >= LEAST_CLASSES && classes <= MOST_CLASSES, "classes");
    require(images >= 2L * classes && images <= MOST_IMAGES, "images");
    require(size >= LEAST_SIZE && size <= MOST_SIZE, "size");
    require(difficulty >= 0 && difficulty <= 1, "difficulty");
  }

  private static void require(boolean holds, String parameter) {
    if (!holds) {
      throw new IllegalArgumentException(
          "parameter %s of a drawn task is out of range".formatted(parameter));
    }
  }

  /** 500 images of 64 pixels in five classes, difficulty 0.5, seed 0. */
  public static DrawnTask ofDefaults(Family family) {
    return new DrawnTask(family, 5, 500, 64, 0.5, 0);
  }

  /** The task as {@code draw:...} with all parameters. */
  public String text() {
    return "draw:%s:classes=%d,images=%d,size=%d,difficulty=%s,seed=%d"
        .formatted(family.name().toLowerCase(Locale.ROOT), classes, images, size, difficulty, seed);
  }

  /** What determines every pixel: the parameters and the version of the drawing. */
  public String canonical() {
    return text() + ",drawing=" + DRAWING_VERSION;
  }

  /** Class names; their position is the class number of {@link #classOf}. */
  public List<String> classNames() {
    return IntStream.range(0, classes).mapToObj(i -> family.painter().name(i, classes)).toList();
  }

  /** Class number of an image, in [0, classes). */
  public int classOf(int image) {
    return image % classes;
  }

  /** One image as {@code size * size * 3} bytes in height, width, channel order. */
  public byte[] draw(int image) {
    RandomStream random = new RandomStream(seed, family.name().hashCode(), image);
    Canvas canvas = new Canvas(size);
    family.painter().paint(canvas, classOf(image), classes, difficulty, random);
    canvas.addNoise(random, 0.01 + 0.15 * difficulty * difficulty);
    return canvas.toBytes();
  }
}
