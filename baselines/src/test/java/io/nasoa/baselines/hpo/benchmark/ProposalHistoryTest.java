package io.nasoa.baselines.hpo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.baselines.hpo.density.DensityModel;
import io.nasoa.baselines.hpo.density.DensitySettings;
import io.nasoa.baselines.hpo.space.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalHistoryTest {
  private static final DensitySettings HPBANDSTER = DensitySettings.DEFAULT.withHpBandSter(true);
  private static final int DRAWS = 2000;

  /** What separates two samples of 2,000 at level .001. */
  private static final double FARTHEST = 0.062;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void fit_sharedHistory_hasTheReferencesSplitAndBandwidths(int index) throws IOException {
    Path file = RealReference.file("bohb-proposals-history.json");
    JsonNode expected = new ObjectMapper().readTree(file.toFile()).get(index);
    ProposalHistory history = ProposalHistories.read(file).get(index);
    int[] levelCounts = history.levelCounts().stream().mapToInt(Integer::intValue).toArray();
    DensityModel model =
        DensityModel.fit(history.observations(), levelCounts, HPBANDSTER, new SplittableRandom(1));

    for (int d = 0; d < levelCounts.length; d++) {
      double good = expected.get("bw_good").get(d).asDouble();
      double bad = expected.get("bw_bad").get(d).asDouble();
      assertThat(model.good().bandwidths()[d]).isCloseTo(good, within(1e-10 * good));
      assertThat(model.bad().bandwidths()[d]).isCloseTo(bad, within(1e-10 * bad));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "0, 3", "1, 1", "1, 2", "1, 3"})
  void draw_sharedHistory_isDistributedAsTheReference(int index, long seed) throws IOException {
    ProposalHistory history =
        ProposalHistories.read(RealReference.file("bohb-proposals-history.json")).get(index);
    List<Point> ours = history.draw(DRAWS, seed, HPBANDSTER);
    List<String> lines = Files.readAllLines(RealReference.file("bohb-proposals.csv"));
    for (int d = 0; d < history.levelCounts().size(); d++) {
      int column = d;
      double[] mine = ours.stream().mapToDouble(point -> point.coordinates().get(column)).toArray();
      double[] theirs =
          lines.stream()
              .map(line -> line.split(",", -1))
              .filter(cells -> cells[0].equals(history.name()))
              .mapToDouble(cells -> Double.parseDouble(cells[2 + column]))
              .toArray();
      assertThat(theirs).hasSize(DRAWS);
      assertThat(mine).hasSize(DRAWS);
      assertSame(mine, theirs, history.levelCounts().get(d));
    }
  }

  private static void assertSame(double[] mine, double[] theirs, int levels) {
    if (levels == 0) {
      assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(mine, theirs))
          .isLessThan(FARTHEST);
    } else {
      double p =
          new ChiSquareTest()
              .chiSquareTestDataSetsComparison(counts(mine, levels), counts(theirs, levels));
      assertThat(p).isGreaterThan(.001);
    }
  }

  private static long[] counts(double[] draws, int levels) {
    return IntStream.range(0, levels)
        .mapToLong(level -> Arrays.stream(draws).filter(x -> x == level).count())
        .toArray();
  }

  @Test
  void draw_withoutTheOddities_differsWhereALevelDoesNotOccur() throws IOException {
    ProposalHistory history =
        ProposalHistories.read(RealReference.file("bohb-proposals-history.json")).get(1);
    long[] ours =
        counts(
            history.draw(DRAWS, 1, DensitySettings.DEFAULT).stream()
                .mapToDouble(point -> point.coordinates().get(1))
                .toArray(),
            2);
    assertThat(ours[0]).isLessThan(10);
  }

  @TempDir Path directory;

  @Test
  void read_badFile_saysWhere() throws IOException {
    assertThatThrownBy(() -> ProposalHistories.read(directory.resolve("none.json")))
        .isInstanceOf(InvalidHistoryException.class)
        .hasMessageContaining("none.json does not exist");
    assertProblem("{", "is no JSON");
    assertProblem("[]", "is not a JSON array of histories");
    assertProblem("[{\"levels\": [-1]}]", "history 0 has levels -1");
    assertProblem("[{\"levels\": []}]", "has the levels []");
    assertProblem("[{\"levels\": [0], \"observations\": [{\"x\": [0.5]}]}]", "and a loss");
    assertProblem(
        "[{\"levels\": [2], \"observations\": [{\"x\": [0.5], \"loss\": 1}]}]",
        "expected a whole number from 0 to 1");
    assertProblem(
        "[{\"levels\": [0], \"observations\": [{\"x\": [1.5], \"loss\": 1}]}]", "expected 0 to 1");
    assertProblem(
        "[{\"levels\": [0], \"observations\": [{\"x\": [0.5], \"loss\": 1}]}]",
        "has 1 observations of 1 parameters, expected at least 4");
  }

  private void assertProblem(String text, String problem) throws IOException {
    Path file = Files.writeString(directory.resolve("history.json"), text);
    assertThatThrownBy(() -> ProposalHistories.read(file))
        .isInstanceOf(InvalidHistoryException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("\n");
  }
}
