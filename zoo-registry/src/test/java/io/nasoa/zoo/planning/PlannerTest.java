package io.nasoa.zoo.planning;

import static io.nasoa.zoo.planning.PlanFixture.PORTFOLIO;
import static io.nasoa.zoo.planning.PlanFixture.SPACE;
import static io.nasoa.zoo.planning.PlanFixture.erring;
import static io.nasoa.zoo.planning.PlanFixture.feature;
import static io.nasoa.zoo.planning.PlanFixture.knowledge;
import static io.nasoa.zoo.planning.PlanFixture.likesLargeOnes;
import static io.nasoa.zoo.planning.PlanFixture.scripted;
import static io.nasoa.zoo.planning.PlanFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.cost.RunTiming;
import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.cost.TimeSource;
import io.nasoa.zoo.cost.TimingGroup;
import io.nasoa.zoo.predictor.AccuracyTarget;
import io.nasoa.zoo.predictor.PerformancePredictor;
import io.nasoa.zoo.regime.Configuration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
  private static final Planner PLANNER =
      new Planner(PlanningRules.DEFAULT, SPACE, PlanFixture.MODELS, 3000);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void plan_anyTask_keepsLimitAndMemory(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 8; i++) {
      PlanningTask task =
          task(random.nextDouble(3, 60), random.nextInt(50, 5000), random.nextDouble(4e8, 2e9));
      PlanningKnowledge knowledge = knowledge(likesLargeOnes(), erring(0.1), 20, PORTFOLIO);
      Plan plan = PLANNER.plan(task, knowledge);
      assertThat(plan.chosen().safeSeconds()).isLessThanOrEqualTo(task.limitSeconds());
      assertThat(plan.chosen().likelySeconds()).isLessThan(plan.chosen().safeSeconds());
      assertThat(plan.chosen().bytes()).isLessThanOrEqualTo(task.memoryBytes());
      assertThat(plan.chosen().steps()).isGreaterThanOrEqualTo(10);
      double most = Math.max(81, 10.0 * plan.chosen().configuration().batchSize() / 50);
      assertThat(plan.chosen().epochs()).isLessThan(most);
      assertThat(plan.proposals()).extracting(Proposal::candidate).contains(plan.chosen());
      assertThat(PLANNER.plan(task, knowledge)).isEqualTo(plan);
    }
  }

  @Test
  void plan_limitTooShort_tellsTheSmallestThatWouldDo() {
    PlanningKnowledge knowledge = knowledge(likesLargeOnes(), erring(0.1), 20, PORTFOLIO);
    NothingFitsException nothing =
        catchThrowableOfType(NothingFitsException.class, () -> PLANNER.plan(task(0.9), knowledge));
    assertThat(nothing)
        .hasMessage(
            "no plan fits the budget of 0.9 s: the fastest needs about 2 s on this machine, so give"
                + " --budget 2s or more");
    double smallest = nothing.smallestLimit();
    assertThat(nothing.exclusions())
        .hasSize(3)
        .allMatch(exclusion -> exclusion.reason() == Exclusion.Reason.TIME)
        .allMatch(exclusion -> exclusion.needed() >= smallest);
    assertThat(PLANNER.plan(task(smallest + 1e-6), knowledge).chosen().steps()).isEqualTo(10);
    assertThatThrownBy(() -> PLANNER.plan(task(smallest - 1e-6), knowledge))
        .isInstanceOf(NothingFitsException.class);
  }

  @Test
  void planAmong_someCandidates_choosesByTheSameRules() {
    PlanningKnowledge knowledge = knowledge(likesLargeOnes(), erring(0.1), 20, PORTFOLIO);
    Plan whole = PLANNER.plan(task(30), knowledge);
    List<PlanCandidate> proposed =
        whole.proposals().stream().map(Proposal::candidate).distinct().toList();
    assertThat(proposed).hasSizeGreaterThan(1);
    Plan same = PLANNER.planAmong(task(30), knowledge, proposed);
    assertThat(same.proposals()).isEqualTo(whole.proposals());
    assertThat(same.chosen()).isEqualTo(whole.chosen());
    List<PlanCandidate> others =
        proposed.stream().filter(it -> !it.equals(whole.chosen())).toList();
    assertThat(others).contains(PLANNER.planAmong(task(30), knowledge, others).chosen());
    assertThatThrownBy(() -> PLANNER.planAmong(task(30), knowledge, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plan_memoryTooSmall_saysSo() {
    PlanningKnowledge knowledge = knowledge(likesLargeOnes(), erring(0.1), 20, PORTFOLIO);
    assertThatThrownBy(() -> PLANNER.plan(task(12, 2000, 1e8), knowledge))
        .isInstanceOf(NothingFitsException.class)
        .hasMessageStartingWith("no plan fits the memory of 100 MB: the smallest needs ");
    Plan plan = PLANNER.plan(task(12, 2000, 4.2e8), knowledge);
    assertThat(plan.exclusions())
        .filteredOn(exclusion -> exclusion.reason() == Exclusion.Reason.MEMORY)
        .isNotEmpty()
        .allMatch(exclusion -> exclusion.needed() > 4.2e8)
        .extracting(Exclusion::sentence)
        .allMatch(sentence -> sentence.endsWith(" MB of memory"));
  }

  @Test
  void plan_coldStart_staysWithPortfolioOfOne() {
    Plan plan = PLANNER.plan(task(12), knowledge(likesLargeOnes(), erring(0.1), 2, PORTFOLIO));
    assertThat(plan.policy()).isEqualTo(Policy.PORTFOLIO_OF_ONE);
    assertThat(plan.chosen().configuration()).isEqualTo(PORTFOLIO);
    assertThat(plan.reason()).isEqualTo("adaptive has learned from too few tasks to be followed");
  }

  @Test
  void plan_gainAboveItsError_leavesPortfolioOfOne() {
    Plan plan = PLANNER.plan(task(12), knowledge(likesLargeOnes(), erring(0.1), 20, PORTFOLIO));
    assertThat(plan.policy()).isEqualTo(Policy.ADAPTIVE);
    assertThat(plan.chosen().configuration().model()).isEqualTo("large");
    assertThat(plan.reason())
        .startsWith("adaptive is trusted most, and its gain of ")
        .endsWith(" over portfolio-of-one is above its error of 0.10");
    Plan unsure = PLANNER.plan(task(12), knowledge(likesLargeOnes(), erring(5), 20, PORTFOLIO));
    assertThat(unsure.policy()).isEqualTo(Policy.PORTFOLIO_OF_ONE);
    assertThat(unsure.reason()).endsWith(" is not above its error of 5.00");
  }

  @Test
  void plan_fewTasks_believeAShareOfTheGain() {
    // Only the large model is better, by 0.6.
    PerformancePredictor predictor =
        scripted((matrix, row) -> feature(matrix, row, "sourceAccuracy") > 0.35 ? 0.6 : 0);
    assertThat(PLANNER.plan(task(12), knowledge(predictor, erring(0.3), 9, PORTFOLIO)).policy())
        .isEqualTo(Policy.PORTFOLIO_OF_ONE);
    assertThat(PLANNER.plan(task(12), knowledge(predictor, erring(0.28), 9, PORTFOLIO)).policy())
        .isEqualTo(Policy.ADAPTIVE);
    assertThat(PLANNER.plan(task(12), knowledge(predictor, erring(0.5), 10, PORTFOLIO)).policy())
        .isEqualTo(Policy.ADAPTIVE);
  }

  @Test
  void plan_nothingKnown_takesTheLargestModelThatSeesTheImagesOften() {
    PlanningKnowledge nothing = knowledge(likesLargeOnes(), PolicyState.start(), 0, null);
    // 20 passes over 2,000 images are 1,250 steps: 6 s, 25 s and 63 s.
    assertThat(PLANNER.plan(task(12), nothing).chosen().configuration())
        .isEqualTo(SPACE.defaults("small"));
    assertThat(PLANNER.plan(task(36), nothing).chosen().configuration())
        .isEqualTo(SPACE.defaults("middle"));
    Plan long120 = PLANNER.plan(task(120), nothing);
    assertThat(long120.chosen().configuration()).isEqualTo(SPACE.defaults("large"));
    assertThat(long120.policy()).isEqualTo(Policy.DEFAULT);
  }

  @Test
  void plan_accuracyAndInterval_areThoseOfTheOutcome() {
    PlanningKnowledge unknown = knowledge(likesLargeOnes(), PolicyState.start(), 0, PORTFOLIO);
    Plan wide = PLANNER.plan(task(12), unknown);
    assertThat(wide.low()).isCloseTo(0.1, within(1e-12));
    assertThat(wide.high()).isCloseTo(1, within(1e-12));
    PolicyState policies = erring(0.1);
    for (int i = 0; i < 10; i++) {
      policies =
          policies.learn(new PolicyState.Lesson("e" + i, 1, 0.6, Map.of(), Set.of(), Map.of()));
    }
    Plan plan = PLANNER.plan(task(12), knowledge(likesLargeOnes(), policies, 20, PORTFOLIO));
    assertThat(plan.accuracy())
        .isCloseTo(AccuracyTarget.accuracy(plan.outcome(), 10), within(1e-12));
    assertThat(plan.low())
        .isCloseTo(AccuracyTarget.accuracy(plan.outcome() - 0.4, 10), within(1e-9));
    assertThat(plan.high())
        .isCloseTo(AccuracyTarget.accuracy(plan.outcome() + 0.4, 10), within(1e-9));
  }

  @Test
  void plan_runnersUp_areTheBestOfOtherModels() {
    Plan plan = PLANNER.plan(task(12), knowledge(likesLargeOnes(), erring(0.1), 20, PORTFOLIO));
    assertThat(plan.runnersUp())
        .extracting(runner -> runner.candidate().configuration().model())
        .containsExactly("middle", "small");
    assertThat(plan.runnersUp().get(0).accuracy())
        .isGreaterThan(plan.runnersUp().get(1).accuracy());
    assertThat(plan.runnersUp().get(0).accuracy()).isLessThan(plan.accuracy());
  }

  @Test
  void plan_slowMachineLearned_plansFewerSteps() {
    StepTimeCorrection slow = new StepTimeCorrection();
    PlannedModel middle = PlanFixture.MODELS.get(1);
    for (int i = 0; i < 20; i++) {
      TimingGroup group =
          new TimingGroup("cpu", 1, middle.architecture(), 1, TimeSource.SAME_MODEL);
      slow.learn(new RunTiming(group, 0.02, 0.04));
    }
    PlanningKnowledge usual = knowledge(likesLargeOnes(), PolicyState.start(), 0, PORTFOLIO);
    PlanningKnowledge slower =
        new PlanningKnowledge(
            usual.stepTimes(),
            slow,
            usual.adaptive(),
            usual.ridge(),
            usual.policies(),
            0,
            PORTFOLIO,
            null);
    int before = PLANNER.plan(task(12), usual).chosen().steps();
    int after = PLANNER.plan(task(12), slower).chosen().steps();
    assertThat((double) after / before).isBetween(0.4, 0.65);
  }

  @Test
  void probabilityWithin_safeSeconds_isThePlannedQuantile() {
    PlanningKnowledge knowledge = knowledge(likesLargeOnes(), erring(0.1), 20, PORTFOLIO);
    PlanCandidate chosen = PLANNER.plan(task(12), knowledge).chosen();
    assertThat(PLANNER.probabilityWithin(chosen.safeSeconds(), chosen, task(12), knowledge))
        .isCloseTo(0.95, within(0.001));
    assertThat(PLANNER.probabilityWithin(chosen.likelySeconds(), chosen, task(12), knowledge))
        .isCloseTo(0.5, within(0.03));
    assertThat(PLANNER.probabilityWithin(0.5, chosen, task(12), knowledge)).isZero();
    assertThat(PLANNER.probabilityWithin(100, chosen, task(12), knowledge))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void plan_smallData_comparesNoRunTwice() {
    Plan plan =
        PLANNER.plan(task(300, 60, 4e9), knowledge(likesLargeOnes(), erring(0.1), 20, null));
    Plan large =
        PLANNER.plan(task(300, 60_000, 4e9), knowledge(likesLargeOnes(), erring(0.1), 20, null));
    assertThat(plan.considered()).isLessThan(large.considered() / 2);
    assertThat(plan.chosen().epochs()).isLessThanOrEqualTo(80 + 128 / 60.0 * 10);
  }

  @Test
  void plan_configurationOutsideTheSpace_isNotProposed() {
    Configuration gone = new Configuration("gone", 0.02, 1, 1, 32, 5e-4, true, true, 0.1);
    Plan plan = PLANNER.plan(task(12), knowledge(likesLargeOnes(), PolicyState.start(), 0, gone));
    assertThat(plan.proposals())
        .extracting(Proposal::policy)
        .containsExactly(Policy.DEFAULT, Policy.RIDGE, Policy.ADAPTIVE);
  }

  @Test
  void plan_nearestPastTaskTrustedMost_isFollowed() {
    PolicyState policies = PolicyState.start();
    for (int i = 0; i < 6; i++) {
      policies =
          policies.learn(
              new PolicyState.Lesson(
                  "d" + i,
                  0,
                  0,
                  Map.of(Policy.NEAREST_PAST_TASK, 1.0, Policy.RIDGE, 0.0, Policy.ADAPTIVE, 0.0),
                  EnumSet.allOf(Policy.class),
                  Map.of(Policy.NEAREST_PAST_TASK, 0.1)));
    }
    PlanningKnowledge usual = knowledge(likesLargeOnes(), policies, 20, PORTFOLIO);
    Configuration nearest = SPACE.defaults("large");
    PlanningKnowledge near =
        new PlanningKnowledge(
            usual.stepTimes(),
            usual.correction(),
            usual.adaptive(),
            usual.ridge(),
            policies,
            20,
            PORTFOLIO,
            nearest);
    Plan plan = PLANNER.plan(task(12), near);
    assertThat(plan.policy()).isEqualTo(Policy.NEAREST_PAST_TASK);
    assertThat(plan.chosen().configuration()).isEqualTo(nearest);
  }
}
