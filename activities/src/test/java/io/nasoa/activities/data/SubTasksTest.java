package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.task.SubTask;
import io.nasoa.zoo.task.TaskGroup;
import io.nasoa.zoo.task.TaskGroups;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubTasksTest {
  private static final String DATA = "draw:shapes:classes=6,images=240,size=16,difficulty=0";

  private final DatasetIndex whole =
      new DatasetReader(DataRoots.EVERYTHING, ArchiveLimits.DEFAULT)
          .read(DataReference.parse(DATA));

  private DatasetIndex drawn(String reduction) {
    return SubTasks.of(whole, SubTask.parse(DATA + reduction));
  }

  @Test
  void fullTask_isTheDataSet() {
    assertThat(drawn("")).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#images=7,seed=3", "#class-share=0.5,image-share=0.4,seed=9"})
  void draw_isAFunctionOfDataAndSeed(String reduction) {
    DatasetIndex once = drawn(reduction);
    assertThat(drawn(reduction)).isEqualTo(once);
    assertThat(drawn(reduction + "1").train()).isNotEqualTo(once.train());
    assertThat(once.sha256()).isNotEqualTo(whole.sha256());
  }

  @Test
  void imagesPerClass_areDrawnOfEachAndNeverFromVal() {
    DatasetIndex few = drawn("#images=7,seed=3");
    for (int label = 0; label < few.classes().size(); label++) {
      int wanted = label;
      assertThat(few.train().stream().filter(file -> file.label() == wanted)).hasSize(7);
    }
    assertThat(whole.train()).containsAll(few.train());
    assertThat(few.validation()).isEqualTo(whole.validation());
  }

  @Test
  void smallerDraws_arePartsOfLargerOnes() {
    assertThat(drawn("#images=12,seed=3").train()).containsAll(drawn("#images=5,seed=3").train());
    assertThat(drawn("#image-share=0.6,seed=3").train())
        .containsAll(drawn("#image-share=0.2,seed=3").train());
  }

  @Test
  void classShare_keepsAtLeastThree() {
    assertThat(drawn("#class-share=0.5,seed=1").classes()).hasSize(3);
    assertThat(drawn("#class-share=0.1,seed=1").classes()).hasSize(3);
    assertThat(drawn("#class-share=0.7,seed=1").classes()).hasSize(4);
    DatasetIndex half = drawn("#class-share=0.5,seed=1");
    assertThat(whole.classes()).containsAll(half.classes());
    assertThat(half.validation()).allSatisfy(file -> assertThat(file.label()).isBetween(0, 2));
    assertThat(half.validation()).hasSize(whole.validation().size() / 2);
  }

  @Test
  void unknownClass_isRefusedByName() {
    assertThatThrownBy(() -> drawn("#classes=dodo"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("dodo");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5})
  void fitAndSelect_partTrainPerClassAndNeverOverlap(long seed) {
    DatasetIndex task = drawn("#images=15,seed=2");
    ImageSet train = new FakeImages(task.train().size(), 4, 6);
    Splits.Split split = Splits.fitAndSelect(train, task.sha256(), seed);
    Set<Integer> fit = new TreeSet<>();
    for (int index : split.first()) {
      fit.add(index);
    }
    for (int index : split.second()) {
      assertThat(fit).doesNotContain(index);
    }
    assertThat(split.first()).hasSize(6 * 12);
    assertThat(split.second()).hasSize(6 * 3);
    assertThat(Splits.fitAndSelect(train, task.sha256(), seed).second()).isEqualTo(split.second());
    assertThat(Splits.fitAndSelect(train, task.sha256(), seed + 1).second())
        .isNotEqualTo(split.second());
  }

  @Test
  void sourceGroups_areTheWithheldClasses() {
    List<TaskGroup> source =
        TaskGroups.shipped().all().stream()
            .filter(group -> group.role() == TaskGroup.Role.SOURCE)
            .toList();
    assertThat(
            source.stream().flatMap(group -> group.classes().stream()).collect(Collectors.toSet()))
        .isEqualTo(SourceClasses.withheld());
  }
}
