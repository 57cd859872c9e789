package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.activities.data.drawn.DrawnTask;
import io.nasoa.activities.data.drawn.Family;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoOpenFiles.class)
class DrawnTaskTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource(Family.class)
  void read_anyFamily_fiftyNamedClassesSplitEvenly(Family family) {
    DatasetIndex index =
        ImageFolders.reader()
            .read(new DataReference.Drawn(new DrawnTask(family, 50, 1_000, 16, 0.5, 0)));
    assertThat(index.classes()).hasSize(50).doesNotHaveDuplicates().isSorted();
    assertThat(index.classes()).allMatch(name -> name.matches("[a-z0-9-]+"));
    for (int label = 0; label < 50; label++) {
      int wanted = label;
      assertThat(index.train().stream().filter(file -> file.label() == wanted)).hasSize(16);
      assertThat(index.validation().stream().filter(file -> file.label() == wanted)).hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void draw_sameImageEveryTime_anotherForEveryIndexAndSeed(Family family) {
    DrawnTask task = new DrawnTask(family, 5, 100, 24, 0.5, 1);
    byte[] image = task.draw(7);
    assertThat(image).hasSize(24 * 24 * 3).isEqualTo(task.draw(7)).isNotEqualTo(task.draw(12));
    assertThat(new DrawnTask(family, 5, 100, 24, 0.5, 2).draw(7)).isNotEqualTo(image);
  }

  /**
   * A classifier that knows nothing of the drawing: nearest neighbour on gradient directions. Clean
   * tasks must be learnable well above chance, and difficulty must cost accuracy.
   */
  @ParameterizedTest
  @EnumSource(Family.class)
  void draw_learnable_andHarderWithDifficulty(Family family) {
    double easy = accuracy(family, 0);
    double middle = accuracy(family, 0.5);
    double hard = accuracy(family, 1);
    assertThat(easy).as("%s %s %s", easy, middle, hard).isGreaterThan(0.8);
    assertThat(middle).as("%s %s %s", easy, middle, hard).isGreaterThan(0.3).isLessThan(easy);
    assertThat(hard).as("%s %s %s", easy, middle, hard).isLessThan(middle - 0.05);
  }

  private static double accuracy(Family family, double difficulty) {
    DrawnTask task = new DrawnTask(family, 10, 400, 32, difficulty, 3);
    float[][] features = new float[task.images()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = GradientFeatures.of(task.draw(i), task.size());
    }
    int right = 0;
    for (int i = 300; i < 400; i++) {
      int nearest = 0;
      for (int j = 1; j < 300; j++) {
        if (distance(features[i], features[j]) < distance(features[i], features[nearest])) {
          nearest = j;
        }
      }
      right += task.classOf(i) == task.classOf(nearest) ? 1 : 0;
    }
    return right / 100.0;
  }

  private static double distance(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (left[i] - right[i]) * (left[i] - right[i]);
    }
    return sum;
  }

  @Test
  void load_drawnTask_likeAnyOther() {
    ImageCache cache = new ImageCache(temporary, ImageFolders.reader(), new ImageDecoder(), 2);
    DatasetIndex index =
        ImageFolders.reader().read(DataReference.parse("draw:shapes:images=50,size=32"));
    byte[] pixels = new byte[3 * 32 * 32];
    try (DecodedDataset decoded = cache.load(index, 32)) {
      assertThat(decoded.train().size()).isEqualTo(40);
      decoded.train().read(0, pixels);
    }
    String path = index.train().get(0).path();
    int number = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    DrawnTask task = ((DataReference.Drawn) index.source()).task();
    assertThat(pixels).isEqualTo(task.draw(number));
    try (DecodedDataset smaller = cache.load(index, 16)) {
      assertThat(smaller.train().side()).isEqualTo(16);
    }
  }

  @ParameterizedTest
  @CsvSource({"classes=6", "images=501", "size=63", "difficulty=0.4", "seed=1"})
  void read_anyOtherParameter_anotherHash(String parameter) {
    DatasetReader reader = ImageFolders.reader();
    String standard = reader.read(DataReference.parse("draw:shapes")).sha256();
    assertThat(reader.read(DataReference.parse("draw:shapes:" + parameter)).sha256())
        .isNotEqualTo(standard);
    assertThat(reader.read(DataReference.parse("draw:glyphs")).sha256()).isNotEqualTo(standard);
    assertThat(reader.read(DataReference.parse("draw:shapes:seed=0")).sha256()).isEqualTo(standard);
  }

  @Test
  void construct_outOfRange_refused() {
    assertThatThrownBy(() -> new DrawnTask(Family.SHAPES, 51, 500, 64, 0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classes");
    assertThatThrownBy(() -> new DrawnTask(Family.SHAPES, 5, 500, 64, Double.NaN, 0))
        .hasMessageContaining("difficulty");
  }
}
