package io.nasoa.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComparisonCellsTest {
  private static final List<String> GROUPS = List.of("a", "a", "b");
  private static final List<Arm> ARMS =
      Arm.of(
          List.of(ComparedMethod.NASOA, ComparedMethod.RIVALS, ComparedMethod.BOHB),
          List.of("resnet", "regnet"));

  private static ComparisonCells cells(int seeds, int planSeeds) {
    return new ComparisonCells(GROUPS, ARMS, List.of(4.0, 12.0), seeds, planSeeds);
  }

  @Test
  void arms_rivals_areOneEach() {
    assertThat(ARMS)
        .extracting(Arm::label)
        .containsExactly("nasoa", "rival-resnet", "rival-regnet", "bohb");
    assertThatIllegalArgumentException().isThrownBy(() -> new Arm(ComparedMethod.NASOA, "resnet"));
    assertThat(ComparedMethod.of("bohb-continue")).contains(ComparedMethod.BOHB_CONTINUE);
    assertThat(ComparedMethod.of("BOHB")).isEmpty();
  }

  @Test
  void all_hasEveryCellOnce() {
    List<ComparisonCell> all = cells(1, 3).all();
    assertThat(all).hasSize(cells(1, 3).count()).hasSize(2 * 3 * (3 * 3 + 1));
    assertThat(all).extracting(ComparisonCell::number).isSorted().doesNotHaveDuplicates();
    assertThat(all)
        .extracting(it -> List.of(it.task(), it.arm(), it.limit(), it.seed()))
        .doesNotHaveDuplicates();
    assertThat(all).filteredOn(it -> it.arm().method().isSearch()).hasSize(6);
  }

  @Test
  void all_seedsThenLimitsThenGroupsInTurn_methodsInterleaved() {
    List<ComparisonCell> all = cells(2, 2).all();
    assertThat(all).extracting(ComparisonCell::seed).isSorted();
    List<ComparisonCell> first = all.subList(0, 12);
    assertThat(first).extracting(ComparisonCell::limit).containsOnly(4.0);
    assertThat(first)
        .extracting(ComparisonCell::task)
        .containsExactly(0, 0, 0, 0, 2, 2, 2, 2, 1, 1, 1, 1);
    assertThat(List.of(first.get(0), first.get(4), first.get(8)))
        .extracting(it -> it.arm().label())
        .containsExactly("nasoa", "rival-resnet", "rival-regnet");
  }

  /** What had been run keeps its number, whatever is asked for besides. */
  @Test
  void all_moreSeeds_keepTheNumbers() {
    List<ComparisonCell> before = cells(1, 2).all();
    List<ComparisonCell> after = cells(3, 5).all();
    assertThat(after).containsAll(before).hasSize(2 * 3 * (3 * 5 + 3));
  }

  @Test
  void next_skipsWhatTheComparisonHasNot() {
    ComparisonCells cells = cells(1, 3);
    List<Integer> numbers = cells.all().stream().map(ComparisonCell::number).toList();
    int last = numbers.get(numbers.size() - 1);
    assertThat(cells.next(0)).hasValue(0);
    assertThat(cells.next(last)).hasValue(last);
    assertThat(cells.next(last + 1)).isEmpty();
    assertThat(cells.all().stream().filter(it -> !cells.contains(it)).collect(Collectors.toList()))
        .isEmpty();
  }

  @Test
  void weight_isTheLimitOrTheCap() {
    assertThat(cells(1, 3).weight(81))
        .isEqualTo(
            cells(1, 3).all().stream().mapToDouble(cell -> ComparisonCells.weight(cell, 81)).sum());
  }

  @Test
  void wrongNumbers_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> cells(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> cells(1, 1).cell(24));
  }
}
