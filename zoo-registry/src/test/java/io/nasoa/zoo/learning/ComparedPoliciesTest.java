package io.nasoa.zoo.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.Experience.Kind;
import io.nasoa.zoo.experience.Experience.Lesson;
import io.nasoa.zoo.experience.ExperienceFixture;
import io.nasoa.zoo.planning.Policy;
import io.nasoa.zoo.planning.PolicyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several configurations were run on tasks of others: what that tells about policies. */
class ComparedPoliciesTest {
  private static final List<Double> RATES = List.of(0.01, 0.05, 0.2);

  private static List<Experience> group(int number) {
    List<Experience> runs = new ArrayList<>();
    for (int i = 0; i < RATES.size(); i++) {
      runs.add(run(Kind.PRIOR, "set" + "x".repeat(number), 0.5 + 0.1 * i, RATES.get(i)));
    }
    return runs;
  }

  private static Experience run(Kind kind, String dataset, double accuracy, double rate) {
    Experience run = ExperienceFixture.of(kind, dataset, Lesson.WHOLE, accuracy, rate, 12.0, 0.02);
    return kind == Kind.OWN ? run : withoutDecision(run);
  }

  private static Experience withoutDecision(Experience run) {
    return new Experience(
        run.schema(),
        run.kind(),
        run.dataset(),
        run.data(),
        run.model(),
        run.regime(),
        run.limitShare(),
        run.limitSeconds(),
        run.seed(),
        run.outcome(),
        run.cost(),
        null,
        run.versions(),
        run.endedAt());
  }

  private static List<Experience> groups(int count) {
    List<Experience> all = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      all.addAll(group(number));
    }
    return all;
  }

  private static LearnedState learned(List<Experience> runs) {
    LearnedState state = LearnedState.start();
    runs.forEach(run -> state.learn("task", run));
    return state;
  }

  private static PolicyState policies(LearnedState state) {
    return state
        .knowledge(new StepTimes(List.of(), List.of()), 12, Map.of("classEntropy", 0.9), 4, 200)
        .policies();
  }

  @Test
  void learn_fewGroups_tellNothing() {
    LearnedState state = learned(groups(3));
    assertThat(state.comparedTasks()).isZero();
    assertThat(policies(state).gainErrors()).isEmpty();
  }

  @Test
  void learn_oneMoreGroup_isComparedBeforeItsRunsTeach() {
    LearnedState before = learned(groups(3));
    LearnedState state = learned(groups(4));
    assertThat(state.comparedTasks()).isEqualTo(1);
    assertThat(policies(state).outcomeErrors().errors()).containsOnlyKeys("setxxx");
    // All policies saw that the last configuration leads: there is no gain to be wrong about.
    assertThat(policies(state).gainErrors()).doesNotContainKey(Policy.PORTFOLIO_OF_ONE);
    assertThat(policies(before).outcomeErrors().errors()).doesNotContainKey("setxxx");
  }

  @Test
  void learn_groupWithoutAChoice_isNotCompared() {
    List<Experience> runs = groups(3);
    runs.add(run(Kind.PRIOR, "alone", 0.5, 0.05));
    runs.add(run(Kind.OWN, "mine", 0.5, 0.05));
    runs.add(run(Kind.OWN, "mine", 0.9, 0.2));
    assertThat(learned(runs).comparedTasks()).isZero();
  }

  @Test
  void learn_groupThatWasKnown_isNotComparedAgain() {
    List<Experience> runs = groups(5);
    runs.addAll(group(1));
    assertThat(learned(runs).comparedTasks()).isEqualTo(2);
  }

  @Test
  void learn_interruptedInsideAGroup_isTheSameToTheByte() {
    List<Experience> runs = groups(6);
    runs.add(run(Kind.OWN, "mine", 0.9, 0.2));
    byte[] straight = Snapshot.write(learned(runs));
    for (int cut = 1; cut < runs.size(); cut++) {
      LearnedState first = learned(runs.subList(0, cut));
      policies(first);
      LearnedState state = Snapshot.read(Snapshot.write(first));
      runs.subList(cut, runs.size()).forEach(run -> state.learn("task", run));
      assertThat(Snapshot.write(state)).as("cut at %d", cut).isEqualTo(straight);
    }
  }

  /** A lone run would count how far the outcome was off as an error of the gain. */
  @Test
  void learn_ownRunAfterComparisons_tellsNothingAboutGains() {
    List<Experience> runs = groups(5);
    Map<Policy, ?> before = policies(learned(runs)).gainErrors();
    runs.add(run(Kind.OWN, "mine", 0.9, 0.2));
    PolicyState after = policies(learned(runs));
    assertThat(after.gainErrors()).isEqualTo(before);
    assertThat(after.outcomeErrors().errors()).containsKey("mine");
    LearnedState alone = learned(List.of(run(Kind.OWN, "mine", 0.9, 0.2)));
    assertThat(policies(alone).gainErrors()).containsOnlyKeys(Policy.ADAPTIVE);
  }

  @Test
  void lesson_otherProposals_keepTheirLead() {
    Experience run = run(Kind.OWN, "mine", 0.9, 0.2);
    double actual = ExperienceEncoder.target(run);
    PolicyState.Lesson lesson = ExperienceEncoder.lesson(run).orElseThrow();
    assertThat(lesson.observed()).containsExactly(Policy.ADAPTIVE);
    assertThat(lesson.outcomes())
        .containsEntry(Policy.ADAPTIVE, actual)
        .containsEntry(Policy.DEFAULT, actual - 0.2);
    assertThat(lesson.gainErrors()).containsOnlyKeys(Policy.ADAPTIVE);
    assertThat(lesson.gainErrors().get(Policy.ADAPTIVE)).isCloseTo(0.7 - actual, within(1e-12));
  }
}
