package io.nasoa.zoo.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.comparison.Comparison.Standing;
import io.nasoa.zoo.comparison.FrontReading.AtLeastAsGood;
import io.nasoa.zoo.comparison.FrontReading.Interpolated;
import io.nasoa.zoo.comparison.FrontReading.Unreached;
import io.nasoa.zoo.search.Objectives;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<ComparedModel> ZOO =
      List.of(
          model("z1", Side.ZOO, 1, .3), model("z2", Side.ZOO, 2, .4), model("z8", Side.ZOO, 8, .5));

  private static ComparedModel model(String name, Side side, double time, double... accuracies) {
    List<Training> trainings =
        Arrays.stream(accuracies).mapToObj(it -> new Training(name, 0, it, 2400)).toList();
    return new ComparedModel(name, side, "family", time, trainings);
  }

  private static ComparedModel rival(String name, double time, double... accuracies) {
    return model(name, Side.RIVAL, time, accuracies);
  }

  private static Comparison against(ComparedModel... rivals) {
    return Comparison.of(Stream.concat(Stream.of(rivals), ZOO.stream()).toList());
  }

  private static double number(FrontReading reading) {
    return reading.number().orElseThrow();
  }

  @Test
  void rival_betweenTwoModels_hasRatioAndGain() {
    RivalStanding standing = against(rival("r", 8, .45)).rivals().get(0);

    assertThat(standing.ratio()).isInstanceOf(Interpolated.class);
    assertThat(number(standing.zooStepTime())).isCloseTo(4, within(1e-12));
    assertThat(number(standing.ratio())).isCloseTo(2, within(1e-12));
    assertThat(number(standing.gain())).isCloseTo(.05, within(1e-12));
    assertThat(standing.asAccurate()).isEqualTo(ZOO.get(2));
  }

  @Test
  void rival_lessAccurateThanAll_hasALowerBound() {
    RivalStanding standing = against(rival("r", 3, .2)).rivals().get(0);

    assertThat(standing.ratio()).isEqualTo(new AtLeastAsGood(3));
    assertThat(standing.asAccurate()).isEqualTo(ZOO.get(0));
  }

  @Test
  void rival_moreAccurateThanAll_hasNoRatioAndIsOnTheFront() {
    Comparison comparison = against(rival("r", 9, .6), rival("slow", 9, .45));

    assertThat(comparison.rivals())
        .filteredOn(it -> it.rival().name().equals("r"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.ratio()).isEqualTo(new Unreached());
              assertThat(it.asAccurate()).isNull();
              assertThat(it.gain()).isInstanceOf(AtLeastAsGood.class);
              assertThat(number(it.gain())).isCloseTo(-.1, within(1e-12));
              assertThat(comparison.standing(it.rival())).isEqualTo(Standing.ON_THE_FRONT);
            });
  }

  @Test
  void rival_fasterThanAll_hasNoGain() {
    Comparison comparison = against(rival("r", .5, .2));

    RivalStanding standing = comparison.rivals().get(0);
    assertThat(standing.gain()).isEqualTo(new Unreached());
    assertThat(standing.ratio()).isEqualTo(new AtLeastAsGood(.5));
    assertThat(comparison.standing(standing.rival())).isEqualTo(Standing.ON_THE_FRONT);
  }

  @Test
  void fronts_ofBothSides_tellWhoIsBehindWhom() {
    ComparedModel best = rival("best", 1.5, .45);
    ComparedModel good = rival("good", 4, .46);
    ComparedModel behind = rival("behind", 5, .44);
    Comparison comparison = against(behind, best, good);

    assertThat(comparison.zooFront()).isEqualTo(ZOO);
    assertThat(comparison.rivalFront()).containsExactly(best, good);
    assertThat(comparison.front()).containsExactly(ZOO.get(0), best, good, ZOO.get(2));
    assertThat(comparison.standing(ZOO.get(1))).isEqualTo(Standing.BEHIND_THE_OTHER_SIDE);
    assertThat(comparison.standing(behind)).isEqualTo(Standing.BEHIND_ITS_OWN_SIDE);
    assertThat(comparison.models()).extracting(ComparedModel::stepTime).isSorted();
  }

  /** In points and doublings: zoo (0, 30), (1, 40), (3, 50), rival (2, 45); range 20 and 3. */
  @Test
  void hypervolumes_handCase_areAreasDownToOneReference() {
    Hypervolumes found = against(rival("r", 4, .45)).hypervolumes();

    assertThat(found.reference().accuracy()).isCloseTo(.28, within(1e-12));
    assertThat(found.reference().stepTime()).isCloseTo(Math.pow(2, 3.3), within(1e-12));
    assertThat(found.zoo()).isCloseTo(3.3 * 2 + 2.3 * 10 + .3 * 10, within(1e-9));
    assertThat(found.rivals()).isCloseTo(1.3 * 17, within(1e-9));
    assertThat(found.both()).isCloseTo(3.3 * 2 + 2.3 * 10 + 1.3 * 5 + .3 * 5, within(1e-9));
  }

  @Test
  void hypervolumes_inAnotherUnitOfTime_areTheSame() {
    List<ComparedModel> slower =
        Stream.concat(Stream.of(rival("r", 4, .45)), ZOO.stream())
            .map(
                it ->
                    new ComparedModel(
                        it.name(), it.side(), it.family(), 1000 * it.stepTime(), it.trainings()))
            .toList();

    assertThat(Comparison.of(slower).hypervolumes().zoo())
        .isCloseTo(against(rival("r", 4, .45)).hypervolumes().zoo(), within(1e-9));
  }

  @Test
  void seeds_giveMeanAndSpread() {
    ComparedModel model = rival("r", 3, .40, .42, .44);

    assertThat(model.accuracy()).isCloseTo(.42, within(1e-12));
    assertThat(model.spread().orElseThrow()).isCloseTo(.02, within(1e-12));
    assertThat(model.objectives()).isEqualTo(new Objectives(model.accuracy(), 3));
    assertThat(rival("r", 3, .4).spread()).isEmpty();
  }

  @Test
  void standardError_isBinomialWhateverTheNumberOfSeeds() {
    assertThat(rival("r", 3, .4).standardError().orElseThrow()).isCloseTo(.01, within(1e-12));
    assertThat(rival("r", 3, .3, .5).standardError().orElseThrow()).isCloseTo(.01, within(1e-12));
    ComparedModel unknown =
        new ComparedModel("r", Side.RIVAL, "f", 1, List.of(new Training("r", 0, .4, 0)));
    assertThat(unknown.standardError()).isEmpty();
  }

  @Test
  void of_badModels_isRefused() {
    assertThatThrownBy(() -> Comparison.of(ZOO)).hasMessageContaining("RIVAL");
    assertThatThrownBy(() -> rival("r", 0, .4)).hasMessageContaining("step time of 'r' is 0.0");
    assertThatThrownBy(() -> rival("r", 1, 40)).hasMessageContaining("accuracy of 'r' is 40.0");
    assertThatThrownBy(() -> rival("r", 1)).hasMessageContaining("'r' has no accuracy");
  }
}
