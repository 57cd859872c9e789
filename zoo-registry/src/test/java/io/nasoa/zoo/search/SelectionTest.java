package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.search.Selection.Ranked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final SearchSettings LIMITED =
      new SearchSettings(4, 0.5, 0, 0, new Limits(100, 1000, 10_000));

  private final List<Trial> trials = new ArrayList<>();

  private void measured(double accuracy, double time, long parameters, long macs, long memory) {
    Trial asked = Trial.queued(trials.size(), "g" + trials.size()).askedAgain();
    trials.add(asked.told(new Measurement(accuracy, time, parameters, macs, memory)));
  }

  private List<Integer> best(int count) {
    return Selection.best(trials, count, LIMITED).stream()
        .map(ranked -> ranked.trial().number())
        .toList();
  }

  @Test
  void best_beyondTheLimits_comesBehindAndByViolation() {
    measured(99, 1, 200, 0, 0);
    measured(98, 1, 110, 0, 0);
    measured(50, 9, 100, 1000, 10_000);
    measured(97, 1, 100, 1100, 11_000);

    assertThat(best(4)).containsExactly(2, 1, 3, 0);
    assertThat(Selection.best(trials, 4, LIMITED))
        .extracting(Ranked::rank)
        .containsExactly(0, 1, 2, 3);
    assertThat(best(2)).containsExactly(2, 1);
  }

  @Test
  void best_frontTooLarge_keepsItsEndsAndTheLoneliest() {
    measured(10, 1, 0, 0, 0);
    measured(11, 1.1, 0, 0, 0);
    measured(20, 5, 0, 0, 0);
    measured(12, 1.2, 0, 0, 0);
    measured(30, 9, 0, 0, 0);

    assertThat(best(3)).containsExactly(0, 4, 2);
  }

  @Test
  void best_pendingAndFailed_areLeftOut() {
    trials.add(Trial.queued(0, "g0").askedAgain());
    trials.add(Trial.queued(1, "g1").askedAgain().failed("crashed"));
    measured(1, 1, 0, 0, 0);

    assertThat(best(4)).containsExactly(2);
    assertThat(ParetoFront.of(trials, Limits.NONE)).containsExactly(trials.get(2));
  }

  @Test
  void paretoFront_beyondTheLimits_isLeftOut() {
    measured(99, 1, 101, 0, 0);
    measured(50, 9, 100, 0, 0);

    assertThat(ParetoFront.of(trials, LIMITED.limits())).containsExactly(trials.get(1));
  }

  @Test
  void violation_isTheSumOfTheExcessShares() {
    Limits limits = new Limits(100, 1000, 10_000);

    assertThat(limits.violation(new Measurement(1, 1, 100, 1000, 10_000))).isZero();
    assertThat(limits.violation(new Measurement(1, 1, 150, 1000, 40_000))).isEqualTo(3.5);
  }

  @Test
  void records_impossibleValues_areRefused() {
    assertThatThrownBy(() -> new Measurement(Double.NaN, 1, 0, 0, 0))
        .hasMessageContaining("accuracy is NaN");
    assertThatThrownBy(() -> new Measurement(1, -1, 0, 0, 0)).hasMessageContaining("step time");
    assertThatThrownBy(() -> new Measurement(1, 1, 0, -1, 0)).hasMessageContaining("macs");
    assertThatThrownBy(() -> new Limits(0, 1, 1)).hasMessageContaining("limits");
    assertThatThrownBy(() -> new SearchSettings(1, 0.5, 0, 0, Limits.NONE))
        .hasMessageContaining("population is 1");
    assertThatThrownBy(() -> new SearchState(2, SearchSettings.DEFAULT, 0, 0, List.of()))
        .hasMessageContaining("schema 2");
  }
}
