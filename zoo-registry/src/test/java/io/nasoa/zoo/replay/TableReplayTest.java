package io.nasoa.zoo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.learning.LeaveGroupOut;
import io.nasoa.zoo.task.TaskGroup;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReplayTest {
  private static final ReplaySettings QUICK =
      new ReplaySettings(1, 0, 24, 1, 12, 16, 8, 1.1, EnumSet.allOf(TaskGroup.Role.class));

  /** The third configuration is the best of all, everywhere. */
  private static final MadeUpTable.Accuracy ONE_BEST =
      (data, configuration) -> .5 + .02 * data - .03 * Math.abs(configuration - 2);

  /** The third is the best of photographs, the fourth of all others; the first is never bad. */
  private static final MadeUpTable.Accuracy FEATURES_TELL =
      (data, configuration) ->
          switch (configuration) {
            case 0 -> .7;
            case 2 -> data % 2 == 0 ? .9 : .4;
            case 3 -> data % 2 == 0 ? .4 : .9;
            default -> .3 + .01 * configuration;
          };

  @TempDir static Path directory;

  private static ReplayResult oneBest;
  private static ReplayResult featuresTell;

  @BeforeAll
  static void runBoth() {
    oneBest = run(new MadeUpTable(ONE_BEST));
    featuresTell = run(new MadeUpTable(FEATURES_TELL));
  }

  private static ReplayResult run(MadeUpTable table) {
    return TableReplay.run(table.read(directory), QUICK, sentence -> {});
  }

  private static MethodFigures figures(ReplayResult result, Segment segment, Method method) {
    return result.methods().stream()
        .filter(it -> it.segment().equals(segment.label()) && it.method().equals(method.label()))
        .findFirst()
        .orElseThrow();
  }

  private static ClaimFigures claim(ReplayResult result, String claim, Method method) {
    return result.claims().stream()
        .filter(it -> it.segment().equals("all") && it.method().equals(method.label()))
        .filter(it -> it.claim().equals(claim))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void run_oneConfigurationBestEverywhere_portfolioOfOneHasNoRegret() {
    ReplayResult result = oneBest;
    assertThat(result.cells()).isEqualTo(8 * 2);
    assertThat(result.informativeCells()).isEqualTo(result.cells());
    assertThat(figures(result, Segment.ALL, Method.ORACLE).regret()).isZero();
    assertThat(figures(result, Segment.ALL, Method.ONE).regret()).isZero();
    assertThat(figures(result, Segment.ALL, Method.SELECT).regret()).isZero();
    assertThat(figures(result, Segment.ALL, Method.NASOA).regret()).isZero();
    assertThat(figures(result, Segment.ALL, Method.RANDOM).regret()).isGreaterThan(1);
    assertThat(claim(result, "C", Method.NASOA).difference().mean()).isZero();
    // Of the two defaults the large model's is nearer to the best: 3 points below.
    assertThat(figures(result, Segment.ALL, Method.FIXED).regret()).isCloseTo(3, within(1e-9));
    assertThat(claim(result, "B", Method.NASOA).difference().mean()).isCloseTo(3, within(1e-9));
    assertThat(claim(result, "B", Method.NASOA).difference().wins()).isEqualTo(8);
  }

  @Test
  void run_featuresTellTheBest_plannerBeatsPortfolioOfOne() {
    ReplayResult result = featuresTell;
    assertThat(figures(result, Segment.ALL, Method.ONE).regret()).isGreaterThan(10);
    assertThat(figures(result, Segment.ALL, Method.NEAREST_PAST_TASK).regret()).isZero();
    assertThat(claim(result, "C", Method.NASOA).difference().mean()).isGreaterThan(5);
    assertThat(figures(result, Segment.ALL, Method.NASOA_FROZEN).regret())
        .isLessThan(figures(result, Segment.ALL, Method.ONE).regret());
  }

  @Test
  void run_rivalsAndAGroupWhereNothingMatters_areKeptApart() {
    ReplayResult result =
        run(new MadeUpTable((data, i) -> data == 2 ? .5 : ONE_BEST.of(data, i)).withRival(1));
    assertThat(claim(result, "A", Method.NASOA).difference().groups())
        .containsEntry("flowers5", 0.0)
        .hasEntrySatisfying("pacs", lead -> assertThat(lead).isCloseTo(3, within(1e-9)));
    assertThat(result.rows())
        .filteredOn(row -> row.configuration().equals("default-rival"))
        .extracting(ReplayRow::method)
        .containsOnly("rivals");
    assertThat(oneBest.claims()).extracting(ClaimFigures::claim).doesNotContain("A");
    assertThat(figures(result, Segment.DEV, Method.ONE).groups()).isEqualTo(2);
    assertThat(figures(result, Segment.REPORT, Method.ONE).groups()).isEqualTo(6);
    assertThat(figures(result, Segment.REPORT_INFORMATIVE, Method.ONE).groups()).isEqualTo(5);
    assertThat(figures(result, Segment.ALL, Method.ONE).cells()).isEqualTo(16);
  }

  @Test
  void run_twice_isTheSame() {
    assertThat(run(new MadeUpTable(FEATURES_TELL))).isEqualTo(featuresTell);
  }

  @Test
  void run_slowSlot_isMissedLessOftenByThoseWhoLearn() {
    ReplayResult result = oneBest;
    assertThat(result.streamRows())
        .filteredOn(row -> row.position() < 16)
        .noneMatch(StreamRow::isMissed);
    assertThat(missed(result, Method.NASOA_FROZEN)).isEqualTo(4);
    assertThat(missed(result, Method.ONE)).isEqualTo(4);
    assertThat(missed(result, Method.NASOA)).isBetween(1L, 3L);
    assertThat(result.streamRows())
        .filteredOn(row -> row.position() < 12)
        .extracting(StreamRow::look)
        .containsOnly(Look.COLOUR_PHOTO);
    assertThat(result.streamRows())
        .filteredOn(row -> row.position() >= 12)
        .extracting(StreamRow::look)
        .containsOnly(Look.OTHER);
    assertThat(claim(result, "E-in-time", Method.NASOA).difference().mean()).isPositive();
  }

  private static long missed(ReplayResult result, Method method) {
    return result.stream().stream()
        .filter(part -> part.method().equals(method.label()))
        .mapToLong(StreamFigures::missed)
        .sum();
  }

  @Test
  void plan_withExperienceOfTheGroup_isRefused() {
    ReplayTable table = new MadeUpTable(ONE_BEST).read(directory);
    LeftOutGroups prior = LeftOutGroups.prior(table, Set.of(TaskGroup.Role.values()), 0);
    ReplayCell first = table.cells().get(0);
    ReplayCell last = table.cells().get(table.cells().size() - 1);
    assertThat(prior.without(first).plan(first, first.zoo()).considered()).isEqualTo(6);
    assertThatThrownBy(() -> prior.without(last).plan(first, first.zoo()))
        .isInstanceOf(LeaveGroupOut.LeakException.class)
        .hasMessageContaining(first.group().name());
  }

  @Test
  void prior_ofSomeRoles_knowsNoOthers() {
    ReplayTable table = new MadeUpTable(ONE_BEST).read(directory);
    LeftOutGroups prior = LeftOutGroups.prior(table, Set.of(TaskGroup.Role.DEV), 0);
    for (ReplayCell cell : table.cells()) {
      assertThat(prior.without(cell).state().datasets())
          .isSubsetOf("trashnet", "mnist")
          .doesNotContain(cell.group().name());
    }
  }

  @Test
  void read_groupThatIsNotTheProtocols_isRefused() {
    MadeUpTable table = new MadeUpTable(ONE_BEST).withGroup("mnist", "digits");
    assertThatThrownBy(() -> table.read(directory))
        .isInstanceOf(InvalidReplayException.class)
        .hasMessageContaining("is of group digits in the table")
        .hasMessageContaining("mnist by the protocol");
  }

  @Test
  void read_twoGroups_isRefused() {
    MadeUpTable table = new MadeUpTable(ONE_BEST).only(List.of("mnist", "pacs"));
    assertThatThrownBy(() -> table.read(directory))
        .isInstanceOf(InvalidReplayException.class)
        .hasMessageContaining("2 groups");
  }
}
