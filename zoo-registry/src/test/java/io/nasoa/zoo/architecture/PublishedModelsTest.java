package io.nasoa.zoo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedModelsTest {
  /** The table of search-space.md, rounded as there. */
  @ParameterizedTest
  @CsvSource({
    "A, 2.62, 0.229",
    "B, 3.94, 0.391",
    "C, 7.13, 0.580",
    "D, 15.24, 1.551",
    "E, 21.42, 2.613",
    "F, 28.45, 2.308",
    "G, 49.29, 5.684",
    "H, 44.00, 5.331",
    "I, 72.44, 13.133",
    "J, 103.00, 18.157",
    "K, 87.34, 27.506",
    "L, 130.44, 23.461"
  })
  void cost_ofPublishedModel_isTheTables(String letter, double millions, double giga) {
    ComputeCost cost = cost(letter);

    // The table cuts 130.445 M to 130.44: half a unit of its last digit either way.
    assertThat(cost.parameters() / 1e6).isCloseTo(millions, within(0.005 + 1e-9));
    assertThat(cost.macs() / 1e9).isCloseTo(giga, within(0.0005 + 1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "A, 2615320, 229113856",
    "G, 49290312, 5683978240",
    "L, 130445000, 23460511744",
  })
  void cost_ofPinnedModel_isExact(String letter, long parameters, long macs) {
    assertThat(cost(letter).parameters()).isEqualTo(parameters);
    assertThat(cost(letter).macs()).isEqualTo(macs);
  }

  @Test
  void all_printed_parsesToTheSame() {
    assertThat(PublishedModels.all())
        .hasSize(12)
        .allSatisfy(
            model ->
                assertThat(Architecture.parse(model.architecture().toString()))
                    .isEqualTo(model.architecture()));
  }

  @Test
  void named_unknownName_isEmpty() {
    assertThat(PublishedModels.named("ET-NAS-M")).isEmpty();
  }

  private static ComputeCost cost(String letter) {
    Architecture architecture =
        PublishedModels.named("ET-NAS-" + letter).orElseThrow().architecture();
    return ComputeCost.of(architecture.toGraph(1000, Stem.STANDARD), 224);
  }
}
