package io.nasoa.zoo.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilePartsTest {

  @Test
  void balance_ofCounts_hasMeanDeviationAndEntropy() {
    ClassBalance balance = ClassBalance.of(new int[] {30, 10, 20});
    assertThat(balance.mean()).isEqualTo(20);
    assertThat(balance.deviation()).isCloseTo(Math.sqrt(200.0 / 3), within(1e-12));
    assertThat(balance.least()).isEqualTo(10);
    assertThat(balance.most()).isEqualTo(30);
    double entropy =
        -(0.5 * Math.log(0.5) + Math.log(1 / 6.0) / 6 + Math.log(1 / 3.0) / 3) / Math.log(3);
    assertThat(balance.entropy()).isCloseTo(entropy, within(1e-12));
    assertThat(ClassBalance.of(new int[] {7, 7, 7, 7}).entropy()).isCloseTo(1, within(1e-12));
    assertThat(ClassBalance.of(new int[] {9, 0}).entropy()).isZero();
    assertThatThrownBy(() -> ClassBalance.of(new int[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void channels_ofPixels_haveMeanAndDeviationByChannel() {
    ChannelStatistics.Sum sum = new ChannelStatistics.Sum();
    sum.add(new byte[] {(byte) 255, 0, 51, (byte) 255, 102, 51});
    sum.add(new byte[] {(byte) 255, 0, 51, (byte) 255, 102, 51});
    ChannelStatistics statistics = sum.statistics(0.5);
    assertThat(statistics.images()).isEqualTo(2);
    assertThat(statistics.mean()).containsExactly(1.0, 0.2, 0.2);
    assertThat(statistics.deviation().get(0)).isZero();
    assertThat(statistics.deviation().get(1)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void sizes_ofImages_haveMediansAndExtremes() {
    assertThat(ImageSizes.of(new int[] {10, 40, 20, 30}, new int[] {5, 90, 7, 8}, 1))
        .isEqualTo(new ImageSizes(4, 25, 7.5, 5, 90, 1));
  }

  @Test
  void similarity_ofTheSourceItself_isNextToOne() {
    LabelledFeatures features = FeatureSamples.clusters(60, 5, 6, 3, 1);
    int[] counts = {10, 10, 10, 10, 10, 10};
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    int[] labels = {0, 1, 2, 3, 4, 5};
    SourceMeans source = SourceMeans.of("m", "w", "s", features, names, labels, counts);
    assertThat(SourceSimilarity.distance(features, counts, source)).isBetween(0.0, 0.01);
    LabelledFeatures moved =
        FeatureSamples.changed(
            features,
            row -> {
              row[0] += 20;
              return row;
            });
    double distance = SourceSimilarity.distance(moved, counts, source);
    assertThat(distance).isBetween(19.999, 20.2);
    assertThat(SourceSimilarity.similarity(distance)).isCloseTo(Math.exp(-0.2), within(2e-3));
  }

  @Test
  void similarity_otherFeatures_isRefused() {
    LabelledFeatures features = FeatureSamples.clusters(6, 5, 2, 3, 1);
    SourceMeans.SourceClass two = new SourceMeans.SourceClass("a", 3, List.of(1f, 2f));
    SourceMeans source = new SourceMeans(1, "m", "w", "s", List.of(two));
    assertThatThrownBy(() -> SourceSimilarity.distance(features, new int[] {3, 3}, source))
        .hasMessage("the source's class means have 2 features, the data set's 5");
    SourceMeans.SourceClass three = new SourceMeans.SourceClass("b", 3, List.of(1f, 2f, 3f));
    assertThatThrownBy(() -> new SourceMeans(1, "m", "w", "s", List.of(two, three)))
        .hasMessage("source class 'b' has 3 features, the first one 2");
  }

  @Test
  void features_thatDoNotFit_areRefused() {
    assertThatThrownBy(() -> new LabelledFeatures(new float[2][3], new int[1], 2))
        .hasMessage("2 rows of features do not fit 1 labels");
    assertThatThrownBy(() -> new LabelledFeatures(new float[][] {{1}, {1, 2}}, new int[2], 2))
        .hasMessage("row 1 has 2 features, the first one 1");
    assertThatThrownBy(() -> new LabelledFeatures(new float[2][3], new int[] {0, 2}, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    float[][] broken = {{1, Float.NaN}};
    assertThat(new LabelledFeatures(broken, new int[1], 2).finite()).isFalse();
  }
}
