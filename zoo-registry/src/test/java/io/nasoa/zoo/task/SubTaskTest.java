package io.nasoa.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubTaskTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/trashnet.zip",
        "/data/trashnet.zip#images=15",
        "/data/trashnet.zip#class-share=0.5,seed=3",
        "s.zip#classes=a|b c,class-share=0.5,images=15,image-share=0.3,seed=-7",
        "draw:shapes:classes=3,images=60#image-share=0.25,seed=1"
      })
  void text_isReadBack(String text) {
    assertThat(SubTask.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#images=15",
        "x.zip#",
        "x.zip#images",
        "x.zip#images=many",
        "x.zip#images=-1",
        "x.zip#images=1,images=2",
        "x.zip#class-share=0",
        "x.zip#image-share=1.5",
        "x.zip#seed=4",
        "x.zip#classes=a||b",
        "x.zip#colour=red"
      })
  void text_thatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> SubTask.parse(text)).isInstanceOf(InvalidSubTaskException.class);
  }

  @Test
  void name_doesNotTellWhereTheDataLie() {
    SubTask task = SubTask.full("/somewhere/flowers5.ZIP").withImages(15, 2);
    assertThat(task.name()).isEqualTo("flowers5#images=15,seed=2");
    assertThat(SubTask.full("sets/flowers5/").name()).isEqualTo("flowers5");
    assertThat(SubTask.full("draw:shapes").name()).isEqualTo("draw:shapes");
  }

  @Test
  void groups_holdEverySetOnceAndTheSourceInFours() {
    List<TaskGroup> all = TaskGroups.shipped().all();
    List<String> sets =
        all.stream()
            .filter(group -> group.role() != TaskGroup.Role.SOURCE)
            .flatMap(group -> group.data().stream())
            .toList();
    assertThat(sets).hasSize(21).doesNotHaveDuplicates();
    List<TaskGroup> source =
        all.stream().filter(group -> group.role() == TaskGroup.Role.SOURCE).toList();
    assertThat(source).hasSize(4).allSatisfy(group -> assertThat(group.classes()).hasSize(5));
    assertThat(source.stream().flatMap(group -> group.classes().stream())).doesNotHaveDuplicates();
  }

  @Test
  void relatedSets_areOneGroup() {
    TaskGroups groups = TaskGroups.shipped();
    assertThat(groups.of(SubTask.full("a/pacs-art6.zip")))
        .isEqualTo(groups.of(SubTask.parse("b/pacs-sketch6.zip#images=15")));
    assertThat(groups.of(SubTask.full("fashion-mnist-sample.zip")).role())
        .isEqualTo(TaskGroup.Role.DEV);
    assertThat(groups.of(SubTask.full("scene15")).name())
        .isEqualTo(groups.of(SubTask.full("house-rooms4")).name());
  }

  @Test
  void drawnAndUnknownData_areNoHeadlines() {
    TaskGroups groups = TaskGroups.shipped();
    TaskGroup drawn = groups.of(SubTask.full("draw:shapes:classes=3"));
    assertThat(drawn.role()).isEqualTo(TaskGroup.Role.DRAWN);
    assertThat(drawn.role().isHeadline()).isFalse();
    assertThat(groups.of(SubTask.full("my/photos")).role()).isEqualTo(TaskGroup.Role.OTHER);
  }

  @Test
  void sourceTask_needsClassesOfOneGroup() {
    TaskGroups groups = TaskGroups.shipped();
    SubTask source = SubTask.full("source-tiny-imagenet-100.zip");
    TaskGroup second = groups.ofData(source).get(1);
    assertThat(groups.of(second.whole(source.data()))).isEqualTo(second);
    assertThatThrownBy(() -> groups.of(source))
        .isInstanceOf(InvalidSubTaskException.class)
        .hasMessageContaining("source-1");
  }
}
