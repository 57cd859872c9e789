package io.nasoa.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.baselines.comparison.AnytimeCurve.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CostRatioTest {
  private static final OneShot PLAN = new OneShot(List.of(.8, .82), 10);

  private static AnytimeCurve curve(double... costsAndAccuracies) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < costsAndAccuracies.length; i += 2) {
      points.add(new Point(costsAndAccuracies[i], costsAndAccuracies[i + 1]));
    }
    return new AnytimeCurve(points);
  }

  private static CostRatio ratio(double... costsAndAccuracies) {
    return CostRatio.of("flowers", PLAN, curve(costsAndAccuracies), 81);
  }

  @Test
  void ratio_searchGetsThereAndStays_isItsFirstCostThere() {
    assertThat(ratio(5, .3, 40, .806, 90, .9)).isEqualTo(new CostRatio("flowers", 4, false, 10));
    assertThat(ratio(40, .806).savedSeconds()).isEqualTo(30);
  }

  /** The incumbent is chosen by SELECT, so that its TEST accuracy may fall again. */
  @Test
  void ratio_searchFallsBelowAgain_countsFromTheLastTime() {
    assertThat(ratio(20, .9, 50, .7, 120, .85, 400, .81).ratio()).isEqualTo(12);
    assertThat(ratio(20, .9, 50, .7)).isEqualTo(new CostRatio("flowers", 81, true, 10));
  }

  @Test
  void ratio_neverOrPastTheCap_isCensored() {
    assertThat(ratio()).isEqualTo(new CostRatio("flowers", 81, true, 10));
    assertThat(ratio(1, .5).censored()).isTrue();
    assertThat(ratio(811, .9)).isEqualTo(new CostRatio("flowers", 81, true, 10));
    assertThat(ratio(810, .9)).isEqualTo(new CostRatio("flowers", 81, false, 10));
  }

  /** Half a point below the plan is as good, a little more is not. */
  @Test
  void ratio_tolerance_isHalfAPoint() {
    assertThat(ratio(10, .81 - .0049).censored()).isFalse();
    assertThat(ratio(10, .81 - .0051).censored()).isTrue();
  }

  @RepeatedTest(20)
  void staysAtLeast_anyCurve_isTheFirstCostWithNothingBelowBehindIt(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Point> points =
        random
            .doubles(30)
            .mapToObj(cost -> new Point(Math.rint(cost * 40), random.nextDouble()))
            .sorted(Comparator.comparingDouble(Point::spentSeconds))
            .toList();
    AnytimeCurve curve = new AnytimeCurve(points);
    double wanted = .6 * random.nextDouble();
    OptionalDouble expected =
        points.stream()
            .mapToDouble(Point::spentSeconds)
            .filter(
                cost ->
                    points.subList(firstAt(points, cost), points.size()).stream()
                        .allMatch(point -> point.accuracy() >= wanted))
            .findFirst();
    OptionalDouble actual = curve.staysAtLeast(wanted);
    if (expected.isPresent()) {
      assertThat(actual.orElseThrow()).isLessThanOrEqualTo(expected.getAsDouble());
      assertThat(curve.at(actual.orElseThrow()).orElseThrow()).isGreaterThanOrEqualTo(wanted);
    }
    assertThat(actual.isPresent()).isEqualTo(points.get(points.size() - 1).accuracy() >= wanted);
  }

  private static int firstAt(List<Point> points, double cost) {
    int place = 0;
    while (points.get(place).spentSeconds() < cost) {
      place++;
    }
    return place;
  }

  @Test
  void at_isTheLastStepBefore() {
    AnytimeCurve curve = curve(5, .3, 40, .8);
    assertThat(curve.at(4.9)).isEmpty();
    assertThat(curve.at(5)).hasValue(.3);
    assertThat(curve.at(1e9)).hasValue(.8);
  }

  @Test
  void ratios_ofGroups_areTakenByLogarithms() {
    CostRatios ratios =
        CostRatios.of(
            List.of(
                new CostRatio("a", 1, false, 10),
                new CostRatio("b", 9, false, 10),
                new CostRatio("c", 81, true, 10)),
            7);
    assertThat(ratios.mean()).isCloseTo(9, within(1e-9));
    assertThat(ratios.censored()).isEqualTo(1);
    assertThat(ratios.interval().lower()).isBetween(.999, 9.0);
    assertThat(ratios.interval().upper()).isBetween(9.0, 81.001);
    assertThat(ratios.savedSeconds()).isCloseTo((0 + 80 + 800) / 3.0, within(1e-9));
    assertThat(ratios.breakEvenTasks(2.0 * 880 / 3).orElseThrow()).isCloseTo(2, within(1e-9));
    assertThat(CostRatios.of(ratios.groups(), 7)).isEqualTo(ratios);
  }

  @Test
  void breakEven_plansSaveNothing_isNever() {
    CostRatios ratios = CostRatios.of(List.of(new CostRatio("a", .5, false, 10)), 0);
    assertThat(ratios.breakEvenTasks(100)).isEmpty();
  }

  @Test
  void wrongInput_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> curve(5, .3, 4, .3));
    assertThatIllegalArgumentException().isThrownBy(() -> curve(5, 1.3));
    assertThatIllegalArgumentException().isThrownBy(() -> new OneShot(List.of(), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new OneShot(List.of(.5), 0));
  }
}
