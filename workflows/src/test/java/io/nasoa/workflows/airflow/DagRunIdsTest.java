package io.nasoa.workflows.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DagRunIdsTest {
  private static final long ACCEPTED = 1_795_000_000_000L;

  @Test
  void of_plainNames_isReadable() {
    assertThat(DagRunIds.of("nasoa-default-task-trash", 2, ACCEPTED, "before"))
        .isEqualTo("nasoa__nasoa-default-task-trash__2-mwm0nk74__before");
  }

  @Test
  void of_namesThatCleaningMakesAlike_stayDifferent() {
    assertThat(DagRunIds.of("task/a", 1, ACCEPTED, "before"))
        .startsWith("nasoa__task-a__")
        .isNotEqualTo(DagRunIds.of("task-a", 1, ACCEPTED, "before"))
        .isNotEqualTo(DagRunIds.of("task a", 1, ACCEPTED, "before"));
  }

  @Test
  void of_anotherRunOfTheSameWork_isAnother() {
    assertThat(DagRunIds.of("task-a", 1, ACCEPTED, "before"))
        .isNotEqualTo(DagRunIds.of("task-a", 2, ACCEPTED, "before"))
        .isNotEqualTo(DagRunIds.of("task-a", 1, ACCEPTED + 1, "before"));
  }

  @Test
  void of_longNames_keepApartWhatDiffersAtTheirEnd() {
    String id = "x".repeat(1000);

    assertThat(DagRunIds.of(id, 1, ACCEPTED, "before"))
        .hasSize(DagRunIds.LONGEST)
        .isNotEqualTo(DagRunIds.of(id, 1, ACCEPTED, "after"));
  }

  @Test
  void of_anyNames_isTakenByAirflowAndRepeats() {
    Random random = new Random(11);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      String workflow = text(random);
      String step = text(random) + i;
      String name = DagRunIds.of(workflow, 1, ACCEPTED, step);
      assertThat(name).matches("nasoa__[A-Za-z0-9_.~:+-]{1,193}");
      assertThat(DagRunIds.of(workflow, 1, ACCEPTED, step)).isEqualTo(name);
      names.add(name);
    }
    assertThat(names).hasSize(2000);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(150); length > 0; length--) {
      text.append(
          (char) (random.nextInt(10) == 0 ? random.nextInt(0x3000) : 32 + random.nextInt(95)));
    }
    return text.toString();
  }
}
