package io.nasoa.zoo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.zoo.task.TaskGroup;
import io.nasoa.zoo.task.TaskGroups;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooksTest {
  @Test
  void shipped_namesOnlyDataOfTheProtocol() {
    Looks looks = Looks.shipped();
    List<String> photos =
        TaskGroups.shipped().all().stream()
            .map(TaskGroup::data)
            .flatMap(List::stream)
            .distinct()
            .filter(data -> looks.of(data) == Look.COLOUR_PHOTO)
            .toList();
    assertThat(photos).hasSize(12).contains("house-rooms4").doesNotContain("scene15");
    assertThat(looks.of("somebody-elses")).isEqualTo(Look.OTHER);
  }
}
