package io.nasoa.baselines.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.learning.LeaveGroupOut;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.PlanningTask;
import io.nasoa.zoo.profile.ProfileFeatures;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import io.nasoa.zoo.rivals.Networks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OneShotPlannerTest {
  private static final Map<String, String> ARCHITECTURES =
      new TreeMap<>(Map.of("large", "2-_16_2-2", "small", "2-_8_2-2"));
  private static final RegimeSpace SPACE =
      new RegimeSpace(
          RegimeAxes.VERSION_1,
          ARCHITECTURES.keySet().stream().map(name -> new SpaceModel(name, 0, 1)).toList());
  private static final double STEP = .02;
  private static final int CANDIDATES = 200;

  private static PlannedModel model(String name) {
    String architecture = ARCHITECTURES.getOrDefault(name, "");
    ModelCost cost = ModelCost.of(Networks.parse(architecture).toGraph(4, Stem.SMALL_INPUT), 32);
    return new PlannedModel(
        name, architecture, Stem.SMALL_INPUT, 32, cost, Double.NaN, Double.NaN, Double.NaN);
  }

  private static OneShotPlanner planner(StepSeconds seconds) {
    List<PlannedModel> models =
        ARCHITECTURES.keySet().stream().map(OneShotPlannerTest::model).toList();
    return new OneShotPlanner(SPACE, models, seconds, CANDIDATES);
  }

  private static OneShotPlanner planner() {
    return planner((model, frozen, batch) -> STEP);
  }

  private static PlanningTask task(String group, double limit, double spent) {
    return new PlanningTask(
        group, 4, 400, 100, ProfileFeatures.vector(Map.of()), "cpu", 1, limit, spent, 1, 1);
  }

  /** The small model's default is the better default, another configuration the best of all. */
  private static LearnedState taught(String... groups) {
    LearnedState state = LearnedState.start();
    for (String group : groups) {
      state.learn(group, experience(group, SPACE.defaults("small"), .6));
      state.learn(group, experience(group, SPACE.defaults("large"), .5));
      state.learn(group, experience(group, best(), .9));
    }
    return state;
  }

  private static Configuration best() {
    Configuration it = SPACE.defaults("large");
    return new Configuration(
        it.model(),
        it.learningRate() / 2,
        1,
        it.limitShare(),
        it.batchSize(),
        it.weightDecay(),
        it.crop(),
        it.flip(),
        it.labelSmoothing());
  }

  private static Experience experience(String group, Configuration configuration, double accuracy) {
    PlannedModel model = model(configuration.model());
    return new Experience(
        Experience.SCHEMA,
        Experience.Kind.PRIOR,
        group,
        new Experience.Data(group, 4, 400, 100, new TreeMap<>()),
        new Experience.Model(
            model.name(), model.architecture(), model.stem(), 32, null, null, null, null),
        configuration.regime(500, RegimeAxes.VERSION_1),
        configuration.limitShare(),
        12.0,
        0,
        new Experience.Outcome(Experience.Lesson.WHOLE, "SCHEDULE", 500, accuracy),
        new Experience.Cost(12, 10, "cpu", 1, STEP, "MEASURED", null),
        null,
        new TreeMap<>(),
        Instant.EPOCH);
  }

  @Test
  void methods_otherGroupsKnown_chooseWhatWasBestThere() {
    LearnedState state = taught("a", "b", "c");
    PlanningTask task = task("d", 12, 0);
    assertThat(planner().one(task, state).orElseThrow().configuration()).isEqualTo(best());
    assertThat(planner().fixed(task, state).orElseThrow().configuration())
        .isEqualTo(SPACE.defaults("small"));
    OneShotChoice planned = planner().planned(task, state).orElseThrow();
    assertThat(planned.plan()).isNotNull();
    assertThat(SPACE.contains(planned.configuration())).isTrue();
    assertThat(planner().planned(task, state)).contains(planned);
    assertThat(planner().defaults(task, "large").orElseThrow().configuration())
        .isEqualTo(SPACE.defaults("large"));
  }

  @Test
  void methods_groupWasLearned_areRefused() {
    LearnedState state = taught("a", "b", "d");
    PlanningTask task = task("d", 12, 0);
    assertThatThrownBy(() -> planner().planned(task, state))
        .isInstanceOf(LeaveGroupOut.LeakException.class);
    assertThatThrownBy(() -> planner().one(task, state))
        .isInstanceOf(LeaveGroupOut.LeakException.class);
    assertThatThrownBy(() -> planner().fixed(task, state))
        .isInstanceOf(LeaveGroupOut.LeakException.class);
  }

  @Test
  void methods_nothingKnown_takeADefault() {
    PlanningTask task = task("d", 12, 0);
    assertThat(SPACE.defaults())
        .contains(
            planner().one(task, LearnedState.start()).orElseThrow().configuration(),
            planner().fixed(task, LearnedState.start()).orElseThrow().configuration());
  }

  @Test
  void choice_someWasSpentBefore_hasFewerSteps() {
    int whole = planner().defaults(task("d", 12, 0), "small").orElseThrow().steps();
    int rest = planner().defaults(task("d", 12, 6), "small").orElseThrow().steps();
    assertThat(rest).isLessThan(whole).isGreaterThan(whole / 4);
    assertThat(whole * STEP).isLessThan(12);
  }

  @Test
  void choice_bestDoesNotFit_isAnotherOne() {
    OneShotPlanner slow = planner((model, frozen, batch) -> model.equals("small") ? STEP : 60);
    PlanningTask task = task("d", 12, 0);
    LearnedState state = taught("a", "b", "c");
    assertThat(slow.one(task, state).orElseThrow().configuration())
        .isEqualTo(SPACE.defaults("small"));
    assertThat(slow.planned(task, state).orElseThrow().configuration().model()).isEqualTo("small");
    assertThat(slow.random(task, 7).orElseThrow().configuration().model()).isEqualTo("small");
    assertThat(slow.defaults(task, "large")).isEmpty();
  }

  @Test
  void choice_nothingFits_isNone() {
    OneShotPlanner slow = planner((model, frozen, batch) -> 60);
    PlanningTask task = task("d", 12, 0);
    assertThat(slow.planned(task, taught("a"))).isEmpty();
    assertThat(slow.one(task, taught("a"))).isEmpty();
    assertThat(slow.fixed(task, taught("a"))).isEmpty();
    assertThat(slow.random(task, 7)).isEmpty();
    assertThat(planner().random(task("d", 12, 12), 7)).isEmpty();
  }

  @Test
  void random_hangsOnTheSeed() {
    PlanningTask task = task("d", 12, 0);
    assertThat(planner().random(task, 7)).isEqualTo(planner().random(task, 7));
    assertThat(planner().random(task, 7)).isNotEqualTo(planner().random(task, 8));
  }
}
