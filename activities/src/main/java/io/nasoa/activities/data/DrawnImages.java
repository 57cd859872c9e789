package io.nasoa.activities.data;

import io.nasoa.activities.data.drawn.DrawnTask;
import java.util.ArrayList;
import java.util.List;

/** A drawn task as a data set: its images have made-up paths that end in their number. */
final class DrawnImages implements ImageSource {
  private static final double TRAIN_SHARE = 0.8;

  private final DrawnTask task;

  DrawnImages(DrawnTask task) {
    this.task = task;
  }

  /** The index; its hash is over the parameters, which determine every pixel. */
  static DatasetIndex index(DataReference.Drawn reference) {
    DrawnTask task = reference.task();
    List<String> names = task.classNames();
    List<String> classes = names.stream().sorted(CodePointOrder.INSTANCE).toList();
    int[] labels = new int[task.images()];
    for (int image = 0; image < labels.length; image++) {
      labels[image] = classes.indexOf(names.get(task.classOf(image)));
    }
    Splits.Split split = Splits.perClass(labels, TRAIN_SHARE, 0);
    return new DatasetIndex(
        reference,
        classes,
        files("train", classes, labels, split.first()),
        files("val", classes, labels, split.second()),
        new ContentHash().add(task.canonical()).hex());
  }

  private static List<ImageFile> files(
      String folder, List<String> classes, int[] labels, int[] images) {
    List<ImageFile> files = new ArrayList<>(images.length);
    for (int image : images) {
      String path = "%s/%s/%07d".formatted(folder, classes.get(labels[image]), image);
      files.add(new ImageFile(path, labels[image]));
    }
    files.sort((a, b) -> CodePointOrder.INSTANCE.compare(a.path(), b.path()));
    return files;
  }

  @Override
  public byte[] pixels(ImageFile image, int side) {
    int number = Integer.parseInt(image.path().substring(image.path().lastIndexOf('/') + 1));
    return Resampler.square(new RgbImage(task.size(), task.size(), task.draw(number)), side);
  }

  @Override
  public ImageSize size(ImageFile image) {
    return new ImageSize(task.size(), task.size());
  }

  @Override
  public void close() {}
}
