package io.nasoa.zoo.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.cost.TimeSource;
import io.nasoa.zoo.cost.TimingGroup;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.Experience.Kind;
import io.nasoa.zoo.experience.Experience.Lesson;
import io.nasoa.zoo.experience.ExperienceFixture;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.Planner;
import io.nasoa.zoo.planning.PlanningKnowledge;
import io.nasoa.zoo.planning.PlanningRules;
import io.nasoa.zoo.planning.PlanningTask;
import io.nasoa.zoo.predictor.AccuracyTarget;
import io.nasoa.zoo.profile.ProfileFeatures;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import io.nasoa.zoo.rivals.Networks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedStateTest {
  private static final TimingGroup GROUP =
      new TimingGroup("cpu", 1, "2-_8_2-2", 1, TimeSource.MEASURED);

  private static LearnedState learned(List<StoredExperience> log) {
    LearnedState state = LearnedState.start();
    log.forEach(state::learn);
    return state;
  }

  private static LearnedState learned(String dataset, Lesson lesson, Double... accuracy) {
    LearnedState state = LearnedState.start();
    state.learn(
        "task", ExperienceFixture.of(dataset, lesson, accuracy.length == 0 ? null : accuracy[0]));
    return state;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void learn_interruptedAnywhere_isTheSameToTheByte(long seed) {
    List<StoredExperience> log = ExperienceFixture.log(seed, 40);
    byte[] live = Snapshot.write(learned(log));
    LearnedState resumed = LearnedState.start();
    for (int i = 0; i < log.size(); i++) {
      if (i % (3 + seed) == 0) {
        resumed = Snapshot.read(Snapshot.write(resumed));
      }
      resumed.learn(log.get(i));
    }
    assertThat(Snapshot.write(resumed)).isEqualTo(live);
  }

  @Test
  void learn_wholeRun_teachesEverything() {
    LearnedState state = learned("flowers", Lesson.WHOLE, 0.9);
    PlanningKnowledge knowledge = knowledge(state);
    assertThat(state.learned()).isEqualTo(1);
    assertThat(state.ownTasks()).isEqualTo(1);
    assertThat(knowledge.correction().learned()).isEqualTo(1);
    assertThat(knowledge.policies().hedge().learned()).isEqualTo(1);
    assertThat(knowledge.nearestPastTask()).isNotNull();
    assertThat(knowledge.tasks()).isEqualTo(1);
  }

  @Test
  void learn_censoredRun_teachesItsTimeOnly() {
    LearnedState state = learned("flowers", Lesson.CENSORED, 0.9);
    assertThat(state.learned()).isZero();
    assertThat(knowledge(state).correction().ratios(GROUP).quantile(0.5))
        .isNotEqualTo(knowledge(LearnedState.start()).correction().ratios(GROUP).quantile(0.5));
    assertThat(knowledge(state).policies().hedge().learned()).isZero();
    assertThat(knowledge(state).nearestPastTask()).isNull();
  }

  @Test
  void learn_divergedRun_teachesChanceOfThePlannedSteps() {
    Experience diverged = ExperienceFixture.of("flowers", Lesson.DIVERGED, null);
    assertThat(ExperienceEncoder.target(diverged)).isEqualTo(AccuracyTarget.of(0.25, 4));
    List<Double> features = new ExperienceEncoder().example(diverged, "t").features();
    int place = ExperienceEncoder.SCHEMA.names().indexOf("logSteps");
    assertThat(features.get(place)).isEqualTo(Math.log(100));
    assertThat(learned("flowers", Lesson.DIVERGED).learned()).isEqualTo(1);
  }

  @Test
  void learn_unreadableEntries_teachNothingAndAreCounted() {
    Experience experience = ExperienceFixture.of("flowers", Lesson.WHOLE, 0.5);
    StoredExperience stored = ExperienceFixture.stored("a", experience);
    LearnedState state = LearnedState.start();
    byte[] before = Snapshot.write(state);
    for (String json :
        List.of(
            "{",
            stored.experienceJson().replace("\"schema\":1", "\"schema\":9"),
            stored.experienceJson().replace("2-_8_2-2", "no network"))) {
      state.learn(new StoredExperience("default", "a", 1, 1, json, Instant.EPOCH));
    }
    assertThat(state.unreadable()).isEqualTo(3);
    assertThat(state.learned()).isZero();
    assertThat(Snapshot.write(state)).hasSameSizeAs(before);
  }

  @Test
  void learn_priorRuns_countAsNoOwnTasks() {
    LearnedState state = LearnedState.start();
    state.learn("t", ExperienceFixture.of(Kind.PRIOR, "p", Lesson.WHOLE, 0.5, 0.05, 12.0, 0.02));
    assertThat(state.ownTasks()).isZero();
    assertThat(state.learned()).isEqualTo(1);
    assertThat(state.datasets()).containsExactly("p");
  }

  @Test
  void limitClass_joinsNearLimits() {
    assertThat(LearnedState.limitClass(30)).isEqualTo(LearnedState.limitClass(36));
    assertThat(LearnedState.limitClass(13))
        .isCloseTo(12, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(LearnedState.limitClass(4)).isNotEqualTo(LearnedState.limitClass(12));
  }

  @Test
  void snapshot_damagedOrForeign_isRefused() {
    byte[] bytes = Snapshot.write(learned("flowers", Lesson.WHOLE, 0.9));
    for (int length : new int[] {0, 3, 20, bytes.length - 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Snapshot.read(java.util.Arrays.copyOf(bytes, length)));
    }
    bytes[7]++;
    assertThatIllegalArgumentException().isThrownBy(() -> Snapshot.read(bytes));
  }

  @Test
  void leaveGroupOut_stateKnowsTheGroup_isRefused() {
    ModelCost cost = ModelCost.of(Networks.parse("2-_8_2-2").toGraph(4, Stem.STANDARD), 64);
    PlannedModel model =
        new PlannedModel("small", "2-_8_2-2", Stem.STANDARD, 64, cost, 0.4, Double.NaN, 0.6);
    RegimeSpace space =
        new RegimeSpace(RegimeAxes.VERSION_1, List.of(new SpaceModel("small", 0, 1)));
    Planner planner = new Planner(PlanningRules.DEFAULT, space, List.of(model), 100);
    LearnedState state = learned("flowers", Lesson.WHOLE, 0.9);
    StepTimes times = new StepTimes(List.of(), List.of());

    assertThatThrownBy(() -> LeaveGroupOut.plan(planner, task("flowers"), state, times))
        .isInstanceOf(LeaveGroupOut.LeakException.class)
        .hasMessageContaining("flowers");
    assertThat(LeaveGroupOut.plan(planner, task("birds"), state, times).chosen()).isNotNull();
    // What a product does: it knows the data, and plans with all that it knows.
    assertThat(planner.plan(task("flowers"), knowledge(state)).chosen()).isNotNull();
  }

  private static PlanningTask task(String dataset) {
    List<Double> features = ProfileFeatures.vector(Map.of("classEntropy", 0.9));
    return new PlanningTask(dataset, 4, 200, 80, features, "cpu", 1, 30, 0, 4e9, 10);
  }

  private static PlanningKnowledge knowledge(LearnedState state) {
    return state.knowledge(
        new StepTimes(List.of(), List.of()), 30, Map.of("classEntropy", 0.9), 4, 200);
  }
}
