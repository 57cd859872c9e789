package io.nasoa.baselines.hpo.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.baselines.hpo.benchmark.RealReference;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelDensityTest {
  private static final double LEAST = 1e-3;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void density_goldenFile_isThatOfStatsmodels(int index) throws IOException {
    JsonNode all = new ObjectMapper().readTree(RealReference.file("bohb-kde-golden.json").toFile());
    assertThat(all).hasSize(7);
    JsonNode golden = all.get(index);
    double[][] rows = rows(golden.get("data"));
    int[] levelCounts =
        golden.get("var_type").asText().chars().map(kind -> kind == 'u' ? 99 : 0).toArray();

    assertClose(KernelDensity.bandwidths(rows), numbers(golden.get("bw_normal_reference")));
    KernelDensity density = KernelDensity.fit(rows, levelCounts, LEAST, true);
    assertClose(density.bandwidths(), numbers(golden.get("bw_clipped")));
    double[][] queries = rows(golden.get("query"));
    double[] found = new double[queries.length];
    for (int i = 0; i < queries.length; i++) {
      found[i] = density.at(queries[i]);
    }
    assertClose(found, numbers(golden.get("pdf")));
  }

  private static void assertClose(double[] found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      if (Double.isInfinite(expected[i])) {
        assertThat(found[i]).isEqualTo(expected[i]);
      } else {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-10 * Math.abs(expected[i])));
      }
    }
  }

  private static double[][] rows(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(KernelDensityTest::numbers)
        .toArray(double[][]::new);
  }

  private static double[] numbers(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false)
        .mapToDouble(
            number -> number.asText().equals("inf") ? Double.POSITIVE_INFINITY : number.asDouble())
        .toArray();
  }

  /**
   * Over all levels and numbers the mass is 1, whatever the data: also where HpBandSter's is not.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void density_anyData_isAProperOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int levels = 1 + random.nextInt(5);
    int used = 1 + random.nextInt(levels);
    double[][] rows =
        IntStream.range(0, 2 + random.nextInt(10))
            .mapToObj(
                i ->
                    new double[] {
                      random.nextDouble(), (levels - 1.0) * random.nextInt(used) / used
                    })
            .map(row -> new double[] {row[0], Math.rint(row[1])})
            .toArray(double[][]::new);
    KernelDensity density = KernelDensity.fit(rows, new int[] {0, levels}, LEAST, false);

    double mass = 0;
    double step = 1.0 / 2000;
    for (int level = 0; level < levels; level++) {
      for (double x = -3; x < 4; x += step) {
        double here = density.at(new double[] {x, level});
        assertThat(here).isNotNegative().isFinite();
        mass += here * step;
      }
    }
    assertThat(mass).isCloseTo(1, within(0.01));
  }

  @Test
  void density_widelySpreadLevels_neverPrefersOtherLevels() {
    double[][] rows = {{0.2, 0}, {0.4, 4}, {0.6, 0}, {0.9, 4}};
    KernelDensity ours = KernelDensity.fit(rows, new int[] {0, 5}, LEAST, false);
    assertThat(ours.bandwidths()[1]).isEqualTo(0.8);
    assertThat(ours.at(new double[] {0.5, 0}))
        .isGreaterThanOrEqualTo(ours.at(new double[] {0.5, 2}) * (1 - 1e-12));
  }
}
